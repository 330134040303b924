/** The preview beside the text: mix of work, contacts, decisions, findings of the role that the cursor is in. */
import * as vscode from "vscode";
import type { Models } from "./documents";
import { findingsOf } from "./findings";
import { ProgramError } from "./program";
import type { FromPage, Model, Role, ToPage, View } from "./shapes";
import { html, options } from "./webview";

/** While somebody types, the page waits for a pause of this length. */
const PAUSE_MS = 200;

export class Preview implements vscode.Disposable {
  static readonly type = "rolelint.preview";

  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private model: Model | undefined;
  private selected = 0;
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly models: Models,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((e) => e.document === this.document && this.soon()),
      vscode.languages.onDidChangeDiagnostics((e) => e.uris.some((u) => this.isShown(u)) && this.soon()),
      vscode.window.onDidChangeActiveTextEditor((editor) => void this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection((e) => this.cursorMoved(e.textEditor)),
      vscode.window.registerWebviewPanelSerializer(Preview.type, {
        deserializeWebviewPanel: async (panel) => {
          this.adopt(panel);
          await this.follow(vscode.window.activeTextEditor);
        },
      }),
    ];
  }

  /** Opens the preview beside a document, or turns the open one to it. */
  show(document: vscode.TextDocument): void {
    if (this.panel === undefined) {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.adopt(vscode.window.createWebviewPanel(Preview.type, "Role", place, { ...options(this.extension), retainContextWhenHidden: false }));
    } else {
      this.panel.reveal(undefined, true);
    }
    this.turnTo(document);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    this.subscriptions.forEach((s) => s.dispose());
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.extension, "images", "file-light.svg"),
      dark: vscode.Uri.joinPath(this.extension, "images", "file-dark.svg"),
    };
    panel.webview.options = options(this.extension);
    panel.webview.onDidReceiveMessage((message: FromPage) => void this.receive(message));
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.html = html(panel.webview, this.extension, "Role");
  }

  private turnTo(document: vscode.TextDocument): void {
    if (document !== this.document) {
      this.document = document;
      this.model = undefined;
      this.selected = 0;
    }
    void this.refresh();
  }

  private async follow(editor: vscode.TextEditor | undefined): Promise<void> {
    if (this.panel === undefined || editor === undefined || editor.document === this.document) return;
    // Other documents leave the preview as it is.
    if (await this.models.isRoleDocument(editor.document)) this.turnTo(editor.document);
  }

  private isShown(uri: vscode.Uri): boolean {
    return this.document?.uri.toString() === uri.toString();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }

  private async refresh(): Promise<void> {
    const document = this.document;
    if (this.panel === undefined || document === undefined) return;
    const turn = ++this.turn;
    let view: View;
    try {
      const model = await this.models.of(document);
      if (turn !== this.turn) return;
      this.model = model;
      if (model.roles.length === 0) {
        view = { type: "waiting", message: "No role is described here yet. Begin with a line “Role: Product Owner, ...”." };
      } else {
        const cursor = this.cursor();
        this.selected = this.roleAt(cursor) ?? Math.min(this.selected, model.roles.length - 1);
        const file = vscode.workspace.asRelativePath(document.uri);
        view = { type: "role", file, roles: model.roles, findings: findingsOf(document.uri), selected: this.selected, cursor };
      }
    } catch (error) {
      if (turn !== this.turn) return;
      const why = error instanceof ProgramError ? error.message : String(error);
      view = { type: "waiting", message: `The preview cannot be shown: ${why}` };
    }
    const title = this.model?.roles[this.selected]?.title;
    this.panel.title = title === undefined ? "Role" : `Role: ${title}`;
    this.post({ type: "view", view });
  }

  /** Line of the cursor from 1; 0 where the document has no editor or the cursor is not followed. */
  private cursor(): number {
    const follow = vscode.workspace.getConfiguration("rolelint").get("preview.followCursor", true);
    const editor = vscode.window.visibleTextEditors.find((e) => e.document === this.document);
    return follow && editor !== undefined ? editor.selection.active.line + 1 : 0;
  }

  private roleAt(line: number): number | undefined {
    if (line === 0) return undefined;
    return roleAt(this.model?.roles ?? [], line);
  }

  private cursorMoved(editor: vscode.TextEditor): void {
    if (this.panel === undefined || editor.document !== this.document || this.model === undefined) return;
    const line = this.cursor();
    if (line === 0) return;
    this.selected = this.roleAt(line) ?? this.selected;
    this.post({ type: "cursor", line, selected: this.selected });
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case "ready":
        return this.refresh();
      case "select":
        this.selected = message.role;
        return this.reveal(this.model?.roles[message.role]?.line ?? 1);
      case "reveal":
        return this.reveal(message.line);
      case "explain":
        await vscode.commands.executeCommand("rolelint.explainRule", message.code);
        return;
      case "compare":
        await vscode.commands.executeCommand("rolelint.compareWith", this.document?.uri);
        return;
    }
  }

  private async reveal(line: number): Promise<void> {
    if (this.document === undefined) return;
    await reveal(this.document.uri, line);
  }

  private post(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }
}

/** Index of the role a line belongs to: the last one that begins at or before it. */
export function roleAt(roles: readonly Role[], line: number): number | undefined {
  let found: number | undefined;
  roles.forEach((role, index) => {
    if (role.line <= line) found = index;
  });
  return found;
}

/** Puts the cursor on a line, in the editor that shows the document if there is one. */
export async function reveal(uri: vscode.Uri, line: number): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find((e) => e.document.uri.toString() === uri.toString());
  const place = shown?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: place, preview: false });
  const range = editor.document.lineAt(Math.min(Math.max(line, 1), editor.document.lineCount) - 1).range;
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
