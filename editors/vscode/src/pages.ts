/** Read-only documents inside the editor: rules, terms, and what was understood of a role. */
import * as vscode from "vscode";
import type { Program } from "./program";

const SCHEME = "rolelint";

export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly contents = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  readonly onDidChange = this.changed.event;

  constructor(private readonly program: Program) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.contents.get(uri.toString()) ?? "";
  }

  /** The document of a rule, or the entry of a term, as a page. */
  async explain(subject: string): Promise<void> {
    const uri = this.put(`${subject}.md`, await this.program.explain(subject));
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  /** What was understood of a document, as text beside it. */
  async model(document: vscode.TextDocument): Promise<void> {
    const name = document.uri.path.split("/").pop() ?? "role";
    const uri = this.put(`${name} (what was understood).txt`, await this.program.inspectAsText(document));
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: true });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private put(name: string, content: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.contents.set(uri.toString(), content);
    this.changed.fire(uri);
    return uri;
  }
}
