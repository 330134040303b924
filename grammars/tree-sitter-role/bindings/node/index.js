import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import load from "node-gyp-build";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

const role = load(root);
role.nodeTypeInfo = JSON.parse(read("src/node-types.json"));

/** The language, for `parser.setLanguage`. */
export default role;

export const HIGHLIGHTS_QUERY = read("queries/highlights.scm");
export const FOLDS_QUERY = read("queries/folds.scm");
export const INDENTS_QUERY = read("queries/indents.scm");
export const INJECTIONS_QUERY = read("queries/injections.scm");
export const LOCALS_QUERY = read("queries/locals.scm");
export const TAGS_QUERY = read("queries/tags.scm");
export const TEXTOBJECTS_QUERY = read("queries/textobjects.scm");
