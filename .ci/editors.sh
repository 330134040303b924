#!/usr/bin/env bash
# Tries rolelint in Neovim, Emacs and Helix, the real ones, without a screen: their Debian packages, in folders of their own.
# Called from the repository's root, on a bare Debian or Ubuntu machine too. What is installed is kept in ROLELINT_TOOLS;
# ROLELINT_PROGRAM names a server that is already built; an argument runs only the editors that have it in their name.
set -euo pipefail

# Debian's releases bring the editors: 13 Neovim 0.10, Emacs 30, Helix 25.01, and the one after it Neovim 0.12.
stable=trixie
next=forky

fail() { echo "editors: $*" >&2; exit 1; }

# Where this machine gets its own packages from; ROLELINT_MIRROR names another place.
sources=(/etc/apt/sources.list /etc/apt/sources.list.d)
mirror=${ROLELINT_MIRROR:-$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' "${sources[@]}" 2> /dev/null | head -n 1 | tr -d ' ' || true)}
if [ -z "$mirror" ]; then
  echo "editors: this machine has no mirror of Debian in its sources (ROLELINT_MIRROR names one): not run"
  exit 0
fi

[ -f editors/neovim/lsp/rolelint.lua ] || fail "run this from the root of the repository"
mkdir -p "${ROLELINT_TOOLS:=target/tools}"
ROLELINT_TOOLS=$(cd "$ROLELINT_TOOLS" && pwd)

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

missing=()
for package in mmdebstrap debian-archive-keyring; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root apt-get update -q > /dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}" > "$ROLELINT_TOOLS/apt.log" \
    || { tail -n 20 "$ROLELINT_TOOLS/apt.log" >&2; fail "packages could not be installed: ${missing[*]}"; }
fi

# system RELEASE PACKAGES: a small Debian system with these packages, made once.
system() {
  local root=$ROLELINT_TOOLS/debian-$1
  if [ "$(cat "$root.packages" 2> /dev/null)" != "$2" ]; then
    as_root rm -rf "$root" "$root.packages"
    echo "installing Debian $1: $2"
    # A mirror may lag behind the date until which its lists count.
    as_root mmdebstrap --variant=minbase --aptopt='Acquire::Check-Valid-Until "false"' --include="$2" "$1" "$root" "deb $mirror $1 main" \
      > "$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; fail "Debian $1 could not be installed"; }
    echo "$2" > "$root.packages"
  fi
}
system "$stable" neovim,hx,emacs-nox,elpa-markdown-mode,tmux,ncurses-term,g++,git
system "$next" neovim

if [ -z "${ROLELINT_PROGRAM:-}" ]; then
  cargo build --release --locked -q
  ROLELINT_PROGRAM=${CARGO_TARGET_DIR:-target}/release/rolelint
fi

mounted=()
leave() { for place in "${mounted[@]}"; do as_root umount "$place" || as_root umount --lazy "$place"; done; }
trap leave EXIT

# Helix wants to know itself, and a terminal inside needs its devices.
provide() {
  local place=${*: -1}
  if ! mountpoint -q "$place"; then
    as_root mount "$@"
    mounted+=("$place")
  fi
}

# prepare RELEASE: a fresh home and fresh documents in that system, with the program in its PATH.
prepare() {
  root=$ROLELINT_TOOLS/debian-$1
  as_root rm -rf "$root/try"
  as_root mkdir -p "$root/try/bin" "$root/try/home"
  as_root cp "$ROLELINT_PROGRAM" "$root/try/bin/rolelint"
  as_root cp -R editors/test "$root/try/test"
  as_root cp -R editors/test/documents "$root/try/documents"
  as_root cp -R editors/neovim editors/emacs editors/helix grammars/tree-sitter-role "$root/try/"
  provide -t proc proc "$root/proc"
  provide --bind /dev/pts "$root/dev/pts"
}

# inside COMMAND: runs it in the system that was prepared last, as its user would, in the folder of the documents.
inside() {
  as_root timeout 300 chroot "$root" /usr/bin/env -i HOME=/try/home PATH=/try/bin:/usr/bin:/bin LANG=C.UTF-8 TERM=xterm-256color \
    /bin/bash -euc "exec 2>&1; cd /try/documents; $1"
}

neovim() {
  prepare "$1"
  # As the manual says: the folder is a package, and the parser is compiled once.
  inside '
    package=~/.local/share/nvim/site/pack/rolelint/start/rolelint
    mkdir -p "$(dirname "$package")"
    cp -R /try/neovim "$package"
    mkdir "$package/parser"'
  as_root cp "$ROLELINT_TOOLS/role.so" "$root/try/home/.local/share/nvim/site/pack/rolelint/start/rolelint/parser/"
  inside 'nvim -l /try/test/neovim.lua'
}

# For Neovim the parser is a library; Helix builds its own.
parser() {
  prepare "$stable"
  inside 'cc -O2 -shared -fPIC -I /try/tree-sitter-role/src /try/tree-sitter-role/src/parser.c -o /try/role.so'
  as_root cp "$root/try/role.so" "$ROLELINT_TOOLS/role.so"
}

emacs() { prepare "$stable"; inside 'emacs --batch -l /try/test/emacs.el'; }

helix() {
  prepare "$stable"
  # As the manual says, but with this grammar, and no other one.
  inside '
    mkdir -p ~/.config/helix
    cp -R /try/helix/* ~/.config/helix/
    sed -i "s|^source = .*|source = { path = \"/try/tree-sitter-role\" }|; 1i use-grammars = { only = [\"role\"] }" ~/.config/helix/languages.toml
    hx --grammar build > /dev/null
    /try/test/helix.sh'
}

wanted=${1:-}
failed=()
try() {
  case $1 in *"$wanted"*) ;; *) return 0 ;; esac
  printf '\n%s\n' "$1"
  "${@:2}" || failed+=("$1")
}
parser
try "neovim of Debian $stable" neovim "$stable"
try "neovim of Debian $next" neovim "$next"
try emacs emacs
try helix helix
[ ${#failed[@]} -eq 0 ] || fail "failed: ${failed[*]}"
