#!/usr/bin/env bash
# Runs each target of fuzz/ under libFuzzer: SECONDS each (first argument, a minute if not given), or only those that are named after it.
# Called from the repository's root. The stable compiler is enough: it is told by name of LLVM's coverage pass, which is all that
# libFuzzer wants of it; libFuzzer itself comes with its crate and is built by a C++ compiler.
set -euo pipefail

fail() { echo "fuzz: $*" >&2; exit 1; }

[ -f fuzz/Cargo.toml ] || fail "run this from the root of the repository"
.ci/packages.sh g++=g++
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(grammar role markdown prose edits document messages)

# Named, so that build scripts and macros, which run here and now, are built without it.
machine=$(rustc -vV | sed -n 's/^host: //p')
folder=${CARGO_TARGET_DIR:-target/fuzz}
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
coverage+=" -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing"
CARGO_TARGET_DIR=$folder RUSTFLAGS=$coverage cargo build --release --locked -q --manifest-path fuzz/Cargo.toml --target "$machine" --bins

for target in "${targets[@]}"; do
  corpus=fuzz/corpus/$target
  artifacts=fuzz/artifacts/$target/
  mkdir -p "$corpus" "$artifacts"
  # What stands in the repository is where mutation begins.
  case $target in
    messages) seeds=() ;;
    markdown) seeds=(tests/recall/*.md tests/ordinary/*.md) ;;
    prose | document) seeds=(tests/recall/* tests/ordinary/*) ;;
    *) seeds=(examples/*/*.role tests/recall/*.role tests/role_syntax/*.role) ;;
  esac
  for seed in ${seeds[@]+"${seeds[@]}"}; do
    cp "$seed" "$corpus/${seed//\//-}"
  done
  log=$folder/$target.log
  status=0
  "$folder/$machine/release/$target" "$corpus" -max_total_time="$seconds" -timeout=20 -max_len=8192 -rss_limit_mb=2048 \
    -artifact_prefix="$artifacts" -print_final_stats=1 > "$log" 2>&1 || status=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  found=$(sed -n 's/^#[0-9]*[[:space:]].* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
  echo "$target: ${runs:-0} inputs, ${found:-0} places of the program reached"
  if [ "$status" -ne 0 ]; then
    grep -E 'panicked|SUMMARY|ERROR|Test unit written' -A 2 "$log" >&2 || tail -n 20 "$log" >&2
    fail "$target: what broke it is in $artifacts"
  fi
  # Without coverage mutation would be blind. (The parser behind `grammar` is C: only what lies around it is seen.)
  [ "${found:-0}" -gt 20 ] || { tail -n 20 "$log" >&2; fail "$target: the program was built without coverage"; }
done
