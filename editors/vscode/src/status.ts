/** The number of findings of the document in the status bar, and how the server is. */
import * as vscode from "vscode";
import type { Models } from "./documents";
import { mayBeOurs } from "./documents";
import { findingsOf, plural } from "./findings";
import type { Server } from "./server";

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("rolelint.status", vscode.StatusBarAlignment.Left, 10);
  private readonly subscriptions: vscode.Disposable[];
  private turn = 0;

  constructor(
    private readonly server: Server,
    private readonly models: Models,
  ) {
    this.item.name = "rolelint";
    const refresh = () => void this.refresh();
    this.subscriptions = [
      this.item,
      server.onDidChange(refresh),
      vscode.window.onDidChangeActiveTextEditor(refresh),
      vscode.languages.onDidChangeDiagnostics(refresh),
      vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration("rolelint") && refresh()),
      vscode.workspace.onDidSaveTextDocument(refresh),
    ];
    refresh();
  }

  private async refresh(): Promise<void> {
    const turn = ++this.turn;
    const document = vscode.window.activeTextEditor?.document;
    const wanted = vscode.workspace.getConfiguration("rolelint").get("statusBar", true);
    const ours = document !== undefined && (await this.models.isRoleDocument(document));
    void vscode.commands.executeCommand("setContext", "rolelint.isRoleDocument", ours);
    // A later refresh has overtaken this one.
    if (turn !== this.turn) return;
    const missing = this.server.health.state === "missing" && document !== undefined && mayBeOurs(document);
    if (document === undefined || !wanted || !(ours || missing)) return this.item.hide();
    this.show(document);
    this.item.show();
  }

  private show(document: vscode.TextDocument): void {
    const health = this.server.health;
    this.item.backgroundColor = undefined;
    this.item.command = "rolelint.showFindings";
    const lines: string[] = [];
    switch (health.state) {
      case "off":
        this.item.text = "$(circle-slash) rolelint is off";
        this.item.command = { command: "workbench.action.openSettings", title: "", arguments: ["rolelint.enable"] };
        lines.push("Role documents are not checked: the setting `rolelint.enable` is off.");
        break;
      case "missing":
        this.item.text = "$(warning) rolelint not found";
        this.item.command = { command: "workbench.action.openSettings", title: "", arguments: ["rolelint.server.path"] };
        this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
        lines.push(health.message);
        break;
      case "stopped":
        this.item.text = "$(warning) rolelint stopped";
        this.item.command = "rolelint.restartServer";
        this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
        lines.push(health.message, "", "Click to start it again.");
        break;
      case "starting":
        this.item.text = "$(sync~spin) rolelint";
        lines.push("The server of rolelint is starting.");
        break;
      case "running": {
        const findings = findingsOf(document.uri);
        const count = findings.length === 0 ? "no findings" : plural(findings.length, "finding");
        this.item.text = `$(checklist) ${count}`;
        const kinds = (["error", "warning", "info"] as const)
          .map((severity) => [findings.filter((f) => f.severity === severity).length, severity] as const)
          .filter(([n]) => n > 0)
          .map(([n, severity]) => plural(n, severity));
        lines.push(`**rolelint**: ${kinds.length > 0 ? kinds.join(", ") : "nothing to say about this role"}`);
        for (const finding of findings.slice(0, 5)) lines.push("", `- line ${finding.line}: ${finding.message} \`${finding.code}\``);
        lines.push("", "---", "", "[Preview](command:rolelint.showPreview) · [Compare](command:rolelint.compareWith) · [Restart](command:rolelint.restartServer)");
        break;
      }
    }
    const tooltip = new vscode.MarkdownString(lines.join("\n"));
    tooltip.isTrusted = { enabledCommands: ["rolelint.showPreview", "rolelint.compareWith", "rolelint.restartServer"] };
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `rolelint: ${this.item.text.replace(/\$\([^)]*\)\s*/g, "")}`, role: "button" };
  }

  dispose(): void {
    this.subscriptions.forEach((s) => s.dispose());
  }
}
