/** What `rolelint inspect` and `rolelint compare` print, and what the extension and the page of the preview tell each other. */

export interface Duty {
  line: number;
  text: string;
  category: string;
  second: string | null;
  /** 0 to 1; filled for every duty. */
  share: number;
  share_given: boolean;
  confidence: number;
  evidence: string[];
}

export interface Contact {
  line: number;
  who: string;
  class: string;
  per_month: number | null;
  mode: string;
  /** At first hand; `false` where it runs through somebody else or is denied. */
  direct: boolean;
  confidence: number;
}

export interface Decision {
  line: number;
  subject: string;
  right: string;
}

export interface Measure {
  line: number;
  text: string;
  type: string;
}

export interface Role {
  id: string;
  title: string;
  line: number;
  kind: string | null;
  kind_confidence: number;
  framework: string[];
  level: string | null;
  reports_to: string | null;
  duties: Duty[];
  contacts: Contact[];
  decisions: Decision[];
  measures: Measure[];
}

/** One line of `rolelint inspect --output-format json`. */
export interface Model {
  file: string;
  format: string;
  role_document: boolean;
  roles: Role[];
}

export type Severity = "error" | "warning" | "info";

/** A finding as the preview lists it; lines count from 1. */
export interface Finding {
  line: number;
  severity: Severity;
  code: string;
  message: string;
}

/** Who holds an area of work, or a decision, of two roles. */
export type Standing = "shared" | "split" | "unowned";

export interface ComparedRole {
  file: string;
  id: string;
  title: string;
  line: number;
  kind: string | null;
  /** What the role answers for by each framework. */
  expected: Expectation[];
}

/** What a framework says about whose work something is. */
export interface Expectation {
  framework: string;
  says: string;
}

export interface ComparedWork {
  area: string;
  standing: Standing;
  /** Index of the one role that owns it, where it is split. */
  owner: 0 | 1 | null;
  shares: [number, number];
  lines: [number[], number[]];
  expected: Expectation[];
}

export interface ComparedDecision {
  subject: string;
  standing: Standing;
  owner: 0 | 1 | null;
  rights: [string | null, string | null];
  lines: [number[], number[]];
  expected: Expectation[];
}

export interface ComparedContact {
  class: string;
  per_month: [number | null, number | null];
  direct: [boolean | null, boolean | null];
}

/** What `rolelint compare --output-format json` prints. */
export interface Comparison {
  version: number;
  framework: string[];
  roles: [ComparedRole, ComparedRole];
  work: ComparedWork[];
  decisions: ComparedDecision[];
  contacts: ComparedContact[];
}

/** What the page shows. */
export type View =
  | { type: "waiting"; message: string }
  | {
      type: "role";
      file: string;
      roles: Role[];
      /** Findings of the document, in the order of lines. */
      findings: Finding[];
      /** Index of the role shown. */
      selected: number;
      /** The line the cursor is on, from 1; 0 where it is not known. */
      cursor: number;
    }
  | { type: "comparison"; comparison: Comparison };

/** What the extension sends to the page. */
export type ToPage = { type: "view"; view: View } | { type: "cursor"; line: number; selected: number };

/** What the page sends to the extension. */
export type FromPage =
  | { type: "ready" }
  | { type: "reveal"; line: number; side?: 0 | 1 }
  | { type: "select"; role: number }
  | { type: "explain"; code: string }
  | { type: "compare" };
