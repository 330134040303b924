#!/usr/bin/env python3
"""Does memory grow over a long session? Types and takes away words in a few documents, with requests in between.

    python3 benches/memory.py [--edits 200000]

Prints memory (VmRSS) at every tenth of the way, and how much more it is at the end than after the first tenth: caches fill at first.
"""
import argparse, os, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from session import Server

parser = argparse.ArgumentParser()
parser.add_argument("--edits", type=int, default=200_000)
options = parser.parse_args()
root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
rolelint = os.environ.get("ROLELINT_PROGRAM", os.path.join(root, "target", "release", "rolelint"))

ROLE = """Role: Product Owner, Ferries
Id: po-{n}
Reports to: @head

Duties:
- 40% backlog: Order the product backlog with @head
- Interview passengers every week
"""
PAGE = """# Product Manager {n}

## What you will do

- Interview users every week
- Order the product backlog

## What you bring

- Five years of work with ferries
"""
WORDS = ["really ", "users and ", "the roadmap of ", "every month ", "with sales ", "x", "@head ", "plan "]

with tempfile.TemporaryDirectory() as folder:
    server = Server([rolelint, "server"], folder, True)
    documents = []
    for n in range(6):
        text, name, language = (ROLE, f"{n}.role", "role") if n % 2 else (PAGE, f"{n}.md", "markdown")
        uri = "file://" + os.path.join(folder, name)
        text = text.format(n=n)
        server.send({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}})
        documents.append((uri, 5))
    first, tenth = None, max(1, options.edits // 10)
    for edit in range(options.edits):
        uri, line = documents[edit // 2 % len(documents)]
        # Each sentence is another one, so that what is remembered of sentences is tried, too.
        word = WORDS[edit // 2 % len(WORDS)] + str(edit // 2) + " "
        column, insert = 2, edit % 2 == 0
        end = column if insert else column + len(word)
        change = {"range": {"start": {"line": line, "character": column}, "end": {"line": line, "character": end}}, "text": word if insert else ""}
        server.send({"method": "textDocument/didChange", "params": {"textDocument": {"uri": uri, "version": edit + 2}, "contentChanges": [change]}})
        if edit % 10 == 0:
            server.diagnostics(uri, edit + 2)
            for method in ("hover", "completion", "semanticTokens/full", "inlayHint", "codeAction"):
                span = {"start": {"line": 0, "character": 0}, "end": {"line": line, "character": 9}}
                server.request("textDocument/" + method, {"textDocument": {"uri": uri}, "position": {"line": line, "character": 4}, "range": span, "context": {"diagnostics": []}})
        if (edit + 1) % tenth == 0:
            memory = server.memory()
            first = first or memory
            print(f"{edit + 1} edits: {memory:.1f} MB", flush=True)
    print(f"grown by {(memory / first - 1) * 100:.1f}%")
    server.process.kill()
