#!/usr/bin/env bash
# Checks the .role grammar: the committed parser is what grammar.js generates, the corpus and highlight tests pass, the queries of
# editors are the grammar's own or say the same in the editor's names, and the packages for Rust and Node.js can be made and work.
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

# Neovim has copies. Helix and Zed have names of their own: they must say something of the same places, and fit the grammar.
for query in editors/neovim/queries/role/*.scm; do
  cmp -s "$query" "$grammar/queries/$(basename "$query")" || fail "$query is not the grammar's own: copy it"
done
cmp -s editors/helix/runtime/queries/role/injections.scm "$grammar/queries/injections.scm" || fail "Helix's injections are not the grammar's own: copy them"
# places QUERY: where it captures what, without the names.
mapfile -t documents < <(find "$PWD/examples" "$PWD/editors/test/documents" -name '*.role' | sort)
places() {
  (cd "$scratch/grammar" && "$generator" query --captures "$OLDPWD/$1" "${documents[@]}") > "$scratch/captures" 2> "$report" \
    || { tail -n 20 "$report" >&2; fail "$1 does not fit the grammar"; }
  sed -nE '/capture: [0-9]+ - (spell|_label),/d; s/.*(start: .*)/\1/p' "$scratch/captures"
}
places "$grammar/queries/highlights.scm" | sort -u > "$scratch/own"
grep -q '^start' "$scratch/own" || fail "no place is highlighted"
for query in editors/helix/runtime/queries/role/highlights.scm editors/zed/languages/role/highlights.scm; do
  places "$query" | sort -u | diff "$scratch/own" - > "$scratch/difference" || { head -n 20 "$scratch/difference" >&2; fail "$query highlights other places than the grammar's own"; }
done
for query in editors/helix/runtime/queries/role/textobjects.scm editors/zed/languages/role/outline.scm; do
  [ -n "$(places "$query")" ] || fail "$query finds nothing"
done
echo "grammar: the queries of Neovim, Helix and Zed are in step"

cargo package --locked --quiet --allow-dirty -p tree-sitter-role || fail "the crate cannot be packaged"

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
missing=()
command -v npm > /dev/null || missing+=(npm)
for tool in g++ make python3; do command -v "$tool" > /dev/null || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
  as_root apt-get update -q > /dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}" > "$report" || { tail -n 20 "$report" >&2; fail "packages could not be installed: ${missing[*]}"; }
fi
# What npm would publish, compiled against the headers of the Node.js that runs here, where they are.
home=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
if [ -f "$home/include/node/node_api.h" ]; then export npm_config_nodedir=$home; fi
(cd "$grammar" && npm pack --silent --pack-destination "$scratch" > /dev/null)
tar -xzf "$scratch"/tree-sitter-role-*.tgz -C "$scratch"
(cd "$scratch/package" && npm install --no-fund --no-audit && npm test) > "$report" 2>&1 || { tail -n 60 "$report" >&2; fail "the package for Node.js does not work"; }
grep -q '^# pass 2$' "$report" || fail "not all tests of the package for Node.js ran"
echo "grammar: the packages for Rust and Node.js work"
