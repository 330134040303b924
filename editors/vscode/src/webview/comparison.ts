/** Two roles side by side: what both have, what one of them has, what nobody has. */
import type { Comparison, Expectation, Standing } from "../shapes";
import { element, percent, section, toLine } from "./element";
import { bar } from "./work";

export function comparisonView(comparison: Comparison): Node[] {
  const [a, b] = comparison.roles;
  const header = element(
    "header",
    {},
    element("h1", { class: "pair" }, element("span", {}, a.title), element("span", { class: "versus" }, "and"), element("span", {}, b.title)),
    element("p", { class: "facts" }, summary(comparison)),
    seats(comparison),
  );
  return [header, work(comparison), decisions(comparison), contacts(comparison)];
}

/** What each of the two answers for, by the frameworks. */
function seats(comparison: Comparison): HTMLElement | undefined {
  if (comparison.roles.every((role) => role.expected.length === 0)) return undefined;
  return element(
    "dl",
    { class: "seats" },
    ...comparison.roles.flatMap((role, side) => [
      element("dt", {}, short(comparison, side === 1 ? 1 : 0)),
      ...role.expected.map((e) => element("dd", {}, element("b", {}, e.framework), ": ", e.says)),
    ]),
  );
}

function summary(comparison: Comparison): string {
  const rows = [...comparison.work, ...comparison.decisions];
  const count = (standing: Standing) => rows.filter((r) => r.standing === standing).length;
  return `${count("shared")} shared, ${count("split")} split, ${count("unowned")} unowned`;
}

/** Who holds it, in words: colour alone tells nothing. */
function standing(comparison: Comparison, row: { standing: Standing; owner: 0 | 1 | null }): HTMLElement {
  const words = row.standing === "shared" ? "both" : row.standing === "unowned" ? "nobody" : short(comparison, row.owner ?? 0);
  return element("span", { class: `standing ${row.standing}` }, words);
}

function short(comparison: Comparison, side: 0 | 1): string {
  const role = comparison.roles[side];
  const kinds = comparison.roles.map((r) => r.kind);
  // The kind says it best where it tells the two apart.
  return role.kind !== null && kinds[0] !== kinds[1] ? role.kind.replaceAll("-", " ") : role.title;
}

/** What frameworks say, in a row of its own below. */
function expected(list: Expectation[]): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  const said = element("ul", { class: "expected" }, ...list.map((e) => element("li", {}, element("b", {}, e.framework), ": ", e.says)));
  return element("tr", { class: "said" }, element("td", { colspan: 4 }, said));
}

function table(caption: string, comparison: Comparison, rows: HTMLElement[]): HTMLElement {
  const heads = ["", short(comparison, 0), short(comparison, 1), "held by"];
  return element(
    "table",
    {},
    element("caption", { class: "unseen" }, caption),
    element("thead", {}, element("tr", {}, ...heads.map((h, i) => (i === 0 ? element("td", {}) : element("th", { scope: "col" }, h))))),
    ...rows,
  );
}

function work(comparison: Comparison): HTMLElement {
  const rows = comparison.work.map((row) =>
    element(
      "tbody",
      { class: row.standing },
      element(
        "tr",
        {},
        element("th", { scope: "row" }, row.area),
        ...([0, 1] as const).map((side) => {
          const line = row.lines[side][0];
          const share = row.shares[side];
          const content = share > 0 ? [bar(row.area, share, percent(share)), element("span", { class: "share", "aria-hidden": "true" }, percent(share))] : [element("span", { class: "none" }, "–")];
          return element("td", {}, line === undefined ? element("span", { class: "line" }, ...content) : toLine(`work-${row.area}-${side}`, line, content, side));
        }),
        element("td", {}, standing(comparison, row)),
      ),
      expected(row.expected),
    ),
  );
  return section("work", "Work", table("Shares of work", comparison, rows));
}

function decisions(comparison: Comparison): HTMLElement {
  const rows = comparison.decisions.map((row) =>
    element(
      "tbody",
      { class: row.standing },
      element(
        "tr",
        {},
        element("th", { scope: "row" }, row.subject),
        ...([0, 1] as const).map((side) => {
          const [right, line] = [row.rights[side], row.lines[side][0]];
          const content = [right === null ? element("span", { class: "none" }, "–") : right];
          return element("td", {}, line === undefined ? content[0] : toLine(`decision-${row.subject}-${side}`, line, content, side));
        }),
        element("td", {}, standing(comparison, row)),
      ),
      expected(row.expected),
    ),
  );
  return section("decisions", "Decisions", table("Decision rights", comparison, rows));
}

function contacts(comparison: Comparison): HTMLElement {
  if (comparison.contacts.length === 0) return section("contacts", "Contacts", element("p", { class: "missing" }, "Neither says whom it meets."));
  const rows = comparison.contacts.map((row) =>
    element(
      "tbody",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "row" }, row.class.replace("-", " ")),
        ...([0, 1] as const).map((side) => {
          const [often, direct] = [row.per_month[side], row.direct[side]];
          if (direct === null) return element("td", {}, element("span", { class: "none" }, "–"));
          const words = often === null ? "how often is not said" : `${Number(often.toFixed(1))} a month`;
          return element("td", {}, words, !direct && element("span", { class: "chip second-hand" }, "not at first hand"));
        }),
        element("td", {}, row.direct.every((d) => d === null) ? "nobody" : ""),
      ),
    ),
  );
  return section("contacts", "Contacts", table("Contacts a month", comparison, rows));
}
