#!/usr/bin/env python3
"""Times language servers from an edit to its diagnostics, through the pipe, one after the other in one run.

    python3 benches/server.py [--edits 200] [--documents 1000]

Each server gets a workspace of made-up documents (see support/documents.rs) and open documents of 10 kB, 200 kB and 1 MB; a word
is typed into the middle and taken away again, and the time runs from the message to the diagnostics of that version. Servers:
target/release/rolelint (pull and push), and `ruff server` (a Python file of that size) and `rumdl server`, where they are on PATH.
The table gives the median, the 95th and 99th percentile in ms, and memory. Ratios hold, absolute times do not.
"""
import argparse, os, shutil, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from session import Server

parser = argparse.ArgumentParser()
parser.add_argument("--edits", type=int, default=200)
parser.add_argument("--documents", type=int, default=1000)
options = parser.parse_args()
root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
rolelint = os.path.join(root, "target", "release", "rolelint")
maker = os.path.join(root, "target", "release", "examples", "job_specs")


def measure(name, command, folder, path, language, anchor, word, pull):
    server = Server(command, folder, pull)
    uri, text = "file://" + path, open(path).read()
    server.send({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}})
    server.diagnostics(uri, 1)
    time.sleep(1.5)
    at = text.index(anchor, len(text) // 2) + len(anchor)
    line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    times = []
    for edit in range(options.edits):
        insert = edit % 2 == 0
        if server.incremental:
            end = column if insert else column + len(word)
            change = {"range": {"start": {"line": line, "character": column}, "end": {"line": line, "character": end}}, "text": word if insert else ""}
        else:
            change = {"text": text[:at] + word + text[at:] if insert else text}
        start = time.perf_counter()
        server.send({"method": "textDocument/didChange", "params": {"textDocument": {"uri": uri, "version": edit + 2}, "contentChanges": [change]}})
        times.append((server.diagnostics(uri, edit + 2) - start) * 1e3)
        time.sleep(0.004)
    times.sort()
    at_share = lambda share: times[min(len(times) - 1, int(share * len(times)))]
    print(f"| {name} | {os.path.getsize(path) / 1e3:.0f} kB | {statistics.median(times):.2f} | {at_share(0.95):.2f} | {at_share(0.99):.2f} | {server.memory():.0f} |", flush=True)
    server.process.kill()


with tempfile.TemporaryDirectory() as scratch:
    folder = os.path.join(scratch, "roles")
    subprocess.run([maker, folder, str(options.documents), "5000"], check=True)
    print("| server | document | median ms | p95 ms | p99 ms | memory MB |\n|---|---|---|---|---|---|")
    for size in (10_000, 200_000, 1_000_000):
        one = os.path.join(scratch, f"one-{size}")
        subprocess.run([maker, one, "1", str(size)], check=True)
        document = os.path.join(folder, f"open-{size}.md")
        shutil.move(os.path.join(one, "spec-00000.md"), document)
        python = os.path.join(scratch, f"open_{size}.py")
        with open(python, "w") as file:
            line = 0
            while file.tell() < size:
                file.write(f"def name_{line}(first, second):\n    return first * {line} + second\n\n\n")
                line += 1
        measure("rolelint, pull", [rolelint, "server"], folder, document, "markdown", "\n- ", "Interview nurses and ", True)
        measure("rolelint, push", [rolelint, "server"], folder, document, "markdown", "\n- ", "Interview nurses and ", False)
        if shutil.which("ruff"):
            measure("ruff, pull", ["ruff", "server"], scratch, python, "python", "return first", "s * undefined", True)
        if shutil.which("rumdl"):
            measure("rumdl, push", ["rumdl", "server"], folder, document, "markdown", "\n- ", "Interview  nurses and ", False)
        os.remove(document)
