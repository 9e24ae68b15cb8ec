#!/usr/bin/env bash
# Builds the page into dist/ and prints what a first visit downloads.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh page
# shellcheck source=scripts/env.sh
. scripts/env.sh

echo "Building the page (first time 2 to 6 minutes, then about one)"
# Panic messages name source files: the same on every machine, and short.
registry=${CARGO_HOME:-$HOME/.cargo}/registry/src
export RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$registry=crates --remap-path-prefix=$PWD=."
trunk --log warn build --release --locked
node scripts/licences.mjs
node scripts/weight.mjs dist
