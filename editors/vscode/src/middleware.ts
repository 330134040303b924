/** What is changed between the editor and the server: links of findings, and Markdown when it is switched off. */
import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import { markdownIsOn } from "./documents";

export const EXPLAIN = "rolelint.explainRule";

/** Lets the code of a finding lead to the rule's document inside the editor, which works without a network. */
function link(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const code = codeOf(diagnostic);
  if (code !== undefined) {
    const target = vscode.Uri.from({ scheme: "command", path: EXPLAIN, query: JSON.stringify([code]) });
    diagnostic.code = { value: code, target };
  }
  return diagnostic;
}

/** The rule's code of a finding. */
export function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return code === undefined ? undefined : String(code);
}

const MARKDOWN_FILE = /\.(md|markdown|mdx)$/i;

export function middleware(): Middleware {
  return {
    handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(link)),
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      if (report && "items" in report) report.items.forEach(link);
      return report;
    },
    provideWorkspaceDiagnostics: (known, token, report, next) =>
      next(known, token, (chunk) => {
        if (chunk === null) return report(null);
        const wanted = chunk.items.filter((item) => markdownIsOn() || !MARKDOWN_FILE.test(item.uri.path));
        for (const item of wanted) if ("items" in item) item.items.forEach(link);
        report({ ...chunk, items: wanted });
      }),
  };
}
