/** What is changed between the editor and the server: links of findings, what completion goes on with, and Markdown when it is off. */
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

/** Where what is written asks for more (`Kind: `, a section's first item), the next list is opened at once. */
function goOn(item: vscode.CompletionItem): void {
  const text = typeof item.insertText === "object" ? item.insertText.value : (item.insertText ?? "");
  if (/(?:: |, |\n- \$0)$/.test(text)) item.command ??= { command: "editor.action.triggerSuggest", title: "Suggest" };
}

/** The rule's code of a finding. */
export function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return code === undefined ? undefined : String(code);
}

/** Settings that are configuration to the server, as `rolelint.toml` is. */
const CONFIGURATION = ["select", "ignore", "severity", "profile", "framework", "markdown.off"];

/** Those that somebody has set: a default of the editor must not outweigh the workspace's `rolelint.toml`. */
export function given(scope?: vscode.Uri): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("rolelint", scope ?? null);
  const settings: Record<string, unknown> = {};
  for (const key of CONFIGURATION) {
    const known = configuration.inspect(key);
    if ((known?.globalValue ?? known?.workspaceValue ?? known?.workspaceFolderValue ?? undefined) === undefined) continue;
    const [name = key, part] = key.split(".");
    settings[name] = part === undefined ? configuration.get(key) : { [part]: configuration.get(key) };
  }
  return settings;
}

const MARKDOWN_FILE = /\.(md|markdown|mdx)$/i;

export function middleware(): Middleware {
  return {
    workspace: {
      configuration: (params, token, next) => {
        if (!params.items.every((item) => item.section === "rolelint")) return next(params, token);
        return params.items.map((item) => given(item.scopeUri === undefined ? undefined : vscode.Uri.parse(item.scopeUri)));
      },
    },
    provideCompletionItem: async (document, position, context, token, next) => {
      const found = await next(document, position, context, token);
      (Array.isArray(found) ? found : (found?.items ?? [])).forEach(goOn);
      return found;
    },
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
