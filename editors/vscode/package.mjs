// Makes the extension's package, with the server's binary inside.
//
//   node package.mjs --server ../../target/release/rolelint [--target linux-x64] [--out DIR]
//
// Without --server the package holds no binary and looks for rolelint in PATH. See RELEASING.md for the other platforms.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

const here = import.meta.dirname;
const { values } = parseArgs({
  options: { server: { type: "string" }, target: { type: "string" }, out: { type: "string", default: here } },
});
const windows = values.target?.startsWith("win32") ?? false;
const binary = path.join(here, "server", windows ? "rolelint.exe" : "rolelint");

rmSync(path.join(here, "server"), { recursive: true, force: true });
if (values.server !== undefined) {
  if (!existsSync(values.server)) throw new Error(`there is no program at ${values.server}: build it first, or name another with --server`);
  mkdirSync(path.dirname(binary));
  copyFileSync(values.server, binary);
  chmodSync(binary, 0o755);
}
rmSync(path.join(here, "out"), { recursive: true, force: true });
execFileSync(process.execPath, ["esbuild.mjs"], { cwd: here, stdio: "inherit" });
copyFileSync(path.join(here, "../../LICENSE-MIT"), path.join(here, "LICENSE.txt"));

const { name, version } = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8"));
const platform = values.target === undefined ? "" : `-${values.target}`;
const file = path.resolve(values.out, `${name}${platform}-${version}.vsix`);
mkdirSync(path.dirname(file), { recursive: true });
const target = values.target === undefined ? [] : ["--target", values.target];
execFileSync(
  process.execPath,
  [path.join(here, "node_modules/@vscode/vsce/vsce"), "package", "--no-dependencies", "--out", file, ...target],
  { cwd: here, stdio: "inherit" },
);
console.log(file);
