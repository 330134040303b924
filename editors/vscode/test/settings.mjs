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
/** Text of a document, and the scope that it is given before the server speaks. */
const SCOPES = [
  ["Role:", "storage.type.block.role"],
  ["Product Owner, Ferry Seats", "entity.name.type.role"],
  ["Id:", "variable.other.property.role"],
  ["po-ferries", "entity.name.tag.role"],
  ["Duties", "entity.name.section.role"],
  ["60%", "constant.numeric.share.role"],
  ["backlog", "support.type.category.role"],
  ["team", "support.type.contact.role"],
  ["every day", "constant.language.cadence.role"],
  ["directly", "storage.modifier.mode.role"],
];
const colour = (index) => `#${(0x101010 * 4 + index * 7).toString(16).padStart(6, "0")}`;

const SPEC = `# Product Owner, Ferry Cabins

## Responsibilities

- Order the product backlog
- Write user stories with the developers
- Accept finished stories
`;

export default async function (test, started) {
  const folder = workspace({ "owner.role": OWNER, "cabins.md": SPEC });
  const textMateRules = SCOPES.map(([, scope], index) => ({ scope, settings: { foreground: colour(index) } }));
  const editor = await Editor.start({ name: "settings", folder, settings: { "editor.tokenColorCustomizations": { textMateRules }, "editor.semanticHighlighting.enabled": false } });
  started(editor);
  const set = (key, value) => editor.run((vscode, key, value) => vscode.workspace.getConfiguration("rolelint").update(key, value ?? undefined, true), key, value);
  const codes = async (file) => (await editor.findings(file)).map((f) => f.code);
  await editor.open("cabins.md");
  await editor.open("owner.role");
  await editor.waitFor("owner.role", "PO101");

  await test("the grammar gives each part its scope", async () => {
    const seen = await editor.page.$$eval(".view-line span span", (spans) => spans.map((s) => [s.textContent.replaceAll("\u00a0", " ").trim(), getComputedStyle(s).color]));
    const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
    for (const [index, [text, scope]] of SCOPES.entries()) {
      assert.ok(seen.some(([t, c]) => t === text && c === rgb(colour(index))), `“${text}” is ${scope}: ${JSON.stringify(seen.filter(([t]) => t.includes(text)))}`);
    }
  });

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

  await test("rolelint.toml counts, unsaved too, and its mistakes are told", async () => {
    await editor.run(async (vscode, file) => void (await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode('ignore = ["PO101"]\n'))), editor.path("rolelint.toml"));
    await eventually("silence", async () => !(await codes("owner.role")).includes("PO101"));
    await editor.open("rolelint.toml");
    const write = (text) => editor.run(async (vscode, text) => {
      const { document } = vscode.window.activeTextEditor;
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      await vscode.window.activeTextEditor.edit((edit) => edit.replace(all, text));
    }, text);
    await write('ignroe = ["PO101"]\n');
    await eventually("a mistake", async () => (await editor.run((vscode, file) => vscode.languages.getDiagnostics(vscode.Uri.file(file)).map((d) => d.message), editor.path("rolelint.toml"))).some((m) => m.includes("ignroe")));
    await write("");
    await editor.waitFor("owner.role", "PO101");
    await editor.command("workbench.action.files.save");
    await editor.open("owner.role");
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
