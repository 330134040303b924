/** Which documents are ours: `.role`, and Markdown that is a role document by its content. */
import * as vscode from "vscode";
import type { Program } from "./program";
import { ProgramError } from "./program";
import type { Model } from "./shapes";

export const ROLE = "role";
export const MARKDOWN = "markdown";

/** Whether a document may be a role document at all. */
export function mayBeOurs(document: vscode.TextDocument): boolean {
  if (document.uri.scheme !== "file" && document.uri.scheme !== "untitled") return false;
  return document.languageId === ROLE || (document.languageId === MARKDOWN && markdownIsOn());
}

export function markdownIsOn(): boolean {
  return vscode.workspace.getConfiguration("rolelint").get("markdown.enable", true);
}

/** What was understood of documents, kept until their text changes. */
export class Models implements vscode.Disposable {
  private readonly known = new Map<string, { version: number; model: Promise<Model> }>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument((d) => this.known.delete(d.uri.toString()));

  constructor(private readonly program: Program) {}

  /** The model of a document in its present state. Rejects where the program cannot tell. */
  of(document: vscode.TextDocument): Promise<Model> {
    const key = document.uri.toString();
    const known = this.known.get(key);
    if (known?.version === document.version) return known.model;
    const model = this.program.inspect(document);
    this.known.set(key, { version: document.version, model });
    model.catch(() => this.known.get(key)?.model === model && this.known.delete(key));
    return model;
  }

  /** The same, with `undefined` where the program cannot tell. */
  async tryOf(document: vscode.TextDocument): Promise<Model | undefined> {
    try {
      return await this.of(document);
    } catch (error) {
      if (error instanceof ProgramError) return undefined;
      throw error;
    }
  }

  /** Whether a document is a role document: every `.role` file is; Markdown is judged by the program. */
  async isRoleDocument(document: vscode.TextDocument): Promise<boolean> {
    if (!mayBeOurs(document)) return false;
    if (document.languageId === ROLE) return true;
    const model = await this.tryOf(document);
    return model !== undefined && model.role_document && model.roles.length > 0;
  }

  /** Forget everything, when the program is another one. */
  clear(): void {
    this.known.clear();
  }

  dispose(): void {
    this.closing.dispose();
  }
}
