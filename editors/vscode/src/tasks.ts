/** `rolelint check` as a task, with its findings in the Problems panel. */
import * as vscode from "vscode";

interface Definition extends vscode.TaskDefinition {
  command: "check";
  paths?: string[];
}

export class Tasks implements vscode.TaskProvider {
  static readonly type = "rolelint";

  constructor(private readonly program: () => string | undefined) {}

  provideTasks(): vscode.Task[] {
    const definition: Definition = { type: Tasks.type, command: "check" };
    return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => this.task(definition, folder) ?? []);
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const definition = task.definition as Definition;
    const folder = typeof task.scope === "object" ? task.scope : vscode.workspace.workspaceFolders?.[0];
    return definition.command === "check" && folder !== undefined ? this.task(definition, folder) : undefined;
  }

  private task(definition: Definition, folder: vscode.WorkspaceFolder): vscode.Task | undefined {
    const program = this.program();
    if (program === undefined) return undefined;
    const args = ["check", "--color", "never", "--", ...(definition.paths ?? ["."])];
    const run = new vscode.ProcessExecution(program, args, { cwd: folder.uri.fsPath });
    const task = new vscode.Task(definition, folder, "check role documents", "rolelint", run, "$rolelint");
    task.group = vscode.TaskGroup.Test;
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
    return task;
  }
}
