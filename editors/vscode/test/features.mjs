// What the server offers beyond findings: asserted as soon as it says that it can.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Editor, eventually, sleep, workspace } from "./editor.mjs";

const OWNER = `Role: Product Owner, Harbour Pilots
Id: po-pilots
Kind: product owner
Framework: Scrum 2020
Product: @pilot-desk
Reports to: @head-of-harbour

Purpose:
- Let pilots board the right ship at the right hour.

Duties:
- 25% analytics: Read in the logs how often a pilot boarded the wrong ship
- 35% backlog: Order the product backlog and explain its items
- 40% delivery: Answer the developers' questions within a day

Contacts:
- @harbour-team (team): every day, directly

Decisions:
- alone: order of the product backlog

Measures:
- outcome: ships that wait for a pilot, from 12% to 5% by 2027-06
`;
const ORGANISATION = `Product: Pilot Desk
Id: pilot-desk

Team: Harbour Team
Id: harbour-team
`;
const HEAD = `Role: Head of Harbour Products
Id: head-of-harbour
Kind: head of product
Leads: @po-pilots

Duties:
- 60% strategy: Choose which ports we serve next
- 40% people: Coach the product owners every week

Contacts:
- pilots (user): every month, directly

Measures:
- outcome: ports that renew, from 71% to 85% by 2027-12
`;
const UNTIDY = OWNER.replace("Kind: product owner", "Kind:product owner").replace("- 40% delivery", "*   40% delivery");

export default async function (test, started) {
  const folder = workspace({ "owner.role": OWNER, "org.role": ORGANISATION, "head.role": HEAD, "untidy.role": UNTIDY, "rolelint.toml": "" });
  const editor = await Editor.start({ name: "features", folder });
  started(editor);
  const { page } = editor;
  await editor.open("owner.role");
  await editor.waitFor("owner.role", "PO101");
  const can = (await editor.capabilities()) ?? {};
  const offers = (what, work) => async () => (can[what] ? work() : "not offered");
  const text = (file) => editor.run(async (vscode, file) => (await vscode.workspace.openTextDocument(vscode.Uri.file(file))).getText(), editor.path(file));
  /** Place of a text in a file: line and character from 0. */
  const place = (content, wanted, offset = 0) => {
    const lines = content.split("\n");
    const line = lines.findIndex((l) => l.includes(wanted));
    assert.ok(line >= 0, `“${wanted}” is in the document`);
    return [line, lines[line].indexOf(wanted) + offset];
  };
  const at = (command, file, position, ...more) =>
    editor.run(async (vscode, command, file, [line, character], more) => JSON.parse(JSON.stringify((await vscode.commands.executeCommand(command, vscode.Uri.file(file), new vscode.Position(line, character), ...more)) ?? null)), command, editor.path(file), position, more);

  await test("hover explains a term and what the framework says of it", offers("hoverProvider", async () => {
    const hovers = await editor.run(async (vscode, file, [line, character]) => (await vscode.commands.executeCommand("vscode.executeHoverProvider", vscode.Uri.file(file), new vscode.Position(line, character))).flatMap((h) => h.contents.map((c) => c.value)), editor.path("owner.role"), place(OWNER, "product backlog and", 3));
    assert.match(hovers.join("\n"), /Scrum/);
  }));

  await test("references to files that define teams and products alone are known", async () => {
    await sleep(500);
    const findings = await editor.findings("owner.role");
    assert.deepEqual(findings.filter((f) => f.code === "REF701"), []);
  });

  await test("a quick fix is offered at its finding, and mends it", offers("codeActionProvider", async () => {
    const finding = await editor.waitFor("owner.role", "PO101");
    const titles = await editor.run(async (vscode, file, line) => {
      const actions = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", vscode.Uri.file(file), new vscode.Range(line, 0, line, 3), vscode.CodeActionKind.QuickFix.value, 20);
      return actions.map((a) => a.title);
    }, editor.path("owner.role"), finding.line - 1);
    assert.ok(titles.length > 0, "there is one");
    // The way a person takes: cursor on the line, Ctrl+., the first entry.
    await editor.run((vscode, line) => {
      const shown = vscode.window.activeTextEditor;
      shown.selection = new vscode.Selection(line, 1, line, 1);
    }, finding.line - 1);
    await page.locator(".monaco-editor .view-line").first().waitFor();
    await editor.command("workbench.action.focusActiveEditorGroup");
    await page.keyboard.press("Control+.");
    await page.waitForSelector(".action-widget .monaco-list-row", { timeout: 10_000 });
    await editor.screenshot("quick-fix");
    await page.keyboard.press("Enter");
    await eventually("the finding is gone", async () => !(await editor.findings("owner.role")).some((f) => f.code === "PO101"));
    assert.match(await text("owner.role"), /\((?:customer|user)\)/);
    await editor.command("undo");
    await editor.waitFor("owner.role", "PO101");
  }));

  await test("completion offers names after @, and categories of duties", offers("completionProvider", async () => {
    const complete = async (wanted, offset) => {
      const list = await at("vscode.executeCompletionItemProvider", "owner.role", place(OWNER, wanted, offset));
      return list.items.map((item) => (typeof item.label === "string" ? item.label : item.label.label));
    };
    const names = await complete("@head-of-harbour", 1);
    assert.ok(names.some((n) => n.includes("head-of-harbour")), names.slice(0, 20).join(", "));
    const categories = await complete("analytics: Read", 1);
    for (const wanted of ["discovery", "strategy", "go-to-market"]) assert.ok(categories.some((c) => c.startsWith(wanted)), `${wanted} in ${categories.slice(0, 30).join(", ")}`);
  }));

  await test("a role is renamed across files", offers("renameProvider", async () => {
    const changed = await editor.run(async (vscode, file, [line, character]) => {
      const edit = await vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", vscode.Uri.file(file), new vscode.Position(line, character), "po-harbour");
      await vscode.workspace.applyEdit(edit);
      return edit.entries().map(([uri]) => uri.path.split("/").pop()).sort();
    }, editor.path("owner.role"), place(OWNER, "po-pilots", 2));
    assert.deepEqual(changed, ["head.role", "owner.role"]);
    assert.match(await text("owner.role"), /^Id: po-harbour$/m);
    assert.match(await text("head.role"), /^Leads: @po-harbour$/m);
    await editor.run(async (vscode, files) => {
      for (const file of files) {
        await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
        await vscode.commands.executeCommand("workbench.action.files.revert");
      }
    }, ["head.role", "owner.role"].map((f) => editor.path(f)));
  }));

  await test("a name leads to its definition", offers("definitionProvider", async () => {
    const found = await at("vscode.executeDefinitionProvider", "owner.role", place(OWNER, "@head-of-harbour", 3));
    assert.ok(JSON.stringify(found).includes("head.role"), JSON.stringify(found));
  }));

  await test("the outline shows roles and their parts", offers("documentSymbolProvider", async () => {
    const symbols = await editor.run(async (vscode, file) => (await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", vscode.Uri.file(file))).map((s) => s.name), editor.path("owner.role"));
    assert.ok(symbols.some((s) => s.includes("Product Owner, Harbour Pilots")), symbols.join(", "));
  }));

  await test("code lenses stand above roles", offers("codeLensProvider", async () => {
    const lenses = await editor.run(async (vscode, file) => (await vscode.commands.executeCommand("vscode.executeCodeLensProvider", vscode.Uri.file(file), 50)).map((l) => ({ line: l.range.start.line, title: l.command?.title })), editor.path("owner.role"));
    assert.ok(lenses.some((l) => l.title), JSON.stringify(lenses));
    await editor.open("owner.role");
    await page.waitForSelector(".codelens-decoration", { timeout: 10_000 });
    await editor.screenshot("code-lens");
  }));

  await test("saving formats, where that is wanted", offers("documentFormattingProvider", async () => {
    await editor.run((vscode) => vscode.workspace.getConfiguration("editor", { languageId: "role" }).update("formatOnSave", true, true, true));
    await editor.open("untidy.role");
    await editor.run(async (vscode) => {
      await vscode.window.activeTextEditor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# Tidy me\n"));
      await vscode.window.activeTextEditor.document.save();
    });
    await eventually("the standard form", () => /^Kind: product owner$/m.test(readFileSync(editor.path("untidy.role"), "utf8")));
    assert.match(readFileSync(editor.path("untidy.role"), "utf8"), /^- 40% delivery: /m);
  }));

  await test("semantic tokens colour what was understood", offers("semanticTokensProvider", async () => {
    const tokens = await editor.run(async (vscode, file) => (await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokens", vscode.Uri.file(file)))?.data.length ?? 0, editor.path("owner.role"));
    assert.ok(tokens > 0);
  }));
}
