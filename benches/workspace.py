#!/usr/bin/env python3
"""Times what an editor asks of the language server in a workspace of 10,000 roles, through the pipe.

    python3 benches/workspace.py [--documents 10000] [--rounds 200]

The roles are made up (see support/documents.rs), 5 kB each; one role is named in 1,000 of them. A document is opened before the
workspace is read, to see that its diagnostics do not wait. Then documents of 10 kB, 200 kB and 1 MB are edited, and the
requests are made right after an edit, as they are while somebody types. Memory is that of the process (VmRSS).
"""
import argparse, os, shutil, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from session import Server

parser = argparse.ArgumentParser()
parser.add_argument("--documents", type=int, default=10_000)
parser.add_argument("--rounds", type=int, default=200)
parser.add_argument("--naming", type=int, default=1_000, help="documents that name one role")
options = parser.parse_args()
root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
rolelint = os.environ.get("ROLELINT_PROGRAM", os.path.join(root, "target", "release", "rolelint"))
maker = os.path.join(root, "target", "release", "examples", "job_specs")

ROLE = """Role: Product Owner, Ferries
Id: po-ferries
Reports to: @head-of-all

Duties:
- 40% backlog: Order the product backlog with @head-of-all
- Interview passengers every week

Contacts:
- passengers (customer): every week
"""


def row(name, times, wanted):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]
    print(f"| {name} | {statistics.median(times):.2f} | {at(0.99):.2f} | {wanted} |", flush=True)


def timed(server, method, params):
    while True:
        start = time.perf_counter()
        reply = server.request(method, params)
        took = (time.perf_counter() - start) * 1e3
        if "result" in reply:
            return took, reply["result"]


def edit(server, uri, version, line, column, word):
    insert = version % 2 == 0
    end = column if insert else column + len(word)
    change = {"range": {"start": {"line": line, "character": column}, "end": {"line": line, "character": end}}, "text": word if insert else ""}
    server.send({"method": "textDocument/didChange", "params": {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}})


def opened(server, path, text, language):
    uri = "file://" + path
    server.send({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}})
    return uri


with tempfile.TemporaryDirectory() as scratch:
    folder = os.path.join(scratch, "roles")
    subprocess.run([maker, folder, str(options.documents), "5000"], check=True)
    for name in sorted(os.listdir(folder))[: options.naming]:
        path = os.path.join(folder, name)
        text = open(path).read()
        with open(path, "w") as file:
            file.write('---\nreports_to: "@head-of-all"\n---\n\n' + text)
    with open(os.path.join(folder, "head.role"), "w") as file:
        file.write("Role: Head of Product\nId: head-of-all\n\nDuties:\n- strategy: Set the product strategy\n")
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
    print(f"{options.documents} roles, {size / 1e6:.0f} MB\n\n| what | median ms | p99 ms | wanted ms |\n|---|---|---|---|")

    server = Server([rolelint, "server"], folder, True)
    start = time.perf_counter()
    role = opened(server, os.path.join(folder, "open.role"), ROLE, "role")
    row("first diagnostics, while the index is read", [(server.diagnostics(role, 1) - start) * 1e3], "10")
    server.indexed.wait(300)
    row("cold index", [server.index_seconds * 1e3], "1000")
    start = time.perf_counter()
    server.diagnostics(role, 1)
    row("first diagnostics after the index", [(time.perf_counter() - start) * 1e3], "")
    print(f"| memory after the index, MB | {server.memory():.0f} | | 300 |")

    version = 1
    at = lambda line, column: {"textDocument": {"uri": role}, "position": {"line": line, "character": column}}
    requests = [
        ("hover on a reference", "textDocument/hover", at(2, 15), "1"),
        ("hover on a duty", "textDocument/hover", at(6, 8), "1"),
        ("completion of a lead word", "textDocument/completion", at(6, 2), "1"),
        ("completion of a reference", "textDocument/completion", at(2, 13), "1"),
        ("definition", "textDocument/definition", at(2, 15), "1"),
        ("workspace symbols", "workspace/symbol", {"query": "owner fer"}, "20"),
        ("workspace symbols, all match", "workspace/symbol", {"query": "p"}, "20"),
    ]
    for name, method, params, wanted in requests:
        times = []
        for _ in range(options.rounds):
            version += 1
            edit(server, role, version, 6, 10, "really ")
            times.append(timed(server, method, params)[0])
            time.sleep(0.002)
        row(name, times, wanted)
    times, result = [], None
    for _ in range(5):
        took, result = timed(server, "textDocument/rename", {**at(2, 15), "newName": "head-of-everything"})
        times.append(took)
    changed = len(result.get("changes") or result.get("documentChanges"))
    row(f"rename in {changed} files", times, "200")
    took, result = timed(server, "workspace/diagnostic", {"previousResultIds": []})
    row(f"workspace diagnostics of {len(result['items'])} documents, first time", [took], "")
    known = [{"uri": item["uri"], "value": item["resultId"]} for item in result["items"]]
    row("workspace diagnostics, nothing changed", [timed(server, "workspace/diagnostic", {"previousResultIds": known})[0] for _ in range(5)], "")

    for size, wanted in ((10_000, "0.5 / 3"), (200_000, "3"), (1_000_000, "15")):
        one = os.path.join(scratch, f"one-{size}")
        subprocess.run([maker, one, "1", str(size)], check=True)
        text = open(os.path.join(one, "spec-00000.md")).read()
        uri = opened(server, os.path.join(folder, f"open-{size}.md"), text, "markdown")
        server.diagnostics(uri, 1)
        place = text.index("\n- ", len(text) // 2) + 3
        line, column = text.count("\n", 0, place), place - text.rfind("\n", 0, place) - 1
        times = []
        for version in range(2, options.rounds + 2):
            start = time.perf_counter()
            edit(server, uri, version, line, column, "Interview nurses and ")
            times.append((server.diagnostics(uri, version) - start) * 1e3)
            time.sleep(0.004)
        row(f"change to diagnostics, {size / 1e3:.0f} kB", times, wanted)
    print(f"| memory at the end, MB | {server.memory():.0f} | | 300 |")
    server.process.kill()
