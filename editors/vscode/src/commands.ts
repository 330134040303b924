/** What the command palette offers. */
import * as vscode from "vscode";
import { choices, sideOf, type ComparisonView } from "./comparison";
import { mayBeOurs, type Models } from "./documents";
import type { Pages } from "./pages";
import type { Preview } from "./preview";
import { ProgramError, type Program } from "./program";
import type { Server } from "./server";

export interface Parts {
  server: Server;
  program: Program;
  models: Models;
  preview: Preview;
  comparison: ComparisonView;
  pages: Pages;
  output: vscode.LogOutputChannel;
}

export function register(parts: Parts): vscode.Disposable[] {
  const commands: Record<string, (argument?: unknown) => Promise<unknown> | void> = {
    "rolelint.restartServer": () => parts.server.restart(),
    "rolelint.showOutput": () => parts.output.show(),
    "rolelint.showFindings": () => void vscode.commands.executeCommand("workbench.actions.view.problems"),
    "rolelint.openWalkthrough": () => void vscode.commands.executeCommand("workbench.action.openWalkthrough", "rolelint.rolelint#start"),
    "rolelint.showPreview": (uri) => withDocument(uri, async (document) => parts.preview.show(document)),
    "rolelint.showModel": (uri) => withDocument(uri, (document) => parts.pages.model(document)),
    "rolelint.compareWith": (uri) => withDocument(uri, (document) => compareWith(parts, document)),
    "rolelint.explainRule": (subject) => explain(parts, typeof subject === "string" ? subject : undefined),
    "rolelint.newRole": () => newRole(),
  };
  return Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(name, async (argument?: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        if (error instanceof vscode.CancellationError) return;
        if (!(error instanceof ProgramError)) throw error;
        void vscode.window.showErrorMessage(error.message);
      }
    }),
  );
}

/** The document of an address, else the one being written; says so where there is none. */
async function withDocument(argument: unknown, run: (document: vscode.TextDocument) => Promise<void>): Promise<void> {
  const active = vscode.window.activeTextEditor?.document;
  const document =
    argument instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(argument)
      : [active, ...vscode.window.visibleTextEditors.map((e) => e.document)].find((d) => d !== undefined && mayBeOurs(d));
  if (document === undefined || !mayBeOurs(document)) {
    void vscode.window.showInformationMessage("Open a role document first: a .role file, or a job spec in Markdown.");
    return;
  }
  await run(document);
}

async function compareWith(parts: Parts, document: vscode.TextDocument): Promise<void> {
  const one = await sideOf(parts.models, document);
  if (one === undefined) {
    void vscode.window.showInformationMessage("No role is described in this document yet.");
    return;
  }
  const picked = await vscode.window.showQuickPick(choices(parts.models, one), {
    title: "Compare with",
    placeHolder: "Another role of this workspace",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== undefined) parts.comparison.show([one, picked.side]);
}

async function explain(parts: Parts, subject: string | undefined): Promise<void> {
  if (subject !== undefined) return parts.pages.explain(subject);
  const picker = vscode.window.createQuickPick();
  picker.title = "Explain a rule, or a term such as “product goal”";
  picker.placeholder = "Choose a rule, or type a term and press Enter";
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.busy = true;
  picker.show();
  try {
    const rules = await parts.program.rules();
    picker.items = rules.map((r) => ({ label: r.code, description: r.name, detail: r.summary }));
    picker.busy = false;
    const chosen = await new Promise<string | undefined>((resolve) => {
      picker.onDidAccept(() => resolve(picker.selectedItems[0]?.label ?? picker.value.trim()));
      picker.onDidHide(() => resolve(undefined));
    });
    if (chosen !== undefined && chosen !== "") await parts.pages.explain(chosen);
  } finally {
    picker.dispose();
  }
}

/** An empty role document with the snippet of a kind, to be filled in with Tab. */
async function newRole(): Promise<void> {
  const kinds = ["Product owner", "Product manager", "Head of product", "Role"];
  const details: Record<string, string> = { Role: "Any other role: designer, engineering manager, ..." };
  const kind = await vscode.window.showQuickPick(
    kinds.map((label) => ({ label: label === "Role" ? "Another role" : label, detail: details[label] ?? "", snippet: label })),
    { title: "New role document", placeHolder: "What kind of role is it?" },
  );
  if (kind === undefined) return;
  const document = await vscode.workspace.openTextDocument({ language: "role" });
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("editor.action.insertSnippet", { langId: "role", name: kind.snippet });
}
