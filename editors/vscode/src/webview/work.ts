/** The mix of work: categories in four groups, as bars. */
import type { Duty } from "../shapes";
import { element, percent, svg } from "./element";

interface Group {
  /** Class of its colour. */
  name: string;
  label: string;
  categories: string[];
}

/** In the order in which they are shown. */
export const GROUPS: Group[] = [
  { name: "finding-out", label: "Finding out", categories: ["discovery", "analytics"] },
  { name: "direction", label: "Direction", categories: ["strategy", "roadmap", "go-to-market"] },
  { name: "making", label: "Making", categories: ["backlog", "delivery"] },
  { name: "around", label: "People around it", categories: ["stakeholder", "people", "project"] },
  { name: "unknown", label: "Other", categories: ["other"] },
];

export function groupOf(category: string): string {
  return GROUPS.find((g) => g.categories.includes(category))?.name ?? "unknown";
}

/** One bar of the whole week, in the colours of the groups. */
export function week(duties: Duty[]): HTMLElement {
  const parts = GROUPS.map((group) => ({ group, share: sum(duties.filter((d) => group.categories.includes(d.category))) })).filter((p) => p.share > 0);
  const whole = Math.max(1, parts.reduce((total, p) => total + p.share, 0));
  const said = parts.map((p) => `${p.group.label} ${percent(p.share)}`).join(", ");
  const bar = svg("svg", { class: "week", viewBox: "0 0 1000 24", preserveAspectRatio: "none", role: "img", "aria-label": said });
  let x = 0;
  for (const { group, share } of parts) {
    const width = (share / whole) * 1000;
    bar.append(svg("rect", { class: group.name, x, y: 0, width: Math.max(0, width - 2), height: 24, rx: 2 }, svg("title", {}, `${group.label}: ${percent(share)}`)));
    x += width;
  }
  const legend = element("ul", { class: "legend", "aria-hidden": "true" });
  for (const { group, share } of parts) {
    legend.append(element("li", {}, element("span", { class: `dot ${group.name}` }), `${group.label} `, element("b", {}, percent(share))));
  }
  return element("div", {}, bar, legend);
}

export function sum(duties: Duty[]): number {
  return duties.reduce((total, duty) => total + duty.share, 0);
}

/** A bar from 0 to 1 in the colour of a category. */
export function bar(category: string, share: number, label: string): SVGElement {
  const drawn = svg("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": label });
  drawn.append(svg("rect", { class: "track", x: 0, y: 0, width: 100, height: 10, rx: 1 }));
  if (share > 0) drawn.append(svg("rect", { class: groupOf(category), x: 0, y: 0, width: Math.min(100, share * 100), height: 10, rx: 1 }));
  return drawn;
}
