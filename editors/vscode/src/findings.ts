/** Findings of a document, as the editor holds them. */
import * as vscode from "vscode";
import { codeOf } from "./middleware";
import type { Finding, Severity } from "./shapes";

/** In the order of lines; the weightier first on one line. */
export function findingsOf(uri: vscode.Uri): Finding[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((d) => d.source === "rolelint")
    .sort((a, b) => a.range.start.compareTo(b.range.start) || a.severity - b.severity)
    .map((d) => ({ line: d.range.start.line + 1, severity: severity(d.severity), code: codeOf(d) ?? "", message: d.message }));
}

function severity(severity: vscode.DiagnosticSeverity): Severity {
  if (severity === vscode.DiagnosticSeverity.Error) return "error";
  return severity === vscode.DiagnosticSeverity.Warning ? "warning" : "info";
}

/** `1 finding`, `2 findings`. */
export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}
