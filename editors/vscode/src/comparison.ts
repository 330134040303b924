/** Two roles side by side, in a page of their own that follows both documents. */
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Models } from "./documents";
import { roleAt, reveal } from "./preview";
import { ProgramError, type Program } from "./program";
import type { Comparison, FromPage, ToPage, View } from "./shapes";
import { html, options } from "./webview";

const PAUSE_MS = 300;

/** One side: a document, and which of its roles. */
export interface Side {
  uri: vscode.Uri;
  /** Id of the role. */
  role: string;
}

export class ComparisonView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private sides: [Side, Side] | undefined;
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly program: Program,
  ) {
    const changed = (uri: vscode.Uri) => {
      if (this.sides?.some((s) => s.uri.toString() === uri.toString())) this.soon();
    };
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((e) => changed(e.document.uri)),
      vscode.workspace.onDidSaveTextDocument((d) => changed(d.uri)),
      vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration("rolelint.framework") && this.soon()),
    ];
  }

  show(sides: [Side, Side]): void {
    this.sides = sides;
    if (this.panel === undefined) {
      const panel = vscode.window.createWebviewPanel("rolelint.comparison", "Compare roles", vscode.ViewColumn.Beside, options(this.extension));
      const icon = (theme: string) => vscode.Uri.joinPath(this.extension, "images", `file-${theme}.svg`);
      panel.iconPath = { light: icon("light"), dark: icon("dark") };
      this.panel = panel;
      panel.webview.onDidReceiveMessage((message: FromPage) => {
        if (message.type === "ready") void this.refresh();
        const side = message.type === "reveal" ? this.sides?.[message.side ?? 0] : undefined;
        if (message.type === "reveal" && side !== undefined) void reveal(side.uri, message.line);
      });
      panel.onDidDispose(() => (this.panel = undefined));
      panel.webview.html = html(panel.webview, this.extension, "Compare roles");
    } else {
      this.panel.reveal();
      void this.refresh();
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    this.subscriptions.forEach((s) => s.dispose());
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }

  private async refresh(): Promise<void> {
    if (this.panel === undefined || this.sides === undefined) return;
    const turn = ++this.turn;
    let view: View;
    try {
      const comparison = await compare(this.program, this.sides);
      if (turn !== this.turn) return;
      this.panel.title = `${comparison.roles[0].title} ↔ ${comparison.roles[1].title}`;
      view = { type: "comparison", comparison };
    } catch (error) {
      if (turn !== this.turn) return;
      const why = error instanceof ProgramError ? error.message : String(error);
      view = { type: "waiting", message: `These two cannot be compared: ${why}` };
    }
    void this.panel?.webview.postMessage({ type: "view", view } satisfies ToPage);
  }
}

/** The program reads files; what is not saved is handed over in a file of its own. */
async function compare(program: Program, sides: [Side, Side]): Promise<Comparison> {
  let folder: string | undefined;
  try {
    const names: string[] = [];
    for (const [index, side] of sides.entries()) {
      const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === side.uri.toString());
      let name = side.uri.fsPath;
      if (document !== undefined && (document.isDirty || document.isUntitled)) {
        folder ??= await fs.mkdtemp(path.join(os.tmpdir(), "rolelint-"));
        const ending = document.languageId === "role" ? ".role" : ".md";
        name = path.join(folder, `${index}-${path.basename(name, path.extname(name)) || "untitled"}${ending}`);
        await fs.writeFile(name, document.getText(), { mode: 0o600 });
      }
      names.push(side.role === "" ? name : `${name}#${side.role}`);
    }
    return await program.compare(names[0] ?? "", names[1] ?? "");
  } finally {
    if (folder !== undefined) await fs.rm(folder, { recursive: true, force: true });
  }
}

/** The role of a document that the cursor is in. */
export async function sideOf(models: Models, document: vscode.TextDocument): Promise<Side | undefined> {
  const roles = (await models.tryOf(document))?.roles ?? [];
  const editor = vscode.window.visibleTextEditors.find((e) => e.document === document);
  const index = (editor && roleAt(roles, editor.selection.active.line + 1)) ?? 0;
  const role = roles[index];
  return role === undefined ? undefined : { uri: document.uri, role: role.id };
}

interface Choice extends vscode.QuickPickItem {
  side: Side;
}

/** The roles of the workspace besides one, the likeliest to be compared first: same product kind, other work. */
export async function choices(models: Models, besides: Side): Promise<Choice[]> {
  const files = await vscode.workspace.findFiles("**/*.{role,md,markdown}", "**/node_modules/**", 400);
  const found: Choice[] = [];
  await inTurns(files, 4, async (uri) => {
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      if (!(await models.isRoleDocument(document))) return;
      for (const role of (await models.tryOf(document))?.roles ?? []) {
        if (uri.toString() === besides.uri.toString() && role.id === besides.role) continue;
        found.push({
          label: role.title,
          description: role.kind?.replaceAll("-", " ") ?? "",
          detail: vscode.workspace.asRelativePath(uri),
          side: { uri, role: role.id },
        });
      }
    } catch {
      // A file that cannot be opened as text is none to choose.
    }
  });
  const near = (choice: Choice) => commonStart(choice.side.uri.path, besides.uri.path);
  return found.sort((a, b) => near(b) - near(a) || a.label.localeCompare(b.label));
}

function commonStart(a: string, b: string): number {
  const [x, y] = [a.split("/"), b.split("/")];
  let n = 0;
  while (n < x.length && x[n] === y[n]) n++;
  return n;
}

async function inTurns<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}
