// Settings change what is found, while the editor runs.
import assert from "node:assert/strict";
import { Editor, eventually, workspace } from "./editor.mjs";

const OWNER = `Role: Product Owner, Ferry Seats
Id: po-ferries

Duties:
- 60% backlog: Order the product backlog
- 40% delivery: Accept finished work

Contacts:
- developers (team): every day, directly
`;
const SPEC = `# Product Owner, Ferry Cabins

## Responsibilities

- Order the product backlog
- Write user stories with the developers
- Accept finished stories
`;

export default async function (test, started) {
  const folder = workspace({ "owner.role": OWNER, "cabins.md": SPEC });
  const editor = await Editor.start({ name: "settings", folder });
  started(editor);
  const set = (key, value) => editor.run((vscode, key, value) => vscode.workspace.getConfiguration("rolelint").update(key, value ?? undefined, true), key, value);
  const codes = async (file) => (await editor.findings(file)).map((f) => f.code);
  await editor.open("cabins.md");
  await editor.open("owner.role");
  await editor.waitFor("owner.role", "PO101");

  await test("a severity is changed", async () => {
    assert.equal((await editor.waitFor("owner.role", "PO101")).severity, "Error");
    await set("severity", { PO101: "info" });
    await eventually("a note", async () => (await editor.waitFor("owner.role", "PO101")).severity === "Information");
    await set("severity", undefined);
    await eventually("an error again", async () => (await editor.waitFor("owner.role", "PO101")).severity === "Error");
  });

  await test("a rule is ignored, and back", async () => {
    await set("ignore", ["PO101"]);
    await eventually("silence", async () => !(await codes("owner.role")).includes("PO101"));
    await set("ignore", undefined);
    await editor.waitFor("owner.role", "PO101");
  });

  await test("Markdown is switched off, and on", async () => {
    await eventually("findings in Markdown", async () => (await codes("cabins.md")).length > 0);
    await set("markdown.enable", false);
    await eventually("none", async () => (await codes("cabins.md")).length === 0);
    await editor.waitFor("owner.role", "PO101");
    await set("markdown.enable", undefined);
    await eventually("findings in Markdown again", async () => (await codes("cabins.md")).length > 0);
  });

  await test("everything is switched off, and on", async () => {
    await set("enable", false);
    await eventually("no server and no findings", async () => editor.servers().length === 0 && (await codes("owner.role")).length === 0);
    await eventually("the status says so", async () => (await editor.page.locator(".statusbar-item").allInnerTexts()).some((t) => t.includes("rolelint is off")));
    await set("enable", undefined);
    await editor.waitFor("owner.role", "PO101");
  });

  await test("a path that holds no program is told, with what to do", async () => {
    editor.setMachine({ "rolelint.server.path": "/nowhere/rolelint" });
    await eventually("the message", async () => (await editor.page.locator(".notification-toast").allInnerTexts()).some((t) => t.includes("/nowhere/rolelint") && t.includes("Mend the setting")));
    await eventually("the status", async () => (await editor.page.locator(".statusbar-item").allInnerTexts()).some((t) => t.includes("rolelint not found")));
    await editor.screenshot("path-of-nothing");
    editor.setMachine({});
    await editor.waitFor("owner.role", "PO101");
  });
}
