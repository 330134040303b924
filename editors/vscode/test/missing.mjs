// The extension without a program anywhere: it says so once, and what to do; and it finds one in PATH.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Editor, eventually, given, workspace } from "./editor.mjs";

const OWNER = "Role: Product Owner, Ski Lifts\n\nDuties:\n- 60% backlog: Order the product backlog\n- 40% delivery: Accept finished work\n\nContacts:\n- developers (team): every day, directly\n";

/** The package without its binary. */
function withoutProgram() {
  const folder = mkdtempSync(path.join(tmpdir(), "rolelint-bare-"));
  const file = path.join(folder, "rolelint.vsix");
  copyFileSync(given.vsix, file);
  execFileSync("python3", ["-c", `
import sys, zipfile
old, new = sys.argv[1], sys.argv[2]
with zipfile.ZipFile(old) as a, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as b:
    for item in a.infolist():
        if not item.filename.startswith("extension/server/"):
            b.writestr(item, a.read(item.filename))
`, given.vsix, file]);
  return file;
}

export default async function (test, started) {
  const folder = workspace({ "owner.role": OWNER, "notes.md": "# Notes\n\nNothing about roles.\n" });
  const bin = mkdtempSync(path.join(tmpdir(), "rolelint-bin-"));
  const editor = await Editor.start({ name: "missing", folder, extensions: [withoutProgram()], environment: { PATH: `${bin}:${process.env.PATH}` } });
  started(editor);
  const { page } = editor;

  await test("a missing program is told, with what to do", async () => {
    await editor.open("owner.role");
    await eventually("the message", async () => (await page.locator(".notification-toast").allInnerTexts()).some((t) => t.includes("rolelint program was not found") && t.includes("Open Settings")));
    await eventually("the status", async () => (await page.locator(".statusbar-item").allInnerTexts()).some((t) => t.includes("rolelint not found")));
    await editor.screenshot("missing");
    assert.deepEqual(await editor.findings("owner.role"), []);
  });

  await test("a program in PATH is found once it is there", async () => {
    execFileSync("python3", ["-c", `
import sys, zipfile, os
with zipfile.ZipFile(sys.argv[1]) as a:
    open(sys.argv[2], "wb").write(a.read("extension/server/rolelint"))
os.chmod(sys.argv[2], 0o755)
`, given.vsix, path.join(bin, "rolelint")]);
    await page.locator(".notification-toast .monaco-button", { hasText: "Try Again" }).first().click();
    await editor.waitFor("owner.role", "PO101");
    assert.equal(await editor.run((vscode) => vscode.extensions.getExtension("rolelint.rolelint").exports.program()), path.join(bin, "rolelint"));
  });
}
