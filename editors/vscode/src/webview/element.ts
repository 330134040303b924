/** Elements without strings of HTML: what documents say can never become markup. */

type Child = Node | string | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined>;

export function element(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill<E extends Element>(made: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== undefined && child !== false) made.append(child);
  return made;
}

/** A part of the page under a heading. */
export function section(name: string, heading: string, ...children: Child[]): HTMLElement {
  const id = `${name}-heading`;
  return element("section", { class: name, "aria-labelledby": id }, element("h2", { id }, heading), ...children);
}

/** A line of text that leads to its place in the document. */
export function toLine(key: string, line: number, children: Child[], side?: 0 | 1): HTMLElement {
  const title = `Line ${line}`;
  return element("button", { type: "button", class: "line", "data-do": "reveal", "data-to": line, "data-side": side, "data-key": key, title }, ...children);
}

/** Words with `code` between backticks. */
export function words(text: string): Child[] {
  return text.split("`").map((part, i) => (i % 2 === 0 ? part : element("code", {}, part)));
}

export function percent(part: number): string {
  return `${Math.round(part * 100)}%`;
}
