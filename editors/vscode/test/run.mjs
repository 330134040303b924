// Tests of the extension in the real thing. Run by .ci/vscode.sh; `node test/run.mjs NAME` runs the parts whose name holds NAME.
import { rmSync } from "node:fs";
import { given } from "./editor.mjs";

rmSync(given.artefacts, { recursive: true, force: true });
const wanted = process.argv[2] ?? "";
const parts = ["snippets", "writing", "features", "settings", "trust", "path", "missing", "empty", "large"];

let failed = 0;
let passed = 0;
const skipped = [];
for (const part of parts.filter((p) => p.includes(wanted))) {
  console.log(`\n${part}`);
  const { default: run } = await import(`./${part}.mjs`);
  let editor;
  /** One thing that must hold; the rest goes on where it does not. */
  const test = async (name, work) => {
    const began = Date.now();
    try {
      const result = await work();
      if (result === "not offered") {
        skipped.push(name);
        console.log(`  - ${name}: the server does not offer it yet`);
        return;
      }
      passed += 1;
      console.log(`  ok ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`  FAILED ${name}\n    ${String(error?.stack ?? error).replaceAll("\n", "\n    ")}`);
      await editor?.screenshot(`failed-${part}-${name.replace(/\W+/g, "-")}`).catch(() => undefined);
    }
  };
  try {
    await run(test, (started) => (editor = started));
  } catch (error) {
    failed += 1;
    console.log(`  FAILED ${part}: ${error?.stack ?? error}`);
    await editor?.screenshot(`failed-${part}`).catch(() => undefined);
  } finally {
    await editor?.stop();
  }
}
console.log(`\n${passed} passed, ${failed} failed, ${skipped.length} not offered yet${skipped.length ? `: ${skipped.join("; ")}` : ""}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
