#!/usr/bin/env bash
# Serves a debug build that follows the sources.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh page
# shellcheck source=scripts/env.sh
. scripts/env.sh
exec trunk serve --port "${PORT:-8000}" --dist target/dev-dist
