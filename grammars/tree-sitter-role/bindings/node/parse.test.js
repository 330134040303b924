import assert from "node:assert/strict";
import { test } from "node:test";
import Parser from "tree-sitter";
import role, * as queries from "./index.js";

const parser = new Parser();
parser.setLanguage(role);

test("a document is parsed", () => {
  const tree = parser.parse("Role: Product Owner\n\nDuties:\n- Order the backlog with @harbour\n");
  assert.deepEqual(tree.rootNode.namedChildren.map((node) => node.type), ["role_head", "section"]);
  assert.equal(tree.rootNode.descendantsOfType("reference")[0].text, "@harbour");
});

test("every query fits the grammar", () => {
  const names = Object.keys(queries).filter((name) => name.endsWith("_QUERY"));
  assert.equal(names.length, 7);
  for (const name of names) new Parser.Query(role, queries[name]);
});
