#!/usr/bin/env bash
# Screenshots of the page in dist/, into test-results/shots/.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh browser
# shellcheck source=scripts/env.sh
. scripts/env.sh
CHROME_PATH=$(find_chromium) node tests/e2e/shots.mjs
