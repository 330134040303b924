#!/usr/bin/env bash
# Installs packages of Debian or Ubuntu that are missing; on other systems they must be there. Arguments: COMMAND=PACKAGE, the
# package that brings a command; `python3-venv` is asked for by its module.
set -euo pipefail

missing=()
for pair in "$@"; do
  command=${pair%%=*}
  if [ "$command" = venv ]; then
    python3 -c 'import ensurepip, venv' 2> /dev/null || missing+=("${pair#*=}")
  else
    command -v "$command" > /dev/null || missing+=("${pair#*=}")
  fi
done
[ ${#missing[@]} -eq 0 ] && exit 0
command -v apt-get > /dev/null || { echo "packages: please install ${missing[*]}" >&2; exit 1; }
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
as_root apt-get update -q
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
