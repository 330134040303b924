#!/usr/bin/env bash
# Builds the VS Code extension, packages it with the server inside, and tries it in the real editor: code-server in Chromium.
# Called from the repository's root, on a bare Debian or Ubuntu machine too. Tools that the machine lacks are kept in
# ROLELINT_TOOLS; screenshots and logs are left in target/vscode/seen. ROLELINT_PROGRAM names a server that is already built;
# an argument runs only the tests whose part has it in its name.
set -euo pipefail

node=24.21.0
code_server=4.139.1
playwright=1.65.1

fail() { echo "vscode: $*" >&2; exit 1; }

[ -f editors/vscode/package.json ] || fail "run this from the root of the repository"
mkdir -p "${ROLELINT_TOOLS:=target/tools}"
ROLELINT_TOOLS=$(cd "$ROLELINT_TOOLS" && pwd)
export ROLELINT_TOOLS

case $(uname -m) in
  x86_64) platform=linux-x64 ;;
  aarch64) platform=linux-arm64 ;;
  *) fail "no package is made for $(uname -m)" ;;
esac

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# code-server builds some of its parts: hence a compiler and headers.
packages=(chromium fonts-dejavu-core build-essential python3 pkg-config libsecret-1-dev libkrb5-dev libx11-dev libxkbfile-dev)
command -v npm > /dev/null || packages+=(npm)
missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}" > "$ROLELINT_TOOLS/apt.log" \
    || { tail -n 20 "$ROLELINT_TOOLS/apt.log" >&2; fail "packages could not be installed: ${missing[*]}"; }
fi

# once NAME VERSION COMMAND...: runs the command unless it has succeeded for this version before.
once() {
  local stamp=$ROLELINT_TOOLS/$1.version version=$2
  if [ "$(cat "$stamp" 2> /dev/null)" != "$version" ]; then
    rm -rf "${ROLELINT_TOOLS:?}/$1" "$stamp"
    echo "installing $1 $version"
    "${@:3}" > "$ROLELINT_TOOLS/$1.log" 2>&1 || { tail -n 30 "$ROLELINT_TOOLS/$1.log" >&2; fail "$1 could not be installed"; }
    echo "$version" > "$stamp"
  fi
}

# code-server wants this Node.js, and npm carries it.
once node "$node" npm install --no-fund --no-audit --prefix "$ROLELINT_TOOLS/node" "node-$platform@$node"
home=$ROLELINT_TOOLS/node/node_modules/node-$platform
export PATH=$home/bin:$PATH npm_config_nodedir=$home
once playwright "$playwright" npm install --no-fund --no-audit --prefix "$ROLELINT_TOOLS/playwright" "playwright-core@$playwright"
once code-server "$code_server" npm install --no-fund --no-audit --prefix "$ROLELINT_TOOLS/code-server" "code-server@$code_server" --foreground-scripts

if [ -z "${ROLELINT_PROGRAM:-}" ]; then
  cargo build --release --locked -q
  ROLELINT_PROGRAM=${CARGO_TARGET_DIR:-target}/release/rolelint
fi
ROLELINT_PROGRAM=$(realpath "$ROLELINT_PROGRAM")
out=$PWD/target/vscode

cd editors/vscode
unset npm_config_nodedir
npm ci --silent
grep -n '"resolved"' package-lock.json && fail "package-lock.json names a registry"
npm run --silent check
version=$(node -p 'require("./package.json").version')
rm -f "$out"/*.vsix
node package.mjs --server "$ROLELINT_PROGRAM" --target "$platform" --out "$out" > "$ROLELINT_TOOLS/package.log" 2>&1 \
  || { cat "$ROLELINT_TOOLS/package.log" >&2; fail "the package could not be made"; }

export ROLELINT_VSIX=$out/rolelint-$platform-$version.vsix ROLELINT_ARTEFACTS=$out/seen
node test/run.mjs "$@"
