/**
 * The `.role` language: role documents that anybody can write.
 *
 * Three ideas carry this grammar.
 *
 * 1. It is total. Every line is something: what is neither a label, an item nor a comment is a `loose_line`. There are no
 *    error nodes to recover from (a NUL byte is the one exception), so a half-typed line never changes how another is read.
 * 2. It is flat. Heads (`Role: ...`) do not enclose their fields and sections; whoever reads the tree groups them. Nodes
 *    that enclose a whole block would need lookahead without limit.
 * 3. Lines are told apart by the lexer alone, without an external scanner: a line's first token says what it is. The end
 *    of the file counts as a line end, so every line end is optional and taken greedily (`prec.right`).
 *
 * What stands inside a text (lead words, shares, dates) belongs to the model. Only references are nodes, because editors
 * jump from them.
 */

/**
 * Labels the language knows, synonyms included, without the heads. The reader keeps the same table in
 * `src/syntax/labels.rs`; a test there compares the two. Here it has one use: an indented line under an item goes on with
 * that item, unless it begins with one of these.
 */
const KNOWN_LABELS = [
  // Fields
  "id", "kind", "posted as", "framework", "level", "track", "owns", "users", "stage", "teams", "size", "reports to",
  "leads", "plays", "played by", "works with", "allocation", "time", "fte", "reviewed", "status", "profile", "complete",
  "employer", "company", "location", "place", "hours", "employment type", "salary", "pay", "compensation", "date posted",
  "posted", "closing date", "closes", "deadline", "apply", "extern",
  // Sections
  "purpose", "summary", "mission", "duties", "responsibilities", "does", "tasks", "contacts", "meets", "decisions",
  "decides", "decision rights", "authority", "measures", "measured by", "success measures", "kpis", "requirements",
  "needs", "qualifications", "out of scope", "not", "benefits", "offers", "sources", "waivers", "waive",
];

const HEAD_LABELS = ["role", "team", "product", "art", "train", "area"];

/** A blank: space, tab, no-break space, ideographic space. */
const BLANKS = " \\t\\u00a0\\u3000";
const B = `[${BLANKS}]`;
/** What an item begins with. */
const MARK = "([-*\\u2022]|[0-9]{1,9}\\.)";
const pattern = (source) => new RustRegex(source);
/** What ends a label: its colon, a `**` people bring along from Markdown, and blanks, so that the text begins right behind it. */
const END = `:(\\*\\*)?${B}*`;
/** A label of the given words. */
const named = (words, end = END) => {
  const written = words.map((word) => word.replace(/ /g, `[${BLANKS}_-]+`)).join("|");
  return `(\\*\\*${B}*)?(?i:${written})${B}*(\\*\\*${B}*)?${end}`;
};

/*
 * Who wins where two tokens could begin. The text of a line beats all (it is only looked for inside a line); then a line
 * with a URL, then named labels, then any label, item mark or comment; a loose line is what is left.
 */
const INSIDE = 6;
const URL = 3;
const NAMED = 2;
const MARKED = 1;

export default grammar({
  name: "role",

  // Blanks are tokens of their own: indentation tells a wrapped line from a new one.
  extras: () => [],
  inline: ($) => [$._block_label],

  rules: {
    source_file: ($) =>
      seq(
        optional($._block_head),
        repeat(choice($._line, $._opening)),
      ),

    _line: ($) => choice($.role_head, $.field, $.section, $.list, $.loose_line, $._space),
    // `Team:` and its like open a block after a blank or comment line only.
    _opening: ($) => prec.right(seq($._break, optional(choice($._block_head, alias($._reference_field, $.field))))),
    _break: ($) => choice($._comment_line, $._newline, alias($._open_section, $.section)),

    // ---- Heads ------------------------------------------------------------------------------------------------------

    role_head: ($) =>
      prec.right(
        seq(
          field("label", alias($._role_label, $.label)),
          optional(field("title", choice($.title, alias($._reference_title, $.title)))),
          optional($._newline),
        ),
      ),

    _block_head: ($) => choice($.team_head, $.product_head, $.art_head, $.area_head),
    team_head: ($) => blockHead($, $._team_label),
    product_head: ($) => blockHead($, $._product_label),
    art_head: ($) => blockHead($, $._art_label),
    area_head: ($) => blockHead($, $._area_label),

    // ---- Fields and sections ----------------------------------------------------------------------------------------

    field: ($) =>
      choice(
        prec.right(
          seq($._any_label, field("value", $.text), optional($._newline)),
        ),
        prec.right(
          seq(
            field("label", alias($._block_label, $.label)),
            optional(field("value", $.text)),
            optional($._newline),
          ),
        ),
      ),

    // `Team: @harbour` or `Team:` where a head could stand.
    _reference_field: ($) =>
      prec.right(
        seq(
          field("label", alias($._block_label, $.label)),
          optional(field("value", alias($._reference_text, $.text))),
          optional($._newline),
        ),
      ),

    // A section reaches to the next label; a comment below a blank line belongs to what follows it.
    section: ($) => prec.right(seq($._section_label, repeat($._content), repeat($._more_content))),
    _open_section: ($) =>
      prec.right(seq($._section_label, repeat($._content), repeat($._more_content), $._gap)),
    _section_label: ($) => prec.right(seq($._any_label, optional($._newline))),
    _more_content: ($) => prec.right(seq($._gap, repeat1($._content))),
    // The indentation of whatever follows may be taken for content: what it was is only known behind it.
    _content: ($) => choice($.list, $.loose_line, $._space),
    _gap: ($) =>
      prec.right(choice(seq(repeat1($._comment_line), repeat($._newline)), repeat1($._newline))),

    list: ($) => prec.right(repeat1($.item)),
    item: ($) =>
      prec.right(
        choice(
          seq(
            field("marker", $.marker),
            optional(field("text", $.text)),
            repeat(seq($._newline, $._wrapped)),
            optional($._newline),
          ),
          seq(
            field("marker", alias($._indented_bare_marker, $.marker)),
            optional(seq($._wrapped, repeat(seq($._newline, $._wrapped)), optional($._newline))),
          ),
        ),
      ),
    // Directly following indented lines go on with the item.
    _wrapped: ($) =>
      choice(
        prec.right(seq($._space, optional(field("text", $.text)))),
        field("text", alias($._indented_url_line, $.text)),
      ),

    loose_line: ($) => 
      prec.right(
        seq(
          choice($._url_line, $._other_line, $._indented_url_line, alias($._reference_text, $.text)),
          optional($._newline),
        ),
      ),
    _comment_line: ($) =>
      choice(prec.right(seq($.comment, optional($._newline))), alias($._indented_bare_comment, $.comment)),

    // ---- Inside a line ----------------------------------------------------------------------------------------------

    text: ($) => prec.right(seq(choice($.reference, $._chunk, $._at), repeat($._inline))),
    _reference_text: ($) => prec.right(seq(choice($.reference, $._at), repeat($._inline))),
    _inline: ($) => choice($.reference, $._chunk, $._at, $._gap_inside),

    reference: () => token(prec(INSIDE, pattern("@[\\p{L}\\p{N}]+([-_][\\p{L}\\p{N}]+)*"))),
    // Not the blanks that begin a line: behind a reference ` # ` or ` - ` is text.
    _gap_inside: () => token(prec(INSIDE, pattern(`${B}+`))),
    _at: () => token(prec(INSIDE, "@")),
    // Up to the next `@` that could begin a reference: one directly after a letter or digit (a mail address) does not.
    // Beyond ASCII, all but blanks and the punctuation blocks counts as a letter here, which keeps the lexer small.
    _chunk: () => {
      const letter = "[A-Za-z0-9\\u00c0-\\u1fff\\u2c00-\\u2dff\\u3040-\\ufeff\\uff10-\\U0010ffff]";
      const other = "[^@\\r\\nA-Za-z0-9\\u00c0-\\u1fff\\u2c00-\\u2dff\\u3040-\\ufeff\\uff10-\\U0010ffff]";
      const first = other.replace("[^", `[^${BLANKS}`);
      return token(prec(INSIDE, pattern(`(${letter}@?|${first})(${letter}@?|${other})*`)));
    },

    // A title wins over other text where a head may stand; it is not looked for anywhere else.
    title: () => token(prec(INSIDE + 1, pattern(`[^@${BLANKS}\\r\\n][^\\r\\n]*`))),
    _reference_title: () => token(prec(INSIDE + 1, pattern("@[^\\r\\n]*"))),

    // ---- First on a line --------------------------------------------------------------------------------------------

    // `#` and an item mark need a blank behind them, or nothing at all (somebody has just begun to type). Where they are
    // indented, "nothing" can only be told from a text that begins with a mark by taking the line end in as well.
    comment: ($) => choice($._comment, $._bare_comment),
    _comment: () => token(prec(MARKED, pattern(`${B}*#${B}[^\\r\\n]*`))),
    _bare_comment: () => "#",
    _indented_bare_comment: () => pattern(`${B}+#(\\r?\\n|\\r)`),
    marker: ($) => choice($._marker, $._bare_marker),
    _marker: () => token(prec(MARKED, pattern(`${B}*${MARK}${B}+`))),
    _bare_marker: () => pattern(MARK),
    _indented_bare_marker: () => pattern(`${B}+${MARK}(\\r?\\n|\\r)`),

    _any_label: ($) =>
      field("label", choice($.label, alias($._indented_label, $.label))),
    label: () => token(prec(MARKED, pattern(`(\\*\\*${B}*)?\\p{L}[^:\\r\\n]*${END}`))),
    _indented_label: () => token(prec(NAMED, pattern(`${B}+${named(KNOWN_LABELS)}`))),
    _block_label: ($) => choice($._team_label, $._product_label, $._art_label, $._area_label),
    _role_label: () => token(prec(NAMED, pattern(`${B}*${named(["role"])}`))),
    _team_label: () => token(prec(NAMED, pattern(`${B}*${named(["team"])}`))),
    _product_label: () => token(prec(NAMED, pattern(`${B}*${named(["product"])}`))),
    _art_label: () => token(prec(NAMED, pattern(`${B}*${named(["art", "train"])}`))),
    _area_label: () => token(prec(NAMED, pattern(`${B}*${named(["area"])}`))),

    // A value that begins with `//` makes no label, it is a URL.
    _url_line: () => token(prec(URL, pattern(`(\\*\\*${B}*)?\\p{L}[^:\\r\\n]*:${B}*//[^\\r\\n]*`))),
    _indented_url_line: () =>
      token(prec(URL, pattern(`${B}+${named([...HEAD_LABELS, ...KNOWN_LABELS], `:${B}*//`)}[^\\r\\n]*`))),
    // All that cannot be a label or begin with a reference. The lexer prefers a longer token of less precedence while it is
    // in the middle of one of more (behind a colon, looking for `//`; behind `@a-`), so the two must not begin alike.
    _other_line: () =>
      token(choice(
        pattern(`(\\*\\*${B}*)?\\p{L}[^:\\r\\n]*`),
        pattern(`[^\\p{L}@*${BLANKS}\\r\\n][^\\r\\n]*`),
        pattern("\\*([^*\\r\\n][^\\r\\n]*)?"),
        pattern(`\\*\\*${B}*([^\\p{L}${BLANKS}\\r\\n][^\\r\\n]*)?`),
      )),

    _space: () => pattern(`${B}+`),
    _newline: () => pattern(`${B}*(\\r?\\n|\\r)`),
  },
});

/** A head other than `Role:` has a value that is no reference. */
function blockHead($, label) {
  return prec.right(
    seq(
      field("label", alias(label, $.label)),
      field("title", $.title),
      optional($._newline),
    ),
  );
}
