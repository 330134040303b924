/** The language, for `parser.setLanguage`. */
declare const role: {
  /** What the `tree-sitter` package takes for a language. */
  readonly language: unknown;
  /** Every kind of node with its fields and children. */
  readonly nodeTypeInfo: readonly object[];
};
export default role;

/** What colours what. */
export const HIGHLIGHTS_QUERY: string;
/** What folds. */
export const FOLDS_QUERY: string;
/** How far a new line is indented. */
export const INDENTS_QUERY: string;
/** Languages inside the language. */
export const INJECTIONS_QUERY: string;
/** Names and where they are used. */
export const LOCALS_QUERY: string;
/** Definitions and references, for an index of names. */
export const TAGS_QUERY: string;
/** What "an item", "a section" and so on mean to an editor's selections. */
export const TEXTOBJECTS_QUERY: string;
