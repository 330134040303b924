#!/usr/bin/env bash
# Drives the language server with a client that is not ours (pytest-lsp), over every feature. Called from the repository's root.
# ROLELINT_PROGRAM names a server that is already built; Python packages are kept in ROLELINT_TOOLS.
set -euo pipefail

fail() { echo "clients: $*" >&2; exit 1; }

[ -f tests/clients/requirements.txt ] || fail "run this from the root of the repository"
mkdir -p "${ROLELINT_TOOLS:=target/tools}"
tools=$(cd "$ROLELINT_TOOLS" && pwd)/clients

if ! cmp -s tests/clients/requirements.txt "$tools/installed"; then
  rm -rf "$tools"
  python3 -m venv "$tools" || fail "python3 with venv is needed"
  "$tools/bin/pip" install --quiet --disable-pip-version-check -r tests/clients/requirements.txt || fail "packages could not be installed"
  cp tests/clients/requirements.txt "$tools/installed"
fi

if [ -z "${ROLELINT_PROGRAM:-}" ]; then
  cargo build --locked -q
  ROLELINT_PROGRAM=${CARGO_TARGET_DIR:-target}/debug/rolelint
fi
ROLELINT_PROGRAM=$(realpath "$ROLELINT_PROGRAM")
export ROLELINT_PROGRAM PYTHONDONTWRITEBYTECODE=1
timeout 600 "$tools/bin/python" -m pytest -q -p no:cacheprovider tests/clients "$@"
