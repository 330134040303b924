"""Runs rolelint over documents that try to break out of every format, and reads the results as their consumers do.

Arguments: the program, the schema of SARIF 2.1.0, formats.cjs beside its packages, a folder to work in. The tools are found on PATH.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import jsonschema
from defusedxml import ElementTree
from junitparser import JUnitXml
from markdown_it import MarkdownIt

PROGRAM, SARIF_SCHEMA, WRITERS, FOLDER = sys.argv[1:5]

# Quotes, brackets, commands of workflows, CDATA ends, JSON, Markdown, control characters, writing to the left, other scripts.
EVIL = (
    'Owner "of" \'it\' <b onload="x()">&amp; ]]> ::error file=a,line=1::gone %0A %25 | cell ` * [l](javascript:x) '
    '@everyone #1 \\ \x1b[31m\x07 \u202etfel \u200f 日本 עברית ไทย 😀 </failure></testsuite> ","x":"y ${{ secrets.A }} '
    "http://example.org/ www.example.org"
)
NAMES = ["plain.role", "a \"b\" & <c>'s ::error,x%0A;日本 😀.role", "notes [x](y) `z` |.md", "100%.role"]
RULE = """
[[rules]]
code = "EVIL001"
name = "evil"
message = "{title} says ‘{match}’ ]]> </error> ::warning::x"
fix = "Write \\"less\\" <now> & then\\n::set-output name=x::y"
help = "https://handbook.example/a?b=c&d=%22"
when.text.matches = 'Owner .*'
"""


def write():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    with open(os.path.join(FOLDER, "rolelint.toml"), "w", encoding="utf-8") as out:
        out.write(RULE)
    for name in NAMES:
        markdown = f"---\nkind: product owner\n---\n# Product {EVIL}\n\n## Responsibilities\n\n"
        head = markdown if name.endswith(".md") else f"Role: Product {EVIL}\n\nDuties:\n"
        duties = "- Write the tickets for the developers and keep them in the order in which they are wanted by the sales team\n" * 9
        duties += f"- Order the backlog as told by the sales team {EVIL}\n"
        with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as out:
            out.write(head + duties + ("\nWaivers:\n- FW999: x\n" if name.endswith(".role") else ""))


def run(form, *more):
    command = [PROGRAM, "check", "--output-format", form, *more, "."]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, check=False)
    assert done.returncode == 1, (form, done.returncode, done.stderr)
    text = done.stdout.decode("utf-8")
    obeyed = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert not obeyed, (form, obeyed)
    return text


def tool(*command):
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def other(writer, findings):
    """The same, as another program writes it."""
    done = subprocess.run(["node", WRITERS, writer], input=json.dumps(findings), capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def keep(name, text):
    path = os.path.join(os.path.dirname(FOLDER), name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def sarif(findings):
    text = run("sarif")
    log = json.loads(text)
    with open(SARIF_SCHEMA, encoding="utf-8") as schema:
        jsonschema.Draft7Validator(json.load(schema), format_checker=jsonschema.FormatChecker()).validate(log)
    results = log["runs"][0]["results"]
    assert len(results) == len(findings)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert {"PO101", "EVIL001"} <= {rule["id"] for rule in rules}
    for result in results:
        assert "ruleIndex" not in result or rules[result["ruleIndex"]]["id"] == result["ruleId"]
    # A reader that sums up, as people use it.
    told = tool("sarif", "summary", keep("rolelint.sarif", text))
    assert "rolelint" in told, told
    with_csv = os.path.join(os.path.dirname(FOLDER), "sarif.csv")
    tool("sarif", "csv", "-o", with_csv, keep("rolelint.sarif", text))


def rdjson(findings):
    text = run("rdjson")
    result = json.loads(text)
    tool("rdformat-validator", keep("rolelint.rdjson", text))
    assert len(result["diagnostics"]) == len(findings)
    # Columns count bytes: the words there are those of the finding.
    for diagnostic in result["diagnostics"]:
        place = diagnostic["location"]
        with open(os.path.join(FOLDER, place["path"]), "rb") as file:
            lines = file.read().split(b"\n")
        start, end = place["range"]["start"], place["range"]["end"]
        words = lines[start["line"] - 1][start["column"] - 1 :]
        words.decode("utf-8")
        lines[end["line"] - 1][: end["column"] - 1].decode("utf-8")


def gitlab(findings):
    issues = json.loads(run("gitlab"))
    # As GitLab documents its code quality report.
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16,}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^[^/.]"},
                        "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                    },
                },
            },
        },
    }
    jsonschema.validate(issues, schema)
    assert len(issues) == len(findings)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    # Another program's report of the same findings has the same names, texts, weights and files.
    levels = {"major": 2, "minor": 1}
    loud = [issue for issue in issues if issue["severity"] in levels]
    results = [
        {
            "filePath": os.path.abspath(issue["location"]["path"]),
            "messages": [
                {
                    "ruleId": issue["check_name"],
                    "message": issue["description"],
                    "severity": levels[issue["severity"]],
                    "line": issue["location"]["lines"]["begin"],
                    "column": 1,
                }
            ],
        }
        for issue in loud
    ]

    def told(issue):
        place = issue["location"]
        line = place["lines"]["begin"] if "lines" in place else place["positions"]["begin"]["line"]
        return issue["check_name"], issue["description"], issue["severity"], place["path"], line

    assert [told(issue) for issue in json.loads(other("gitlab", results))] == [told(issue) for issue in loud]


def junit(findings):
    text = run("junit")
    suites = JUnitXml.fromstring(text.encode("utf-8"))
    failures = [result for suite in suites for case in suite for result in case.result]
    assert len(failures) == len(findings) == int(suites.failures)
    assert sorted(suite.name for suite in suites) == sorted(NAMES)
    assert sum(suite.tests for suite in suites) == len(findings)


def checkstyle(findings):
    root = ElementTree.fromstring(run("checkstyle").encode("utf-8"))
    assert root.tag == "checkstyle" and all(child.tag == "file" for child in root)
    assert sorted(child.get("name") for child in root) == sorted(NAMES)
    errors = [error for file in root for error in file]
    assert len(errors) == len(findings)
    for error in errors:
        assert error.get("severity") in ("info", "warning", "error")
        assert int(error.get("line")) > 0 and int(error.get("column")) > 0
    # Another program's report of the same findings has the same elements with the same attributes and values.
    levels = {"error": 2, "warning": 1}
    results = [
        {
            "filePath": file.get("name"),
            "messages": [
                {"line": int(e.get("line")), "column": int(e.get("column")), "message": e.get("message"), "severity": levels[e.get("severity")]}
                for e in file
                if e.get("severity") in levels
            ],
        }
        for file in root
    ]
    theirs = ElementTree.fromstring(other("checkstyle", results).encode("utf-8"))
    assert [file.attrib for file in theirs] == [file.attrib for file in root]
    ours = [error.attrib for error in errors if error.get("severity") in levels]
    assert [{**error.attrib, "source": ""} for file in theirs for error in file] == [{**error, "source": ""} for error in ours]


def github(findings):
    # As a runner reads commands: `::name key=value,key=value::data`, with %25, %0D, %0A, %3A, %2C undone.
    commands = run("github").splitlines()
    assert len(commands) == len(findings)
    undo = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def read(text):
        return re.sub("%(0D|0A|3A|2C|25)", lambda m: undo[m.group(0)], text)

    def parts(command):
        head, data = re.fullmatch("::(.*?)::(.*)", command).groups()
        level, properties = head.split(" ", 1)
        return level, sorted(properties.split(",")), data

    def number(text):
        return int(text) if text.isdecimal() else text

    toolkit = {"line": "startLine", "col": "startColumn"}
    read_back = []
    for command in commands:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", command)
        assert match, command
        properties = dict(pair.split("=", 1) for pair in match.group(2).split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}, command
        assert read(properties["file"]) in NAMES, properties["file"]
        assert match.group(3)
        read_back.append(
            {
                "level": match.group(1),
                "message": read(match.group(3)),
                "properties": {toolkit.get(key, key): number(read(value)) for key, value in properties.items()},
            }
        )
    # GitHub's own toolkit writes what was read as the same commands, but for the order of properties.
    assert sorted(map(parts, other("github", read_back).splitlines())) == sorted(map(parts, commands))


def summary(findings):
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(run("summary"))
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == 1 and kinds.count("tr_open") == len(findings) + 1
    assert kinds.count("td_open") == 4 * len(findings)
    assert "html_block" not in kinds
    for token in tokens:
        for part in token.children or []:
            assert part.type in ("text", "text_special", "html_inline", "softbreak"), (part.type, part.content)
            assert part.type != "html_inline" or part.content == "<!-- -->", part.content


def own(findings):
    assert [json.loads(line)["code"] for line in run("jsonl").splitlines()] == [f["code"] for f in findings]
    table = json.loads(run("json", "--statistics"))
    assert sum(line["count"] for line in table) == len(findings)


def main():
    write()
    findings = json.loads(run("json"))["findings"]
    assert {"EVIL001"} < {finding["code"] for finding in findings} and len(findings) > 10, findings
    run("text")
    for check in (sarif, rdjson, gitlab, junit, checkstyle, github, summary, own):
        check(findings)
        print(f"{check.__name__}: {len(findings)} findings are read as they were meant")


main()
