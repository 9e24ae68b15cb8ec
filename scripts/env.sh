# Sourced by the other scripts: versions of the tools and where they live.
# wasm-bindgen's version must equal the crate's in Cargo.toml.
TRUNK_VERSION=0.21.14
BINDGEN_VERSION=0.2.130

INTERLEAVE_TOOLS=${INTERLEAVE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/interleave/tools}
TRUNK_HOME=$INTERLEAVE_TOOLS/trunk-$TRUNK_VERSION
BINDGEN_HOME=$INTERLEAVE_TOOLS/wasm-bindgen-$BINDGEN_VERSION
export PATH=$TRUNK_HOME/bin:$BINDGEN_HOME/bin:$PATH
# The tools are there already: Trunk need not look for newer ones.
export TRUNK_SKIP_VERSION_CHECK=true
# Trunk takes only true or false, and many set NO_COLOR=1.
unset NO_COLOR

# The Chromium to test with: $CHROME_PATH, an installed one, Playwright's own.
find_chromium() {
  if [ -n "${CHROME_PATH:-}" ]; then echo "$CHROME_PATH"; return; fi
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  find "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}" \
    -type f \( -name chrome -o -name chrome-headless-shell \) 2>/dev/null | head -n 1
}
