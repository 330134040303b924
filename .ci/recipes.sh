#!/usr/bin/env bash
# Tries the recipes of the manual: the pre-commit hook, the Makefile, the YAML of each page, GitLab's template in gitlab-ci-local, the
# stages for Jenkins in Groovy. Needs python3, git, make, npm, rsync and groovy; the rest comes from PyPI and npm into target/formats. ROLELINT_PROGRAM names a program that is already built. With ROLELINT_SLOW=1 pre-commit builds the hook as
# the users of the repository would have it.
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/packages.sh python3=python3 venv=python3-venv git=git make=make npm=npm rsync=rsync groovy=groovy

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
gitlab=gitlab-ci-local@4.61.0
if [ "$(cat "$work/gitlab/installed" 2> /dev/null)" != "$gitlab" ]; then
  mkdir -p "$work/gitlab"
  npm install --silent --prefix "$work/gitlab" "$gitlab"
  echo "$gitlab" > "$work/gitlab/installed"
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

# The same as a runner has them: a change of a role starts the job and its report is kept, another change starts none.
cd "$repository"
commit() { git add -A; git -c user.name=recipes -c user.email=recipes@example.org commit -qm "$1"; }
runner() { timeout 120 "$work/gitlab/node_modules/.bin/gitlab-ci-local" --force-shell-executor --shell-isolation=false "$@" > run.txt 2>&1; }
for pipeline in "$root/docs/ci/gitlab.yml" "$work/pipeline.yml"; do
  git checkout -q -B pipeline main
  cp "$pipeline" .gitlab-ci.yml
  printf '%s\n' .gitlab-ci-local/ run.txt gl-code-quality-report.json > .gitignore
  commit "a pipeline"
  git update-ref refs/remotes/origin/main HEAD
  git remote remove origin 2> /dev/null || true
  git config remote.origin.url git@gitlab.example.com:group/roles.git
  echo "# changed" >> confused/product-owner.role
  commit "a role"
  rm -f gl-code-quality-report.json
  if runner rolelint; then fail "the job should fail: $(cat run.txt)"; fi
  grep -q '"check_name":"PM101"' gl-code-quality-report.json || fail "the job should leave a report: $(cat run.txt)"
done
git checkout -q -B pipeline origin/main
cp "$root/docs/ci/gitlab.yml" .gitlab-ci.yml
commit "the template"
git update-ref refs/remotes/origin/main HEAD
echo "x" > notes.txt
commit "something else"
runner --list || fail "the jobs should be listed: $(cat run.txt)"
if grep -q '^rolelint' run.txt; then fail "no job should start where no role has changed: $(cat run.txt)"; fi

# Jenkins: Groovy runs the stage and the steps of the page; the plugins' own steps are replaced by some that read the report.
block "$root/docs/src/ci/jenkins.md" groovy 1 > "$work/stage.groovy"
block "$root/docs/src/ci/jenkins.md" groovy 2 > "$work/steps.groovy"
JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")} \
  groovy "$root/.ci/jenkins.groovy" "$work/stage.groovy" "$work/steps.groovy" > run.txt 2>&1 || fail "Jenkins: $(cat run.txt)"
[ "$(cat run.txt)" = "checkstyle, junit" ] || fail "Jenkins: $(cat run.txt)"
cd "$work"

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
