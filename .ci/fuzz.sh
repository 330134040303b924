#!/usr/bin/env bash
# Runs each target of fuzz/ under libFuzzer: SECONDS each (first argument, a minute if not given), or only those that are named after it.
# Wants a nightly compiler; cargo-fuzz is installed if it is missing. Called from the repository's root.
set -euo pipefail

fail() { echo "fuzz: $*" >&2; exit 1; }

[ -f fuzz/Cargo.toml ] || fail "run this from the root of the repository"
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(grammar role markdown prose edits document messages)

cargo +nightly --version > /dev/null 2>&1 || fail "a nightly compiler is needed: rustup toolchain install nightly"
cargo fuzz --version > /dev/null 2>&1 || cargo install cargo-fuzz --locked

for target in "${targets[@]}"; do
  corpus=fuzz/corpus/$target
  mkdir -p "$corpus"
  # What stands in the repository is where mutation begins.
  case $target in
    messages) ;;
    markdown) cp tests/recall/*.md tests/ordinary/*.md "$corpus" ;;
    prose | document) cp tests/recall/* tests/ordinary/* "$corpus" ;;
    *) cp examples/*/*.role tests/recall/*.role tests/role_syntax/*.role "$corpus" ;;
  esac
  echo "== $target"
  cargo +nightly fuzz run "$target" -- -max_total_time="$seconds" -timeout=20 -max_len=8192 -print_final_stats=1 2>&1 \
    | grep -E 'stat::number_of_executed_units|^==[0-9]+==|panicked|SUMMARY|Test unit written' || true
  [ -z "$(ls -A "fuzz/artifacts/$target" 2> /dev/null)" ] || fail "$target failed; see fuzz/artifacts/$target"
done
