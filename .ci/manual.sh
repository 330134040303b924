#!/usr/bin/env bash
# Builds the manual with mdBook into target/manual/book, and looks for links that lead nowhere.
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/packages.sh python3=python3 git=git

version=0.5.4
tools=$(pwd)/target/tools
if [ ! -x "$tools/mdbook-$version/bin/mdbook" ]; then
  cargo install --quiet --locked --no-default-features --features search --root "$tools/mdbook-$version" "mdbook@$version"
fi
date=$(git log -1 --format=%cs 2> /dev/null || date -I)
rm -rf target/manual
cargo run --locked -q --example manual -- target/manual "$date"
"$tools/mdbook-$version/bin/mdbook" build target/manual
python3 .ci/links.py target/manual/book
