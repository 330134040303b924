/** Where the `rolelint` program is: the setting, the one that came with the extension, `PATH`, in this order. */
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

export type Located =
  | { found: true; path: string; from: "setting" | "extension" | "PATH" }
  | { found: false; message: string };

const PROGRAM = process.platform === "win32" ? "rolelint.exe" : "rolelint";

/** Looks for the program. In a workspace that is not trusted, nothing inside it is taken. */
export async function locate(extension: string): Promise<Located> {
  const setting = vscode.workspace.getConfiguration("rolelint").get<string>("server.path", "").trim();
  if (setting !== "") return fromSetting(setting);
  const bundled = path.join(extension, "server", PROGRAM);
  if (await isProgram(bundled)) return { found: true, path: bundled, from: "extension" };
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    if (!path.isAbsolute(folder) || !isAllowed(folder)) continue;
    const candidate = path.join(folder, PROGRAM);
    if (await isProgram(candidate)) return { found: true, path: candidate, from: "PATH" };
  }
  return {
    found: false,
    message:
      "The rolelint program was not found: none came with this extension, and none is in PATH. " +
      "Install it (cargo install rolelint), or say in the settings where it is.",
  };
}

async function fromSetting(setting: string): Promise<Located> {
  const full = setting === "~" || /^~[/\\]/.test(setting) ? path.join(os.homedir(), setting.slice(1)) : setting;
  if (!path.isAbsolute(full)) {
    return { found: false, message: `The setting rolelint.server.path is “${setting}”; write the full path of the program.` };
  }
  if (!isAllowed(full)) {
    return { found: false, message: `The program “${full}” lies in a workspace that you do not trust; it is not started.` };
  }
  if (await isProgram(full)) return { found: true, path: full, from: "setting" };
  return {
    found: false,
    message: `The setting rolelint.server.path names “${full}”, where no program is. Mend the setting, or leave it empty.`,
  };
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await fs.access(file, fs.constants.X_OK);
    return (await fs.stat(file)).isFile();
  } catch {
    return false;
  }
}

function isAllowed(place: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  return !(vscode.workspace.workspaceFolders ?? []).some((folder) => {
    const below = path.relative(folder.uri.fsPath, place);
    return below === "" || (!below.startsWith("..") && !path.isAbsolute(below));
  });
}
