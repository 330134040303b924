// A folder of 2,000 role documents.
import assert from "node:assert/strict";
import { Editor, eventually, workspace } from "./editor.mjs";

const COUNT = 2000;

export default async function (test, started) {
  const files = { "rolelint.toml": "" };
  for (let n = 0; n < COUNT; n++) {
    const manager = n % 2 === 1;
    files[`area-${n % 40}/role-${n}.role`] = `Role: Product ${manager ? "Manager" : "Owner"}, Depot ${n}
Id: role-${n}
Product: @depot-${n}
Reports to: @role-${(n + 1) % COUNT === 0 ? 1 : n + 1 + (n % 7)}

Duties:
- 40% ${manager ? "strategy: Choose which drivers depot" : "backlog: Order the backlog of depot"} ${n} ${manager ? "serves next" : "by value"}
- 35% discovery: Ride with drivers of depot ${n} and test ideas
- 25% analytics: Check whether drivers of depot ${n} wait less

Contacts:
- drivers (user): every week, directly

Measures:
- outcome: drivers of depot ${n} that wait, from ${20 + (n % 30)}% to 5% by 2027-06
`;
    files[`area-${n % 40}/org-${n}.role`] = n % 10 === 0 ? Array.from({ length: 10 }, (_, i) => `Product: Depot ${n + i}\nId: depot-${n + i}\n`).join("\n") : "Extern: @nobody\n";
  }
  const folder = workspace(files);
  const editor = await Editor.start({ name: "large", folder });
  started(editor);

  await test(`a document among ${COUNT * 2} is checked while it is written`, async () => {
    await editor.open("area-3/role-3.role");
    await editor.run(async (vscode) => {
      const shown = vscode.window.activeTextEditor;
      await shown.edit((edit) => edit.insert(new vscode.Position(2, 0), "Teams: @nowhere-at-all\n"));
    });
    const finding = await eventually("the finding", async () => (await editor.findings("area-3/role-3.role")).find((f) => f.message.includes("nowhere-at-all")), { within: 60_000 });
    assert.equal(finding.code, "REF701");
    assert.ok(!(await editor.findings("area-3/role-3.role")).some((f) => f.message.includes("@depot-3’")), "its product, defined in another file, is known");
  });

  await test("what is defined elsewhere is heard", async () => {
    await editor.run(async (vscode, file) => {
      await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode("Team: Nowhere\nId: nowhere-at-all\n"));
    }, editor.path("area-1/late.role"));
    await eventually("the finding is gone", async () => !(await editor.findings("area-3/role-3.role")).some((f) => f.message.includes("nowhere-at-all")), { within: 30_000 });
  });
}
