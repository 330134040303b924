/** The page of the preview and of the comparison: builds the view it is told, keeps focus, answers keys. */
import type { FromPage, ToPage, View } from "../shapes";
import { comparisonView } from "./comparison";
import { roleView } from "./role";
import { element } from "./element";

interface Host {
  postMessage(message: FromPage): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const page = document.getElementById("page") as HTMLElement;
const announce = document.getElementById("announce") as HTMLElement;

let spoken = "";
let shown = "";

function show(view: View): void {
  const focused = document.activeElement?.getAttribute("data-key");
  const scrolled = document.documentElement.scrollTop;
  // Another document, or another role of it, is read from its beginning.
  const subject = view.type === "role" ? `${view.file}#${view.roles[view.selected]?.id}` : view.type;
  page.replaceChildren(...build(view));
  // The same control keeps the focus when the view is built anew.
  const again = focused && page.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`);
  if (again) again.focus({ preventScroll: true });
  document.documentElement.scrollTop = subject === shown ? scrolled : 0;
  const another = subject !== shown;
  shown = subject;
  if (view.type === "role") {
    mark(view.cursor, !another);
    say(view.findings.length === 0 ? "No findings" : `${view.findings.length} findings`);
  }
}

function build(view: View): Node[] {
  switch (view.type) {
    case "waiting":
      return [element("p", { class: "waiting" }, view.message)];
    case "role":
      return roleView(view);
    case "comparison":
      return comparisonView(view.comparison);
  }
}

/** Marks what stands on a line of the document, and brings it into view if wanted. */
function mark(line: number, bring: boolean): void {
  const rows = [...page.querySelectorAll<HTMLElement>("[data-line]")];
  const at = rows.filter((row) => Number(row.dataset["line"]) === line);
  for (const row of rows) {
    const is = at.includes(row);
    row.classList.toggle("here", is);
    if (is) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  if (bring) at[0]?.scrollIntoView({ block: "nearest" });
}

/** Tells a screen reader, and only what is new. */
function say(text: string): void {
  if (text === spoken) return;
  spoken = text;
  announce.textContent = text;
}

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  if (data.type === "view") show(data.view);
  else mark(data.line, true);
});

page.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
  const message = target && action(target);
  if (message) host.postMessage(message);
});

function action(target: HTMLElement): FromPage | undefined {
  const { do: what, to, side } = target.dataset;
  switch (what) {
    case "reveal":
      return { type: "reveal", line: Number(to), ...(side === undefined ? {} : { side: side === "1" ? 1 : 0 }) };
    case "select":
      return { type: "select", role: Number(to) };
    case "explain":
      return { type: "explain", code: to ?? "" };
    case "compare":
      return { type: "compare" };
    default:
      return undefined;
  }
}

// Arrow keys step through the lines of a list; Tab goes from list to list.
page.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = event.target instanceof Element ? event.target.closest("[data-list]") : null;
  if (step === undefined || list === null) return;
  const stops = [...list.querySelectorAll<HTMLElement>("button")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + step];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
});

host.postMessage({ type: "ready" });
