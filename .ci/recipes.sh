#!/usr/bin/env bash
# Tries the recipes of the manual: the pre-commit hook, the Makefile, the YAML of each page. Needs python3, git and make; the rest comes
# from PyPI into target/formats. ROLELINT_PROGRAM names a program that is already built. With ROLELINT_SLOW=1 pre-commit builds the hook as
# the users of the repository would have it.
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/packages.sh python3=python3 venv=python3-venv git=git make=make

if [ -z "${ROLELINT_PROGRAM:-}" ]; then
  cargo build --locked -q
  ROLELINT_PROGRAM=target/debug/rolelint
fi
root=$(pwd)
work=$root/target/formats
mkdir -p "$work/bin"
ln -sf "$(realpath "$ROLELINT_PROGRAM")" "$work/bin/rolelint"
if [ ! -x "$work/recipes/bin/pre-commit" ]; then
  python3 -m venv "$work/recipes"
  "$work/recipes/bin/pip" install -q pre-commit==4.7.0 check-jsonschema==0.39.0
fi
PATH=$work/bin:$work/recipes/bin:$PATH
export PRE_COMMIT_HOME=$work/pre-commit

# block PAGE LANGUAGE N: the n-th fenced block of that language.
block() { awk -v want="$3" -v open="\`\`\`$2" '$0 == open {n++; on = n == want; next} /^```$/ {on = 0} on' "$1"; }
fail() { echo "recipes: $*" >&2; exit 1; }

# An old repository with a healthy and a confused half.
repository=$work/repository
rm -rf "$repository"
mkdir -p "$repository"
cp -r examples/healthy examples/confused "$repository"
cd "$repository"
git init -q -b main
git add -A
git -c user.name=recipes -c user.email=recipes@example.org commit -qm "as it was"

# pre-commit: the manifest, and the local hook of the page.
pre-commit validate-manifest "$root/.pre-commit-hooks.yaml"
block "$root/docs/src/ci/pre-commit.md" yaml 2 > .pre-commit-config.yaml
pre-commit validate-config .pre-commit-config.yaml
git add -A
pre-commit run rolelint --files healthy/*.role healthy/*.md > run.txt || fail "the healthy half should pass: $(cat run.txt)"
if pre-commit run rolelint --files confused/*.role > run.txt; then fail "the confused half should fail"; fi
grep -q 'PM101' run.txt || fail "the findings should be shown: $(cat run.txt)"
if [ "${ROLELINT_SLOW:-}" = 1 ]; then
  if pre-commit try-repo "$root" rolelint --files confused/*.role > run.txt; then fail "try-repo should fail"; fi
  grep -q 'PM101' run.txt || fail "try-repo should show the findings: $(cat run.txt)"
fi

# Make: tabs included.
block "$root/docs/src/ci/make.md" make 1 > Makefile
if make -s roles > run.txt 2>&1; then fail "make should fail"; fi
grep -q 'PM101' run.txt || fail "make should show the findings: $(cat run.txt)"

# Workflows and pipelines, as their own schemas have them.
cd "$work"
block "$root/docs/src/ci/github.md" yaml 1 > workflow.yml
check-jsonschema -q --builtin-schema vendor.github-workflows workflow.yml
cmp -s workflow.yml "$root/docs/ci/github.yml" || fail "docs/ci/github.yml and its page differ"
block "$root/docs/src/ci/gitlab.md" yaml 1 > pipeline.yml
check-jsonschema -q --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci pipeline.yml

# The steps of the GitHub action are shell scripts.
python3 - "$root/action.yml" > action.sh <<'PYTHON'
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
for run in re.findall(r"run: \|\n((?: {8}.*\n?)+)|run: (.*)", text):
    print(re.sub(r"^ {8}", "", run[0], flags=re.M) or run[1])
PYTHON
bash -n action.sh
mkdir -p runner/rolelint/bin
ln -sf "$work/bin/rolelint" runner/rolelint/bin/rolelint
status=0
(cd "$repository" && sed '/^cargo install/d' "$work/action.sh" \
  | RUNNER_TEMP="$work/runner" ROLELINT_PATHS=$'confused\nhealthy\n' ROLELINT_FAIL_ON=error ROLELINT_ARGUMENTS=$'--select=PM101\n' bash -e) \
  > run.txt || status=$?
if [ "$status" -ne 1 ] || [ "$(grep -c '^::error file=confused/product-manager.role,.*title=PM101' run.txt)" -ne 1 ]; then
  fail "the action should annotate: $status $(cat run.txt)"
fi
echo "recipes: all hold"
