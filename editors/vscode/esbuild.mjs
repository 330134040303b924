// Bundles the extension (for the editor's extension host) and the page of the preview (for a browser).
import * as esbuild from "esbuild";

const watch = process.argv.includes("--watch");
const common = { bundle: true, minify: !watch, sourcemap: watch, target: "es2022", logLevel: "info", legalComments: "none" };
const builds = [
  { ...common, entryPoints: ["src/extension.ts"], outfile: "out/extension.js", platform: "node", format: "cjs", external: ["vscode"] },
  { ...common, entryPoints: ["src/webview/page.ts"], outfile: "out/page.js", platform: "browser", format: "iife" },
];

if (watch) {
  for (const build of builds) await (await esbuild.context(build)).watch();
} else {
  await Promise.all(builds.map((build) => esbuild.build(build)));
}
