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

# How the page's program is compiled, wherever that is done.
page_flags() {
  # Panic messages name source files: the same on every machine, and short.
  registry=${CARGO_HOME:-$HOME/.cargo}/registry/src
  export RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$registry=crates --remap-path-prefix=$PWD=."
  # The standard library is built with the page where its source is to be had:
  # for size, without the texts of panics, which a page has nobody to tell. A
  # sixteenth of the program. Nothing may depend on `Debug` (tests/architecture.rs). Stable Rust does this only when asked like so.
  if [ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
    export RUSTC_BOOTSTRAP=1
    export CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    RUSTFLAGS+=" -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
  else
    echo "without the source of Rust's standard library (rustup component add rust-src) the page is heavier"
  fi
}
