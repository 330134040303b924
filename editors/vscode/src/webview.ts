/** The frame of a page: strict content security policy, nothing from the network. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

export function html(webview: vscode.Webview, extension: vscode.Uri, title: string): string {
  const nonce = randomBytes(18).toString("base64url");
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extension, "media", "page.css")).toString();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, "out", "page.js")).toString();
  // Only our own style sheet and the one script with this page's nonce; no inline styles, images, frames or connections.
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${title}</title>
</head>
<body>
<main id="page" tabindex="-1"></main>
<p id="announce" class="unseen" role="status" aria-live="polite"></p>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** What a page may load: the extension's own files. */
export function options(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: [vscode.Uri.joinPath(extension, "media"), vscode.Uri.joinPath(extension, "out")],
  };
}
