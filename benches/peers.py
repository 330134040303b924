#!/usr/bin/env python3
"""Times `rolelint check` beside other linters on the same made-up documents, in turn, in one run.

    python3 benches/peers.py [--runs 9] [--documents 1000] [--bytes 5000]

Uses target/release/rolelint and whichever of rumdl, typos, codespell, ruff are on PATH (all on PyPI). Every tool is run in turn
(A B C A B C ...), after one warm-up, with its cache off; the table gives medians of wall time, throughput, peak memory, and the
ratio to rolelint run by run. Absolute times move from machine to machine; ratios hold.
"""
import argparse, os, resource, shutil, statistics, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser()
parser.add_argument("--runs", type=int, default=9)
parser.add_argument("--documents", type=int, default=1000)
parser.add_argument("--bytes", type=int, default=5000)
options = parser.parse_args()

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
rolelint = os.path.join(root, "target", "release", "rolelint")
maker = os.path.join(root, "target", "release", "examples", "job_specs")
for program in (rolelint, maker):
    if not os.path.exists(program):
        sys.exit(f"{program} is missing: cargo build --release --examples --bins")


def run(command, folder):
    """Wall seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def table(title, commands, folder, size):
    commands = {name: c for name, c in commands.items() if shutil.which(c[0]) or os.path.exists(c[0])}
    for command in commands.values():
        run(command, folder)
    results = {name: [] for name in commands}
    for _ in range(options.runs):
        for name, command in commands.items():
            results[name].append(run(command, folder))
    print(f"\n{title}, {options.runs} runs\n\n| tool | wall ms | MB/s | memory MB | time / rolelint's |\n|---|---|---|---|---|")
    own = [seconds for seconds, _ in results["rolelint"]]
    for name, runs in results.items():
        wall = statistics.median(seconds for seconds, _ in runs)
        ratio = statistics.median(seconds / mine for (seconds, _), mine in zip(runs, own))
        memory = max(memory for _, memory in runs)
        print(f"| {name} | {wall * 1e3:.1f} | {size / wall / 1e6:.1f} | {memory:.1f} | {ratio:.2f} |")


with tempfile.TemporaryDirectory() as scratch:
    many = os.path.join(scratch, "many")
    subprocess.run([maker, many, str(options.documents), str(options.bytes)], check=True)
    size = sum(os.path.getsize(os.path.join(many, f)) for f in os.listdir(many))
    table(f"{options.documents} documents, {size / 1e6:.2f} MB", {
        "rolelint": [rolelint, "check", "--exit-zero", "."],
        "rumdl": ["rumdl", "check", "--no-cache", "."],
        "typos": ["typos", "."],
        "codespell": ["codespell", "."],
    }, many, size)
    one = os.path.join(scratch, "one")
    subprocess.run([maker, one, "1", str(options.bytes)], check=True)
    document = os.path.join(one, "spec-00000.md")
    python = os.path.join(one, "same_size.py")
    with open(python, "w") as file:
        line = 0
        while file.tell() < options.bytes:
            file.write(f"def name_{line}(first, second):\n    return first * {line} + second\n\n\n")
            line += 1
    table("one document, start to finish", {
        "rolelint": [rolelint, "check", "--exit-zero", document],
        "ruff (a Python file of that size)": ["ruff", "check", "--no-cache", python],
        "rumdl": ["rumdl", "check", "--no-cache", document],
        "typos": ["typos", document],
    }, one, os.path.getsize(document))
