#!/usr/bin/env bash
# Makes the packages of all platforms that this machine can build for. See RELEASING.md.
#   editors/vscode/release.sh [TARGET...]     e.g. linux-x64 win32-x64; all that can be made, if none is named
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/target/vscode
system=$(uname -s)
left_out=()

# package TARGET RUST_TARGET: builds and packages, or says why not.
package() {
  local target=$1 rust=$2 suffix=""
  case $target in win32-*) suffix=.exe ;; esac
  echo "== $target ($rust)"
  if ! rustup target add "$rust"; then
    left_out+=("$target: the standard library of $rust could not be had")
    return
  fi
  if ! cargo build --release --locked --target "$rust"; then
    left_out+=("$target: the build failed")
    return
  fi
  local program=target/$rust/release/rolelint$suffix
  # macOS does not start unsigned programs on its own processors; `-` signs for this machine alone.
  case $target in darwin-*) codesign --force --options runtime --sign "${CODESIGN_IDENTITY:--}" "$program" ;; esac
  (cd editors/vscode && node package.mjs --server "../../$program" --target "$target" --out "$out")
}

needs() { command -v "$1" > /dev/null || { left_out+=("$target: $1 is missing ($2)"); return 1; }; }

(cd editors/vscode && npm ci)
wanted=("$@")
[ ${#wanted[@]} -gt 0 ] || wanted=(linux-x64 linux-arm64 darwin-x64 darwin-arm64 win32-x64 win32-arm64 universal)
for target in "${wanted[@]}"; do
  case $system:$target in
    *:universal) (cd editors/vscode && node package.mjs --out "$out") ;;
    Linux:linux-x64)
      needs x86_64-linux-gnu-gcc "apt-get install gcc" || continue
      CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER=x86_64-linux-gnu-gcc CC_x86_64_unknown_linux_gnu=x86_64-linux-gnu-gcc \
        RUSTFLAGS='-C target-feature=+crt-static' package "$target" x86_64-unknown-linux-gnu ;;
    Linux:linux-arm64)
      needs aarch64-linux-gnu-gcc "apt-get install gcc-aarch64-linux-gnu" || continue
      CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc CC_aarch64_unknown_linux_gnu=aarch64-linux-gnu-gcc \
        RUSTFLAGS='-C target-feature=+crt-static' package "$target" aarch64-unknown-linux-gnu ;;
    Linux:win32-x64)
      needs x86_64-w64-mingw32-gcc "apt-get install gcc-mingw-w64-x86-64" || continue
      CC_x86_64_pc_windows_gnu=x86_64-w64-mingw32-gcc package "$target" x86_64-pc-windows-gnu ;;
    Darwin:darwin-x64) package "$target" x86_64-apple-darwin ;;
    Darwin:darwin-arm64) package "$target" aarch64-apple-darwin ;;
    MINGW*:win32-x64 | MSYS*:win32-x64) package "$target" x86_64-pc-windows-msvc ;;
    MINGW*:win32-arm64 | MSYS*:win32-arm64) package "$target" aarch64-pc-windows-msvc ;;
    *) left_out+=("$target: is not built on $system") ;;
  esac
done

printf '\nmade:\n'
ls -1 "$out"/*.vsix
if [ ${#left_out[@]} -gt 0 ]; then
  printf '\nleft out:\n'
  printf '  %s\n' "${left_out[@]}"
fi
