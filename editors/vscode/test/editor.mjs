// VS Code as people see it: code-server in Chromium, with the packaged extension, and a way to run code inside the editor.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const here = import.meta.dirname;

/** What the run is given by its environment; `.ci/vscode.sh` sets all of it. */
export const given = {
  tools: need("ROLELINT_TOOLS"),
  vsix: need("ROLELINT_VSIX"),
  artefacts: need("ROLELINT_ARTEFACTS"),
  chromium: process.env.CHROMIUM ?? "/usr/bin/chromium",
};

function need(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run .ci/vscode.sh`);
  return path.resolve(value);
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until the answer is true-ish; fails with what was seen last. */
export async function eventually(what, ask, { within = 20_000, every = 150 } = {}) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`not seen within ${within / 1000} s: ${what}\n  last: ${seen}`);
    }
    await sleep(every);
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An editor on a folder. `extensions` are packages or folders; `settings` are the user's. */
export class Editor {
  static async start({ name, folder, settings = {}, machine = {}, extensions = [given.vsix], environment = {} }) {
    const editor = new Editor();
    editor.name = name;
    editor.folder = folder;
    editor.home = mkdtempSync(path.join(tmpdir(), "rolelint-vscode-"));
    const at = (...parts) => path.join(editor.home, ...parts);
    mkdirSync(at("user", "User"), { recursive: true });
    mkdirSync(at("extensions"), { recursive: true });
    writeFileSync(at("user", "User", "settings.json"), JSON.stringify({ ...QUIET, ...settings }, null, 2));
    // Settings that name programs belong to the machine, not to what follows a person from machine to machine.
    mkdirSync(at("user", "Machine"), { recursive: true });
    editor.machineSettings = at("user", "Machine", "settings.json");
    writeFileSync(editor.machineSettings, JSON.stringify(machine, null, 2));
    // The editor asks a login shell for its environment.
    if (environment.PATH) writeFileSync(at(".profile"), `export PATH='${environment.PATH}'\n`);
    editor.codeServer = path.join(given.tools, "code-server/node_modules/.bin/code-server");
    editor.folders = ["--user-data-dir", at("user"), "--extensions-dir", at("extensions")];
    for (const extension of extensions) {
      execFileSync(editor.codeServer, [...editor.folders, "--install-extension", extension], { stdio: "pipe" });
    }
    execFileSync(editor.codeServer, [...editor.folders, "--install-extension", companion()], { stdio: "pipe" });
    editor.port = await freePort();
    editor.companionPort = await freePort();
    editor.secret = randomBytes(16).toString("hex");
    mkdirSync(given.artefacts, { recursive: true });
    const log = createWriteStream(path.join(given.artefacts, `${name}.log`));
    const flags = ["--auth", "none", "--bind-addr", `127.0.0.1:${editor.port}`, "--disable-telemetry", "--disable-update-check"];
    editor.process = spawn(editor.codeServer, [...editor.folders, ...flags, folder], {
      env: { ...process.env, HOME: editor.home, COMPANION_PORT: editor.companionPort, COMPANION_SECRET: editor.secret, ...environment },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    editor.process.stdout.pipe(log);
    editor.process.stderr.pipe(log);
    await eventually("code-server answers", async () => (await fetch(`http://127.0.0.1:${editor.port}/healthz`)).ok, { within: 60_000 });
    const { chromium } = createRequire(path.join(given.tools, "playwright/"))("playwright-core");
    editor.browser = await chromium.launch({
      executablePath: given.chromium,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    editor.page = await editor.browser.newPage({ viewport: { width: 1280, height: 800 } });
    editor.requests = [];
    editor.page.on("request", (request) => editor.requests.push(request.url()));
    await editor.page.goto(`http://127.0.0.1:${editor.port}/?folder=${encodeURIComponent(folder)}`);
    await editor.page.waitForSelector(".monaco-workbench", { timeout: 60_000 });
    await eventually("the companion answers", () => editor.run(() => true), { within: 60_000 });
    return editor;
  }

  /** Runs a function inside the extension host; it is given `vscode` and the arguments, and returns what JSON can hold. */
  async run(work, ...args) {
    const response = await fetch(`http://127.0.0.1:${this.companionPort}/`, {
      method: "POST",
      headers: { authorization: this.secret },
      body: JSON.stringify({ source: work.toString(), args }),
    });
    const answer = await response.json();
    if (answer.error) throw new Error(answer.error);
    return answer.value;
  }

  /** Settings of the machine, from now on. */
  setMachine(settings) {
    writeFileSync(this.machineSettings, JSON.stringify(settings, null, 2));
  }

  command(name, ...args) {
    return this.run(async (vscode, name, args) => void (await vscode.commands.executeCommand(name, ...args)), name, args);
  }

  path(file) {
    return path.join(this.folder, file);
  }

  async open(file, { beside = false } = {}) {
    await this.run(async (vscode, file, beside) => {
      const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
      await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false, viewColumn: column });
    }, this.path(file), beside);
  }

  /** Findings of a file as the editor holds them. */
  findings(file) {
    return this.run((vscode, file) => vscode.languages.getDiagnostics(vscode.Uri.file(file)).filter((d) => d.source === "rolelint").map((d) => ({
      code: d.code?.value ?? d.code, message: d.message, severity: vscode.DiagnosticSeverity[d.severity], line: d.range.start.line + 1, target: d.code?.target?.toString(),
    })), this.path(file));
  }

  async waitFor(file, code) {
    return eventually(`${code} in ${file}`, async () => (await this.findings(file)).find((f) => f.code === code));
  }

  capabilities() {
    return this.run((vscode) => vscode.extensions.getExtension("rolelint.rolelint")?.exports?.capabilities());
  }

  /** The frame of a page whose first heading matches. */
  async webview(heading) {
    return eventually(`a page with the heading ${heading}`, async () => {
      for (const frame of this.page.frames()) {
        const text = await frame.locator("#page h1, #page .waiting").first().textContent({ timeout: 300 }).catch(() => null);
        if (text !== null && heading.test(text)) return frame;
      }
      return undefined;
    });
  }

  /** Processes of the server that this editor started. */
  servers() {
    return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)).map(Number).filter((id) => {
      try {
        return readlinkSync(`/proc/${id}/exe`).startsWith(this.home) && readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0")[1] === "server";
      } catch {
        return false;
      }
    });
  }

  async screenshot(name) {
    await this.page.screenshot({ path: path.join(given.artefacts, `${name}.png`) });
  }

  async stop() {
    await this.browser?.close();
    if (this.process?.pid) {
      try {
        process.kill(-this.process.pid, "SIGTERM");
      } catch {
        // It is gone already.
      }
    }
    await sleep(500);
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Nothing that moves, asks or calls out. */
const QUIET = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "git.enabled": false,
  "window.commandCenter": false,
};

let packed;
function companion() {
  if (packed && existsSync(packed)) return packed;
  const folder = mkdtempSync(path.join(tmpdir(), "rolelint-companion-"));
  packed = path.join(folder, "companion.vsix");
  cpSync(path.join(here, "companion"), path.join(folder, "companion"), { recursive: true });
  execFileSync(process.execPath, [path.join(here, "../node_modules/@vscode/vsce/vsce"), "package", "--skip-license", "--allow-missing-repository", "--out", packed], { cwd: path.join(folder, "companion"), stdio: "pipe" });
  return packed;
}

/** A folder of documents of its own, copied so that tests may change it. */
export function workspace(files) {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "rolelint-tests-")), "roles");
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (content instanceof URL) cpSync(content, file, { recursive: true });
    else writeFileSync(file, content);
  }
  return folder;
}

/** The package without its binary. */
export function withoutProgram() {
  const folder = mkdtempSync(path.join(tmpdir(), "rolelint-bare-"));
  const file = path.join(folder, "rolelint.vsix");
  execFileSync("python3", ["-c", `
import sys, zipfile
old, new = sys.argv[1], sys.argv[2]
with zipfile.ZipFile(old) as a, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as b:
    for item in a.infolist():
        if not item.filename.startswith("extension/server/"):
            b.writestr(item, a.read(item.filename))
`, given.vsix, file]);
  return file;
}
