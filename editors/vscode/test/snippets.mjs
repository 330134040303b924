// Documents that the snippets make are healthy before anybody has filled them in: nobody starts from findings.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const here = path.join(import.meta.dirname, "..");
const program = path.join(here, "server/rolelint");

/** The text of a snippet with its placeholders left as they are, and the first of every choice. */
function text(body) {
  const filled = body.join("\n").replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, "$1").replace(/\$\{\d+:([^{}]*)\}/g, "$1").replace(/\$\{?\d+\}?/g, "");
  assert.ok(!/\$\{/.test(filled), filled);
  return `${filled}\n`;
}

export default async function (test) {
  for (const [language, ending, names] of [
    ["role", "role", ["Product owner", "Product manager", "Head of product"]],
    ["markdown", "md", ["Job spec"]],
  ]) {
    const snippets = JSON.parse(readFileSync(path.join(here, `snippets/${language}.json`), "utf8"));
    for (const name of names) {
      await test(`the snippet “${name}” of ${language} has no findings`, async () => {
        const input = text(snippets[name].body);
        const run = spawnSync(program, ["check", "-", "--isolated", "--stdin-filename", `snippet.${ending}`], { input, encoding: "utf8", cwd: "/" });
        assert.equal(run.stdout, "");
        assert.match(run.stderr, /1 role: no findings/);
      });
    }
  }
}
