#!/usr/bin/env bash
# Prepares what the other commands need, each step only if it is missing:
#   setup.sh page      wasm target, std's source, Trunk, wasm-bindgen, npm packages
#   setup.sh browser   Chromium for the tests
# Tools are built once and kept outside the project, under $INTERLEAVE_TOOLS.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/env.sh
. scripts/env.sh

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

wasm_target() {
  # Without rustup (a distribution's Rust) the target must be there already.
  command -v rustup >/dev/null || return 0
  rustup target list --installed | grep -qx wasm32-unknown-unknown && return 0
  say "adding the WebAssembly target to Rust (a few seconds)"
  rustup target add wasm32-unknown-unknown
}

standard_library() {
  # Only makes the page smaller (build.sh), so nothing fails without it.
  command -v rustup >/dev/null || return 0
  rustup component list --installed | grep -qx rust-src && return 0
  say "adding the source of Rust's standard library (a few seconds)"
  rustup component add rust-src || say "not to be had: the page will be heavier"
}

# tool PACKAGE VERSION FOLDER BINARY
tool() {
  [ -x "$3/bin/$4" ] && return 0
  say "building $1 $2, once (2 to 8 minutes)"
  # A registry mirror may lack a version that the tool's own lock file names.
  cargo install --quiet --locked --root "$3" "$1@$2" ||
    cargo install --quiet --root "$3" "$1@$2"
}

npm_packages() {
  # npm writes this copy of the lock file when it has finished.
  local done_mark=node_modules/.interleave-lock
  cmp -s package-lock.json "$done_mark" && return 0
  say "installing the npm packages (a few seconds)"
  npm ci --ignore-scripts --no-fund --no-audit
  cp package-lock.json "$done_mark"
}

browser() {
  [ -n "$(find_chromium)" ] && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Chromium (about a minute)"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium chromium-driver fonts-dejavu-core && return 0
  fi
  say "downloading Chromium for Playwright (about 150 MB)"
  node node_modules/playwright-core/cli.js install chromium
}

for part in "$@"; do
  case $part in
    page)
      wasm_target
      standard_library
      tool trunk "$TRUNK_VERSION" "$TRUNK_HOME" trunk
      tool wasm-bindgen-cli "$BINDGEN_VERSION" "$BINDGEN_HOME" wasm-bindgen
      npm_packages
      ;;
    browser) browser ;;
    *) echo "setup.sh: unknown part '$part'" >&2; exit 2 ;;
  esac
done
