/** The language server's life: found, started, watched, restarted. */
import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { MARKDOWN, ROLE, markdownIsOn } from "./documents";
import { locate } from "./locate";
import { middleware } from "./middleware";

/** How the server is. */
export type Health =
  | { state: "off" }
  | { state: "starting" }
  | { state: "running"; version: string }
  | { state: "missing"; message: string }
  | { state: "stopped"; message: string };

/** More crashes than this within three minutes, and the server stays down until somebody restarts it. */
const RESTARTS = 4;

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private program: string | undefined;
  private current: Health = { state: "off" };
  private readonly changed = new vscode.EventEmitter<Health>();
  private queue: Promise<void> = Promise.resolve();
  private told = "";

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly extension: string,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  get health(): Health {
    return this.current;
  }

  /** Path of the program, once it was found. */
  get path(): string | undefined {
    return this.program;
  }

  /** What the running server offers. */
  get capabilities(): object | undefined {
    return this.client?.initializeResult?.capabilities;
  }

  /** Starts the server, or starts it again with the settings of now. Calls wait for one another. */
  restart(): Promise<void> {
    this.queue = this.queue.then(() => this.begin()).catch((error: unknown) => this.output.error(String(error)));
    return this.queue;
  }

  /** Looks for the program without starting the server. */
  async find(): Promise<string | undefined> {
    const located = await locate(this.extension);
    this.program = located.found ? located.path : undefined;
    return this.program;
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) return;
    try {
      await client.dispose(2000);
    } catch (error) {
      // One that has crashed, or never started, has nothing to be stopped.
      this.output.debug(`stopping: ${String(error)}`);
    }
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
  }

  private async begin(): Promise<void> {
    await this.stop();
    const configuration = vscode.workspace.getConfiguration("rolelint");
    if (!configuration.get("enable", true)) return this.set({ state: "off" });
    const located = await locate(this.extension);
    this.program = located.found ? located.path : undefined;
    if (!located.found) {
      this.output.warn(located.message);
      this.set({ state: "missing", message: located.message });
      return this.tell(located.message);
    }
    this.told = "";
    this.output.info(`starting ${located.path} (from ${located.from})`);
    this.set({ state: "starting" });
    const serverOptions: ServerOptions = {
      command: located.path,
      args: configuration.get<string[]>("server.arguments", ["server"]),
      options: { cwd: this.extension },
    };
    const client = new LanguageClient("rolelint", "rolelint", serverOptions, this.clientOptions());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) return;
      if (newState === State.Running) {
        const version = client.initializeResult?.serverInfo?.version ?? "";
        this.output.info(`running, version ${version}`);
        this.set({ state: "running", version });
      } else if (newState === State.Starting) {
        this.set({ state: "starting" });
      } else if (newState === State.Stopped) {
        this.output.warn("the server has stopped");
        this.set({ state: "stopped", message: "The server of rolelint has stopped. Its last words are in the output." });
      }
    });
    try {
      await client.start();
    } catch (error) {
      const message = `The server of rolelint did not start: ${error instanceof Error ? error.message : String(error)}`;
      this.output.error(message);
      if (client === this.client) this.set({ state: "stopped", message });
    }
  }

  private clientOptions(): LanguageClientOptions {
    const languages = markdownIsOn() ? [ROLE, MARKDOWN] : [ROLE];
    return {
      // The server decides which Markdown is a role document, and is silent about the rest.
      documentSelector: languages.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      connectionOptions: { maxRestartCount: RESTARTS },
      diagnosticCollectionName: "rolelint",
      diagnosticPullOptions: { onChange: true, onSave: true },
      middleware: middleware(),
      initializationOptions: { rolelint: ownSettings() },
    };
  }

  private set(health: Health): void {
    this.current = health;
    this.changed.fire(health);
  }

  /** Says what is wrong, once, with what to do. */
  private tell(message: string): void {
    if (this.told === message) return;
    this.told = message;
    const settings = "Open Settings";
    const again = "Try Again";
    void vscode.window.showErrorMessage(message, settings, again).then((choice) => {
      if (choice === settings) void vscode.commands.executeCommand("workbench.action.openSettings", "rolelint.server.path");
      if (choice === again) {
        this.told = "";
        void this.restart();
      }
    });
  }
}

/** The settings that the server knows; it asks for them again when they change. */
function ownSettings(): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("rolelint");
  return Object.fromEntries(["select", "ignore", "severity", "profile", "framework"].map((key) => [key, configuration.get(key)]));
}
