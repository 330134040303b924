// What a person sees while writing: squiggles, Problems, hover, status, preview, comparison.
import assert from "node:assert/strict";
import { Editor, eventually, sleep, workspace } from "./editor.mjs";

const examples = new URL("../../../examples/", import.meta.url);

export default async function (test, started) {
  const folder = workspace({
    "healthy": new URL("healthy", examples),
    "confused": new URL("confused", examples),
    "rolelint.toml": new URL("rolelint.toml", examples),
    "notes.md": "# Minutes\n\nWe met and ate cake. The product owner was there.\n",
  });
  const editor = await Editor.start({ name: "writing", folder });
  started(editor);
  const { page } = editor;
  const file = "confused/product-owner.role";

  await test("findings appear as squiggles", async () => {
    await editor.open(file);
    await editor.waitFor(file, "DOC503");
    await page.waitForSelector(".squiggly-error", { timeout: 10_000 });
    await page.waitForSelector(".squiggly-warning", { timeout: 10_000 });
  });

  await test("the document is coloured before and beside the server", async () => {
    const colours = await page.$$eval(".view-line span span", (spans) => new Set(spans.map((s) => s.className)).size);
    assert.ok(colours >= 4, `${colours} kinds of token`);
    const tokens = await editor.run((vscode, file) => vscode.commands.executeCommand("_workbench.captureSyntaxTokens", vscode.Uri.file(file)), editor.path("healthy/product-owner.role"));
    const scope = (text) => tokens.find((t) => t.c.trim() === text)?.t ?? `no token “${text}”`;
    for (const [text, wanted] of [
      ["Role:", "storage.type.block.role"],
      ["Product Owner, Visit Planner", "entity.name.type.role"],
      ["Kind:", "variable.other.property.role"],
      ["@lamplight", "markup.underline.link.reference.role"],
      ["Duties:", "entity.name.section.role"],
      ["25%", "constant.numeric.share.role"],
      ["discovery", "support.type.category.role"],
      ["customer", "support.type.contact.role"],
      ["every two weeks", "constant.language.cadence.role"],
      ["alone", "keyword.control.right.role"],
      ["outcome", "support.type.measure.role"],
    ]) assert.ok(scope(text).includes(wanted), `${text}: ${scope(text)}`);
    const comment = tokens.find((t) => t.c.includes("Nurses plan their day"));
    assert.match(comment.t, /comment\.line/);
  });

  await test("the status bar counts findings", async () => {
    const findings = await editor.findings(file);
    assert.ok(findings.length > 1);
    await eventually("the count", async () => (await page.locator(".statusbar-item").allInnerTexts()).some((t) => t.trim() === `${findings.length} findings`));
  });

  await test("the Problems panel lists them", async () => {
    await editor.command("rolelint.showFindings");
    const panel = page.locator(".markers-panel");
    await eventually("findings in the panel", async () => /PM101|DOC503/.test(await panel.innerText()));
    await page.locator(".markers-panel-filter-container input, .panel .viewpane-filter input").first().fill("DOC503");
    await eventually("the finding", async () => /Shares add up to 110%/.test(await panel.innerText()));
    await editor.screenshot("problems");
    await page.locator(".markers-panel-filter-container input, .panel .viewpane-filter input").first().fill("notes.md");
    await eventually("nothing about other Markdown", async () => !(await panel.innerText()).includes("Minutes") && /No results found/.test(await panel.innerText()));
    await page.locator(".markers-panel-filter-container input, .panel .viewpane-filter input").first().fill("DOC503");
  });

  await test("hover explains a label, with its text on the screen", async () => {
    await page.locator(".view-line", { hasText: /^Kind:\s+product\s+owner/ }).locator("span span").first().hover();
    await eventually("the hover", async () => /\S/.test(await page.locator(".monaco-hover:visible").first().innerText()));
    const text = await page.locator(".monaco-hover:visible").first().innerText();
    assert.match(text, /kind|role/i);
    await sleep(600);
    await editor.screenshot("hover");
    await page.keyboard.press("Escape");
    await page.mouse.move(5, 400);
  });

  await test("the code of a finding leads to the rule's document", async () => {
    const finding = await editor.waitFor(file, "DOC503");
    assert.match(finding.target, /^command:rolelint\.explainRule/);
    await page.locator(".markers-panel a", { hasText: "DOC503" }).first().click({ modifiers: ["Control"] });
    await eventually("the document", () => editor.run((vscode) => vscode.window.tabGroups.all.flatMap((g) => g.tabs).some((t) => t.label.includes("DOC503"))));
    await editor.command("workbench.action.closeEditorsInOtherGroups");
    await editor.command("workbench.action.closePanel");
  });

  await test("the preview shows the mix of work, and follows the cursor", async () => {
    await editor.command("workbench.action.closePanel");
    await editor.open("healthy/product-owner.role");
    await editor.command("rolelint.showPreview");
    const frame = await editor.webview(/Product Owner, Visit Planner/);
    await eventually("bars", async () => (await frame.locator("svg.bar").count()) >= 4);
    const text = await frame.locator("#page").innerText();
    for (const word of ["Mix of work", "discovery", "25%", "Contacts", "every week", "nurses", "Decisions", "Decides alone", "How success shows", "Nothing to mend here"]) {
      assert.ok(text.includes(word), `the preview shows “${word}”`);
    }
    const line = await editor.run((vscode) => {
      const editor = vscode.window.visibleTextEditors.find((e) => e.document.fileName.endsWith("product-owner.role"));
      const at = editor.document.getText().split("\n").findIndex((l) => l.includes("dispatchers"));
      editor.selection = new vscode.Selection(at, 0, at, 0);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
      return at + 1;
    });
    await eventually("the mark", async () => (await frame.locator(`[data-line="${line}"][aria-current=true]`).count()) > 0);
    await editor.screenshot("preview");
  });

  await test("the preview follows what is typed, unsaved", async () => {
    const frame = await editor.webview(/Visit Planner/);
    await editor.run(async (vscode) => {
      const editor = vscode.window.visibleTextEditors.find((e) => e.document.fileName.endsWith("product-owner.role"));
      const at = editor.document.getText().indexOf("nurses (user)");
      const place = editor.document.positionAt(at);
      await editor.edit((edit) => edit.insert(place, "night "));
    });
    await eventually("the change", async () => (await frame.locator("#page").innerText()).includes("night nurses"));
    await editor.open("healthy/product-owner.role");
    await editor.command("undo");
    await eventually("undone", async () => !(await frame.locator("#page").innerText()).includes("night nurses"));
  });

  await test("a line of the preview leads to its place, by keyboard too", async () => {
    const frame = await editor.webview(/Visit Planner/);
    const button = frame.locator("button.line", { hasText: "Order the product backlog" }).first();
    await button.focus();
    await page.keyboard.press("ArrowDown");
    const focused = await frame.evaluate(() => document.activeElement.textContent);
    assert.match(focused, /Keep the product backlog open/);
    await page.keyboard.press("Enter");
    await eventually("the cursor", async () => /Keep the product backlog/.test(await editor.run((vscode) => vscode.window.activeTextEditor.document.lineAt(vscode.window.activeTextEditor.selection.active.line).text)));
  });

  await test("the preview turns to another role document, and shows its findings", async () => {
    await editor.open(file);
    const frame = await editor.webview(/Product Owner, Leasing Portal/);
    await eventually("findings", async () => /DOC503/.test(await frame.locator("section.findings").innerText()));
    await editor.screenshot("findings");
  });

  await test("the preview runs under a strict policy and calls nothing outside", async () => {
    const frame = await editor.webview(/Leasing Portal/);
    const policy = await frame.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    assert.match(policy, /default-src 'none'/);
    assert.ok(!policy.includes("unsafe"), policy);
    const style = await frame.evaluate(() => getComputedStyle(document.querySelector("rect.making")).fill);
    assert.match(style, /^rgb/, "the style sheet is in force");
    // The editor names files of an extension by an address that its own service worker answers.
    const outside = editor.requests.filter((url) => /^https?:/.test(url) && !url.startsWith(`http://127.0.0.1:${editor.port}/`) && !/\.vscode-resource\.vscode-cdn\.net\//.test(url));
    assert.deepEqual(outside, []);
  });

  await test("the preview follows the theme", async () => {
    const frame = await editor.webview(/Leasing Portal/);
    const background = () => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await editor.run((vscode) => vscode.workspace.getConfiguration().update("workbench.colorTheme", "Default Light Modern", true));
    await eventually("a light page", async () => (await background()) !== dark);
    await sleep(500);
    await editor.screenshot("preview-light");
  });

  await test("two roles are compared", async () => {
    await editor.open("healthy/product-owner.role");
    await editor.run((vscode) => void vscode.commands.executeCommand("rolelint.compareWith"));
    await page.waitForSelector(".quick-input-list .monaco-list-row", { timeout: 10_000 });
    await page.keyboard.type("Product Manager, Visit");
    await sleep(500);
    await page.keyboard.press("Enter");
    const frame = await editor.webview(/Product Owner, Visit Planner.*Product Manager, Visit Planner/);
    const text = await frame.locator("#page").innerText();
    for (const word of ["shared", "split", "discovery", "order of", "Scrum"]) assert.ok(text.includes(word), `the comparison shows “${word}”`);
    await editor.run((vscode) => vscode.workspace.getConfiguration().update("workbench.colorTheme", "Default Dark Modern", true));
    await sleep(500);
    await editor.screenshot("comparison");
    await editor.command("workbench.action.closeEditorsInOtherGroups");
  });

  await test("Markdown job specs are read, other Markdown is left alone", async () => {
    await editor.open("healthy/senior-product-manager.md");
    await eventually("status", async () => (await page.locator(".statusbar-item").allInnerTexts()).some((t) => t.trim() === "no findings"));
    await editor.open("confused/employer-portal.md");
    await eventually("findings", async () => (await editor.findings("confused/employer-portal.md")).length > 0);
    await editor.open("notes.md");
    await eventually("no status", async () => !(await page.locator(".statusbar-item:visible").allInnerTexts()).some((t) => /finding/.test(t)));
    assert.deepEqual(await editor.findings("notes.md"), []);
  });

  await test("what was understood is shown as text", async () => {
    await editor.open("healthy/product-owner.role");
    await editor.command("rolelint.showModel");
    await eventually("the text", () => editor.run((vscode) => vscode.window.visibleTextEditors.some((e) => e.document.uri.scheme === "rolelint" && /read from/.test(e.document.getText()))));
    await editor.command("workbench.action.closeAllEditors");
  });

  await test("a new role is written from a snippet", async () => {
    await editor.run((vscode) => void vscode.commands.executeCommand("rolelint.newRole"));
    await page.waitForSelector(".quick-input-list .monaco-list-row", { timeout: 10_000 });
    await page.keyboard.press("Enter");
    await eventually("the skeleton", () => editor.run((vscode) => /^Role: Product Owner, Product$/m.test(vscode.window.activeTextEditor?.document.getText() ?? "")));
    await page.keyboard.type("Lighthouse Log");
    await page.keyboard.press("Tab");
    await page.keyboard.type("lighthouse");
    await eventually("both placeholders filled", async () => /^Role: Product Owner, Lighthouse Log\nId: po-lighthouse\n/.test(await editor.run((vscode) => vscode.window.activeTextEditor.document.getText())));
    await editor.command("workbench.action.revertAndCloseActiveEditor");
  });

  await test("the server comes back after a crash", async () => {
    await editor.open(file);
    const [before] = editor.servers();
    assert.ok(before, "a server runs");
    process.kill(before, "SIGKILL");
    await eventually("another server", () => editor.servers().some((id) => id !== before));
    await editor.run(async (vscode) => {
      const editor = vscode.window.activeTextEditor;
      await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount, 0), "\nId: po-again\n"));
    });
    await editor.waitFor(file, "DOC503");
    await editor.command("undo");
  });

  await test("the server is restarted by command, and finds the same, across files too", async () => {
    const all = async () => JSON.stringify([...(await editor.findings(file)), ...(await editor.findings("confused/product-manager.role"))].map((f) => `${f.line} ${f.code}`).sort());
    await eventually("all findings", async () => (await all()).includes("OV20"));
    const [before, found] = [editor.servers(), await all()];
    await editor.command("rolelint.restartServer");
    await eventually("another server", () => editor.servers().length === 1 && editor.servers()[0] !== before[0]);
    await eventually(`the same findings: ${found}`, async () => (await all()) === found && found);
  });

  await test("the walkthrough opens", async () => {
    await editor.command("workbench.action.closeAllEditors");
    await editor.command("rolelint.openWalkthrough");
    await eventually("its title", async () => (await page.locator(".gettingStartedContainer").innerText()).includes("Write a job spec that says who does what"));
    await sleep(700);
    await editor.screenshot("walkthrough");
    await editor.command("workbench.action.closeAllEditors");
  });

  await test("the task fills the Problems panel", async () => {
    const name = await editor.run(async (vscode) => {
      const [task] = await vscode.tasks.fetchTasks({ type: "rolelint" });
      const done = new Promise((resolve) => vscode.tasks.onDidEndTaskProcess((e) => e.execution.task.name === task.name && resolve(e.exitCode)));
      await vscode.tasks.executeTask(task);
      await done;
      return task.name;
    });
    assert.equal(name, "check role documents");
    await eventually("a finding from the task", () => editor.run((vscode) => vscode.languages.getDiagnostics().some(([, list]) => list.some((d) => d.source === "rolelint" && d.code === "DOC503" || d.code?.value === "DOC503"))));
  });
}
