#!/usr/bin/env bash
# Runs a script that needs Chromium: browser.sh FILE.mjs
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh browser
# shellcheck source=scripts/env.sh
. scripts/env.sh
CHROME_PATH=$(find_chromium)
export CHROME_PATH
exec node "$@"
