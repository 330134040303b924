/** Runs the program for one answer: what was understood of a text, how two roles compare, what a rule is about. */
import { spawn } from "node:child_process";
import * as os from "node:os";
import * as vscode from "vscode";
import type { Comparison, Model } from "./shapes";

const LONGEST_MS = 20_000;

/** The program could not be run, or said why it could not do its work. */
export class ProgramError extends Error {}

export interface Rule {
  code: string;
  name: string;
  severity: string;
  summary: string;
}

export class Program {
  /** `locate` gives the path of the program, or `undefined` where there is none. */
  constructor(private readonly locate: () => string | undefined) {}

  /** What was understood of a document as it stands in the editor, saved or not. */
  async inspect(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<Model> {
    const name = fileName(document);
    const output = await this.run(["inspect", "-", "--stdin-filename", name, "--output-format", "json"], document.getText(), token);
    const line = output.split("\n").find((l) => l.startsWith("{"));
    if (line === undefined) throw new ProgramError("rolelint printed nothing about this document.");
    return JSON.parse(line) as Model;
  }

  /** The same for people, as text. */
  async inspectAsText(document: vscode.TextDocument): Promise<string> {
    return this.run(["inspect", "-", "--stdin-filename", fileName(document), "--color", "never"], document.getText());
  }

  /** Two roles side by side; each side is a path, or `path#id` for one role of several in a file. */
  async compare(a: string, b: string, token?: vscode.CancellationToken): Promise<Comparison> {
    const framework = vscode.workspace.getConfiguration("rolelint").get<string>("framework", "").trim();
    const more = framework === "" ? [] : [`--framework=${framework}`];
    const output = await this.run(["compare", "--output-format", "json", ...more, "--", a, b], "", token);
    return JSON.parse(output) as Comparison;
  }

  async rules(): Promise<Rule[]> {
    return JSON.parse(await this.run(["rules", "--output-format", "json"])) as Rule[];
  }

  /** The document of a rule or the entry of a term, as Markdown. */
  async explain(subject: string): Promise<string> {
    return this.run(["explain", "--color", "never", "--", subject]);
  }

  private run(args: string[], input = "", token?: vscode.CancellationToken): Promise<string> {
    const program = this.locate();
    if (program === undefined) return Promise.reject(new ProgramError("The rolelint program was not found."));
    return new Promise((resolve, reject) => {
      // Never in a folder of the workspace: nothing there may change what is run.
      const child = spawn(program, args, { cwd: os.homedir(), windowsHide: true, timeout: LONGEST_MS });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      const cancel = token?.onCancellationRequested(() => child.kill());
      child.stdout.on("data", (data: Buffer) => out.push(data));
      child.stderr.on("data", (data: Buffer) => err.push(data));
      child.on("error", (error) => {
        cancel?.dispose();
        reject(new ProgramError(`rolelint could not be started: ${error.message}`));
      });
      child.on("close", (code, signal) => {
        cancel?.dispose();
        if (token?.isCancellationRequested) return reject(new vscode.CancellationError());
        if (code === 0) return resolve(Buffer.concat(out).toString("utf8"));
        const said = Buffer.concat(err).toString("utf8").trim().replace(/^error: /, "");
        reject(new ProgramError(said || `rolelint ended with ${signal ?? `code ${code}`}.`));
      });
      // A program that ends before it has read everything closes the pipe; its exit code tells the rest.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input);
    });
  }
}

function fileName(document: vscode.TextDocument): string {
  if (document.uri.scheme === "file") return document.uri.fsPath;
  return document.languageId === "role" ? "untitled.role" : "untitled.md";
}
