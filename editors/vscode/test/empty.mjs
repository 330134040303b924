// A job spec from an empty file, with nothing but what the editor offers: lists, fixes, hover.
import assert from "node:assert/strict";
import { Editor, eventually, sleep, workspace } from "./editor.mjs";

const ORGANISATION = `Product: Tide Tables
Id: tide-tables
Users: external

Team: Lighthouse
Id: lighthouse
Size: 6
`;
const HEAD = `Role: Head of Product, Sea Charts
Id: head-of-charts
Kind: head of product

Duties:
- 60% strategy: Choose which coasts we chart next and why
- 40% people: Coach the product owners every week

Contacts:
- harbour masters (customer): every month, directly

Measures:
- outcome: coasts that renew, from 71% to 85% by 2027-12
`;

export default async function (test, started) {
  const folder = workspace({ "tides.role": "", "org.role": ORGANISATION, "head.role": HEAD, "rolelint.toml": "" });
  const editor = await Editor.start({ name: "empty", folder });
  started(editor);
  const { page } = editor;
  const file = "tides.role";
  const text = () => editor.run((vscode) => vscode.window.activeTextEditor.document.getText());
  const key = async (...names) => {
    for (const name of names) {
      await page.keyboard.press(name);
      await sleep(120);
    }
  };
  const type = (words) => page.keyboard.type(words, { delay: 30 });
  const list = () => page.locator(".suggest-widget.visible .monaco-list-row");
  const focused = async () => (await page.locator(".suggest-widget.visible .monaco-list-row.focused .label-name").first().textContent({ timeout: 300 })).trim();
  /** Takes an entry from the list that is open by now, without having asked for it. */
  const pick = async (wanted) => {
    await eventually(`a list with “${wanted}”`, async () => (await list().locator(".label-name").allTextContents()).some((t) => t.trim() === wanted), { within: 8_000 });
    for (let n = 0; (await focused()) !== wanted && n < 12; n++) await key("ArrowDown");
    assert.equal(await focused(), wanted);
    await key("Tab");
  };
  const shows = (wanted) => eventually(JSON.stringify(wanted), async () => (await text()).includes(wanted), { within: 8_000 });
  /** Ends a line, whether or not a list is open. */
  const end = async () => {
    if (await page.locator(".suggest-widget.visible").count()) await key("Escape");
    await key("End", "Enter");
  };

  await editor.open(file);
  await eventually("the server", () => editor.capabilities());

  await test("an empty file offers whole roles first", async () => {
    await editor.command("workbench.action.focusActiveEditorGroup");
    await type("R");
    await eventually("the list", async () => (await list().locator(".label-name").allTextContents())[0]?.trim().startsWith("Role"));
    await editor.screenshot("empty-file");
    await key("Escape", "Backspace");
  });

  await test("fields are named, and what may stand in them is offered at once", async () => {
    await type("Role: Product Owner, Tide Tables");
    await end();
    await type("Ki");
    await pick("Kind");
    await pick("product owner");
    await end();
    await type("Fra");
    await pick("Framework");
    await pick("Scrum 2020");
    await end();
    await type("Rep");
    await pick("Reports to");
    await pick("@head-of-charts");
    await end();
    await type("Product: @");
    await pick("@tide-tables");
    await shows("Role: Product Owner, Tide Tables\nKind: product owner\nFramework: Scrum 2020\nReports to: @head-of-charts\nProduct: @tide-tables");
  });

  await test("duties are offered by their category", async () => {
    await end();
    await key("Enter");
    await type("Dut");
    await pick("Duties");
    await type("40% dis");
    await pick("discovery");
    await pick("Interview users every week and test ideas with them before they are built");
    await end();
    await type("30% bac");
    await pick("backlog");
    await pick("Order the product backlog by what brings the Product Goal closer");
    await end();
    await type("30% an");
    await pick("analytics");
    await editor.screenshot("writing-duties");
    await type("Check after each release whether fewer boats wait for the tide");
    await shows("- 40% discovery: Interview users every week and test ideas with them before they are built\n- 30% backlog: Order the product backlog by what brings the Product Goal closer\n- 30% analytics: Check after each release");
  });

  await test("Enter on an empty item ends the list", async () => {
    await end();
    await shows("wait for the tide\n- ");
    await key("Escape", "Enter");
    await eventually("no empty item", async () => /wait for the tide\n\n?$/.test((await text()).replace(/\n+$/, "\n")) && !/^- *$/m.test(await text()));
  });

  await test("contacts: class, cadence and mode are offered one after the other", async () => {
    await key("Enter");
    await type("Con");
    await pick("Contacts");
    await key("Escape");
    await type("skippers (");
    await pick("customer");
    await key("End");
    await type(": ");
    await pick("every week");
    await pick("directly");
    await end();
    await type("@li");
    await pick("@lighthouse");
    await type(" (");
    await pick("team");
    await key("End");
    await type(": ");
    await pick("every day");
    await pick("directly");
    await shows("Contacts:\n- skippers (customer): every week, directly\n- @lighthouse (team): every day, directly");
  });

  await test("decisions and measures are offered", async () => {
    await end();
    await key("Escape", "Enter");
    await eventually("the end of the list", async () => !/^- *$/m.test(await text()));
    await key("Enter");
    await type("Dec");
    await pick("Decisions");
    await pick("alone");
    await pick("order of the product backlog");
    await end();
    await key("Escape", "Enter");
    await eventually("the end of the list", async () => !/^- *$/m.test(await text()));
    await key("Enter");
    await type("Mea");
    await pick("Measures");
    await pick("outcome");
    await key("Escape");
    await type("boats that wait for the tide, from 30% to 10% by 2027-06");
    await shows("Decisions:\n- alone: order of the product backlog");
    await shows("Measures:\n- outcome: boats that wait for the tide");
  });

  await test("what is left is mended by the light bulb, until nothing is", async () => {
    await eventually("findings", async () => (await editor.findings(file)).length > 0);
    await editor.screenshot("written");
    for (let turn = 0; turn < 8; turn++) {
      const [finding] = await editor.findings(file);
      if (!finding) break;
      const before = await text();
      const titles = await editor.run(async (vscode, file, line) => {
        const actions = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", vscode.Uri.file(file), new vscode.Range(line, 0, line, 3), vscode.CodeActionKind.QuickFix.value, 20);
        return actions.map((a) => a.title);
      }, editor.path(file), finding.line - 1);
      assert.ok(titles.some((t) => !/known/.test(t)), `${finding.code} can be mended, not only waived: ${titles.join(", ")}: ${finding.message}`);
      await editor.run((vscode, line) => {
        vscode.window.activeTextEditor.selection = new vscode.Selection(line, 1, line, 1);
      }, finding.line - 1);
      await editor.command("workbench.action.focusActiveEditorGroup");
      await key("Control+.");
      await page.waitForSelector(".action-widget .monaco-list-row", { timeout: 10_000 });
      await key("Enter");
      await eventually(`${finding.code} is mended`, async () => (await text()) !== before && !(await editor.findings(file)).some((f) => f.code === finding.code && f.line === finding.line && f.message === finding.message));
    }
    await editor.screenshot("mended");
    await eventually("nothing left", async () => (await editor.findings(file)).length === 0, { within: 5_000 });
  });

  await test("hover says what a word of it means", async () => {
    await page.locator(".view-line span", { hasText: /^Framework$/ }).first().hover();
    await eventually("the hover", async () => /framework/i.test(await page.locator(".monaco-hover:visible").first().innerText()));
    await key("Escape");
  });
}
