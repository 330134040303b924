// PATH that leads into a workspace which nobody trusts: what lies there is not run.
import assert from "node:assert/strict";
import { chmodSync, existsSync } from "node:fs";
import path from "node:path";
import { Editor, eventually, withoutProgram, workspace } from "./editor.mjs";

export default async function (test, started) {
  const folder = workspace({ "owner.role": "Role: Product Owner, Ski Lifts\n\nDuties:\n- Order the product backlog\n", "bin/rolelint": "#!/bin/sh\ntouch \"$0-was-run\"\n" });
  const bin = path.join(folder, "bin");
  chmodSync(path.join(bin, "rolelint"), 0o755);
  const editor = await Editor.start({
    name: "path",
    folder,
    extensions: [withoutProgram()],
    settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" },
    environment: { PATH: `${bin}:${process.env.PATH}` },
  });
  started(editor);

  await test("a program of the workspace is not taken from PATH before the workspace is trusted", async () => {
    assert.equal(await editor.run((vscode) => vscode.workspace.isTrusted), false);
    await editor.open("owner.role");
    await eventually("the status", async () => (await editor.page.locator(".statusbar-item").allInnerTexts()).some((t) => t.includes("rolelint not found")));
    assert.equal(existsSync(path.join(bin, "rolelint-was-run")), false);
    assert.ok((await editor.run(() => process.env.PATH)).split(":").includes(bin), "PATH leads there");
  });
}
