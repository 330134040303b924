/** rolelint in VS Code: starts the server, and shows what it and the program know. */
import * as vscode from "vscode";
import { register } from "./commands";
import { ComparisonView } from "./comparison";
import { Models } from "./documents";
import { Pages } from "./pages";
import { Preview } from "./preview";
import { Program } from "./program";
import { Server, type Health } from "./server";
import { Status } from "./status";
import { Tasks } from "./tasks";

/** Settings that the server cannot take up while it runs. */
const RESTARTS = ["rolelint.enable", "rolelint.markdown.enable", "rolelint.server"];

/** What other extensions, and the tests, may ask. */
export interface Api {
  /** What the running server offers, in the protocol's terms. */
  capabilities(): object | undefined;
  /** Path of the program in use. */
  program(): string | undefined;
  health(): Health;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const output = vscode.window.createOutputChannel("rolelint", { log: true });
  const server = new Server(context.extensionPath, output);
  const program = new Program(() => server.path);
  const models = new Models(program);
  await server.find();
  const preview = new Preview(context.extensionUri, models);
  const comparison = new ComparisonView(context.extensionUri, program);
  const pages = new Pages(program);
  context.subscriptions.push(
    output,
    server,
    models,
    preview,
    comparison,
    pages,
    vscode.tasks.registerTaskProvider(Tasks.type, new Tasks(() => server.path)),
    ...register({ server, program, models, preview, comparison, pages, output }),
    new Status(server, models),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!RESTARTS.some((setting) => change.affectsConfiguration(setting))) return;
      models.clear();
      void server.restart();
    }),
  );
  await startWhenNeeded(context, server, models);
  return { capabilities: () => server.capabilities, program: () => server.path, health: () => server.health };
}

/** A window in which nothing but other people's Markdown is open is left alone until a role document is there. */
async function startWhenNeeded(context: vscode.ExtensionContext, server: Server, models: Models): Promise<void> {
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    watching.forEach((w) => w.dispose());
    void server.restart();
  };
  const look = async (document: vscode.TextDocument) => {
    if (!started && (await models.isRoleDocument(document))) start();
  };
  const watching = [
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidSaveTextDocument(look),
    vscode.workspace.onDidGrantWorkspaceTrust(start),
  ];
  context.subscriptions.push(...watching);
  if ((await vscode.workspace.findFiles("{**/*.role,**/rolelint.toml}", "**/node_modules/**", 1)).length > 0) return start();
  await Promise.all(vscode.workspace.textDocuments.map(look));
}

export function deactivate(): void {
  // Everything is disposed of with the subscriptions.
}
