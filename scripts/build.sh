#!/usr/bin/env bash
# Builds the page into dist/ and prints what a first visit downloads.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh page
# shellcheck source=scripts/env.sh
. scripts/env.sh

echo "Building the page (first time 2 to 6 minutes, then about one)"
page_flags
trunk --log warn build --release --locked
node scripts/licences.mjs
node scripts/weight.mjs dist
