// A workspace that nobody trusts yet: documents are checked, nothing of it is run.
import assert from "node:assert/strict";
import { chmodSync, existsSync } from "node:fs";
import path from "node:path";
import { Editor, eventually, sleep, workspace } from "./editor.mjs";

const OWNER = `Role: Product Owner, Toll Bridges
Id: po-tolls

Duties:
- 60% backlog: Order the product backlog
- 40% delivery: Accept finished work

Contacts:
- developers (team): every day, directly
`;

export default async function (test, started) {
  const folder = workspace({ "owner.role": OWNER, "bin/rolelint": "" });
  const trap = path.join(folder, "bin/rolelint");
  const mark = path.join(folder, "was-run");
  const { writeFileSync, mkdirSync } = await import("node:fs");
  writeFileSync(trap, `#!/bin/sh\ntouch '${mark}'\nexec sleep 60\n`);
  chmodSync(trap, 0o755);
  mkdirSync(path.join(folder, ".vscode"));
  writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify({ "rolelint.server.path": trap, "rolelint.server.arguments": ["anything"] }));
  const editor = await Editor.start({
    name: "trust",
    folder,
    settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" },
    environment: { PATH: `${path.join(folder, "bin")}:${process.env.PATH}` },
  });
  started(editor);

  await test("the workspace is not trusted", async () => {
    assert.equal(await editor.run((vscode) => vscode.workspace.isTrusted), false);
  });

  await test("documents are checked, by the program that came with the extension", async () => {
    await editor.open("owner.role");
    await editor.waitFor("owner.role", "PO101");
    const program = await editor.run((vscode) => vscode.extensions.getExtension("rolelint.rolelint").exports.program());
    assert.ok(program.startsWith(editor.home), program);
    assert.equal(existsSync(mark), false, "the workspace's program was not started");
  });

  await test("once trusted, the workspace's setting counts", async () => {
    const editorSettings = { "security.workspace.trust.enabled": false };
    void editorSettings;
    await editor.run((vscode) => void vscode.commands.executeCommand("workbench.trust.manage"));
    await editor.page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust/ }).first().click();
    await eventually("trust", () => editor.run((vscode) => vscode.workspace.isTrusted));
    await eventually("the workspace's program", () => existsSync(mark));
    await sleep(200);
  });
}
