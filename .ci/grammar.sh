#!/usr/bin/env bash
# Checks the .role grammar: the committed parser is what grammar.js generates, and the corpus and highlight tests pass.
# Called from the repository's root. TREE_SITTER may name a generator that is already built; else one is installed, once, from
# its crate into TREE_SITTER_ROOT.
set -euo pipefail

version=0.27.1
root=${TREE_SITTER_ROOT:-${CARGO_HOME:-$HOME/.cargo}/rolelint-tools/tree-sitter-$version}
generator=${TREE_SITTER:-$root/bin/tree-sitter}
grammar=grammars/tree-sitter-role

fail() { echo "grammar: $*" >&2; exit 1; }

[ -f "$grammar/grammar.js" ] || fail "run this from the root of the repository"
if [ ! -x "$generator" ]; then
  cargo install tree-sitter-cli --version "$version" --locked --root "$root"
fi
case $("$generator" --version) in
  *" $version"*) ;;
  *) fail "$generator is not tree-sitter $version, with which the parser was generated" ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The generator keeps compiled parsers in a cache; a stale one would test an older grammar.
export XDG_CACHE_HOME="$scratch/cache" XDG_CONFIG_HOME="$scratch/config"
cp -R "$grammar" "$scratch/grammar"
rm -rf "$scratch/grammar/src" "$scratch/grammar/target"

(cd "$scratch/grammar" && "$generator" generate --js-runtime native --abi 14)
diff -r "$grammar/src" "$scratch/grammar/src" > "$scratch/difference" || {
  head -n 40 "$scratch/difference" >&2
  fail "src/ is not what grammar.js generates: run 'tree-sitter generate --js-runtime native --abi 14' in $grammar and commit it"
}

report="$scratch/report"
(cd "$scratch/grammar" && "$generator" test) > "$report" 2>&1 || { cat "$report" >&2; fail "a test failed"; }

# A run without tests passes too, so they are counted.
written=$(cat "$grammar"/test/corpus/*.txt | grep -c -- '^---' || true)
parsed=$(sed -n 's/^Total parses: \([0-9]*\); successful parses: \([0-9]*\);.*/\1 \2/p' "$report")
[ "$written" -gt 0 ] && [ "$parsed" = "$written $written" ] || fail "$written corpus tests are written, run and passed: '${parsed:-none}'"
assertions=$(sed -n '/^syntax highlighting/,$s/.*(\([0-9]*\) assertions).*/\1/p' "$report" | awk '{ sum += $1 } END { print sum + 0 }')
[ "$assertions" -gt 0 ] || fail "no highlight was asserted"

echo "grammar: the parser is current; $written corpus tests and $assertions highlight assertions passed"
