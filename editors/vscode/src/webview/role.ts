/** One role: its mix of work, contacts, decisions, measures and open findings. */
import type { Contact, Duty, Finding, Role, View } from "../shapes";
import { element, percent, section, toLine, words } from "./element";
import { bar, GROUPS, groupOf, sum, week } from "./work";

export function roleView(view: Extract<View, { type: "role" }>): Node[] {
  const role = view.roles[view.selected];
  if (role === undefined) return [];
  const end = view.roles[view.selected + 1]?.line ?? Infinity;
  const first = view.selected === 0 ? 0 : role.line;
  const findings = view.findings.filter((f) => f.line >= first && f.line < end);
  return [
    head(view, role),
    findingsPart(findings),
    workPart(role.duties),
    contactsPart(role.contacts),
    decisionsPart(role),
    measuresPart(role),
  ];
}

function head(view: Extract<View, { type: "role" }>, role: Role): HTMLElement {
  const facts = [
    role.kind?.replaceAll("-", " "),
    role.level ?? undefined,
    role.framework.length > 0 ? role.framework.map(frameworkName).join(", ") : undefined,
    role.reports_to ? `reports to ${role.reports_to.replaceAll("-", " ")}` : undefined,
  ].filter((f) => f !== undefined);
  const choice =
    view.roles.length > 1 &&
    element(
      "nav",
      { "aria-label": "Roles of this document", class: "roles", "data-list": true },
      ...view.roles.map((r, i) =>
        element("button", { type: "button", class: i === view.selected ? "chosen" : "", "data-do": "select", "data-to": i, "data-key": `role-${i}`, "aria-pressed": String(i === view.selected) }, r.title),
      ),
    );
  return element(
    "header",
    {},
    element("p", { class: "file" }, view.file),
    element("h1", {}, role.title),
    facts.length > 0 && element("p", { class: "facts" }, ...facts.map((fact) => element("span", { class: "fact" }, fact))),
    choice,
    element("p", { class: "tools" }, element("button", { type: "button", class: "tool", "data-do": "compare", "data-key": "compare" }, "Compare with another role")),
  );
}

function frameworkName(slug: string): string {
  const names: Record<string, string> = {
    scrum: "Scrum", nexus: "Nexus", less: "LeSS", "less-huge": "LeSS Huge", "scrum-at-scale": "Scrum@Scale", safe: "SAFe",
    kanban: "Kanban", "disciplined-agile": "Disciplined Agile", xp: "XP", "spotify-like": "Spotify-like", none: "no framework", custom: "own framework",
  };
  return names[slug] ?? slug;
}

const SEVERITY = { error: "Error", warning: "Warning", info: "Note" } as const;

function findingsPart(findings: Finding[]): HTMLElement {
  if (findings.length === 0) return section("findings", "Findings", element("p", { class: "fine" }, "Nothing to mend here."));
  const rows = findings.map((finding, i) =>
    element(
      "li",
      { class: finding.severity, "data-line": finding.line },
      toLine(`finding-${i}`, finding.line, [
        element("span", { class: "mark" }, SEVERITY[finding.severity]),
        element("span", { class: "words" }, ...message(finding.message)),
      ]),
      element("button", { type: "button", class: "code", "data-do": "explain", "data-to": finding.code, "data-key": `code-${i}`, title: `Why ${finding.code} matters`, "aria-label": `Explain ${finding.code}` }, finding.code),
    ),
  );
  return section("findings", `Findings (${findings.length})`, element("ul", { "data-list": true }, ...rows));
}

/** What is missing, and below it what to write. */
function message(text: string): Node[] {
  const [what, ...help] = text.split("\n");
  return [element("span", { class: "what" }, ...words(what ?? "")), ...help.map((line) => element("span", { class: "help" }, ...words(line)))];
}

function workPart(duties: Duty[]): HTMLElement {
  if (duties.length === 0) {
    return section("work", "Mix of work", element("p", { class: "missing" }, "No duties yet: write what this person does, one line each, below “Duties:”."));
  }
  const guessed = duties.some((d) => !d.share_given);
  const rows: HTMLElement[] = [];
  for (const category of GROUPS.flatMap((g) => g.categories)) {
    const own = duties.filter((d) => d.category === category);
    if (own.length === 0) continue;
    const share = sum(own);
    rows.push(
      element(
        "li",
        { class: "category" },
        element(
          "div",
          { class: "measure" },
          element("span", { class: "name" }, element("span", { class: `dot ${groupOf(category)}` }), category),
          bar(category, share, `${category} ${percent(share)}`),
          element("span", { class: "share", "aria-hidden": "true" }, `${own.every((d) => d.share_given) ? "" : "~"}${percent(share)}`),
        ),
        element(
          "ul",
          { "data-list": true },
          ...own.map((duty) =>
            element("li", { "data-line": duty.line }, toLine(`duty-${duty.line}`, duty.line, [duty.text, duty.confidence < 0.5 && element("span", { class: "unsure" }, " (not sure)")])),
          ),
        ),
      ),
    );
  }
  return section(
    "work",
    "Mix of work",
    week(duties),
    element("ul", { class: "categories" }, ...rows),
    guessed && element("p", { class: "note" }, "~ estimated: time is split evenly over duties without a share of their own."),
  );
}

/** Meetings a month in words. */
function cadence(perMonth: number | null): string {
  if (perMonth === null) return "how often is not said";
  if (perMonth >= 15) return "every day";
  if (perMonth >= 7) return "several times a week";
  if (perMonth >= 3) return "every week";
  if (perMonth >= 1.5) return "every two weeks";
  if (perMonth >= 0.9) return "every month";
  if (perMonth >= 0.25) return "every quarter";
  return "once a year or less";
}

function contactsPart(contacts: Contact[]): HTMLElement {
  if (contacts.length === 0) {
    return section("contacts", "Contacts", element("p", { class: "missing" }, "Nobody yet: say whom this person meets and how often, below “Contacts:”."));
  }
  const steps: [string, Contact[]][] = [];
  for (const contact of [...contacts].sort((a, b) => (b.per_month ?? -1) - (a.per_month ?? -1))) {
    const word = cadence(contact.per_month);
    const last = steps[steps.length - 1];
    if (last?.[0] === word) last[1].push(contact);
    else steps.push([word, [contact]]);
  }
  const rows = steps.map(([word, group]) =>
    element(
      "li",
      {},
      element("span", { class: "cadence" }, word),
      element(
        "ul",
        { "data-list": true },
        ...group.map((contact, i) =>
          element(
            "li",
            { "data-line": contact.line },
            toLine(`contact-${contact.line}-${i}`, contact.line, [
              contact.who,
              " ",
              element("span", { class: `chip ${isMarket(contact.class) ? "market" : ""}` }, contact.class.replace("-", " ")),
              !contact.direct && element("span", { class: "chip second-hand" }, "not at first hand"),
            ]),
          ),
        ),
      ),
    ),
  );
  return section("contacts", "Contacts", element("ul", { class: "steps" }, ...rows));
}

function isMarket(name: string): boolean {
  return ["customer", "user", "internal-user", "prospect", "partner"].includes(name);
}

const RIGHTS: [string, string][] = [
  ["alone", "Decides alone"],
  ["with", "Decides with others"],
  ["advises", "Advises"],
  ["never", "Does not decide"],
];

function decisionsPart(role: Role): HTMLElement {
  if (role.decisions.length === 0) {
    return section("decisions", "Decisions", element("p", { class: "missing" }, "None yet: say what this person decides alone, with whom, and never."));
  }
  const rows = RIGHTS.flatMap(([right, label]) => {
    const own = role.decisions.filter((d) => d.right === right);
    if (own.length === 0) return [];
    return [
      element(
        "li",
        {},
        element("span", { class: `cadence right-${right}` }, label),
        element("ul", { "data-list": true }, ...own.map((d, i) => element("li", { "data-line": d.line }, toLine(`decision-${right}-${i}`, d.line, [d.subject])))),
      ),
    ];
  });
  return section("decisions", "Decisions", element("ul", { class: "steps" }, ...rows));
}

function measuresPart(role: Role): HTMLElement {
  if (role.measures.length === 0) {
    return section("measures", "How success shows", element("p", { class: "missing" }, "Not said yet: write who will do what more or less often, below “Measures:”."));
  }
  const rows = role.measures.map((m, i) =>
    element(
      "li",
      { "data-line": m.line },
      toLine(`measure-${i}`, m.line, [element("span", { class: `chip ${m.type === "outcome" || m.type === "impact" ? "market" : ""}` }, m.type), " ", m.text]),
    ),
  );
  return section("measures", "How success shows", element("ul", { "data-list": true }, ...rows));
}
