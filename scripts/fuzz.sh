#!/usr/bin/env bash
# Fuzzes both targets of fuzz/ for FUZZ_SECONDS each, with cargo-fuzz and
# libFuzzer. Their flags are unstable ones: RUSTC_BOOTSTRAP lets the stable
# compiler take them. The corpora in the repository are the seeds; what is
# found beyond them goes to target/fuzz-corpus and stays out of it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

CARGO_FUZZ_VERSION=0.13.1
FUZZ_HOME=$INTERLEAVE_TOOLS/cargo-fuzz-$CARGO_FUZZ_VERSION
if [ ! -x "$FUZZ_HOME/bin/cargo-fuzz" ]; then
  echo "==> building cargo-fuzz $CARGO_FUZZ_VERSION, once"
  cargo install --quiet --locked cargo-fuzz --version "$CARGO_FUZZ_VERSION" --root "$FUZZ_HOME"
fi
export PATH=$FUZZ_HOME/bin:$PATH RUSTC_BOOTSTRAP=1

for target in ${FUZZ_TARGETS:-script link}; do
  mkdir -p "target/fuzz-corpus/$target"
  echo "==> fuzzing $target for ${FUZZ_SECONDS:-600} s"
  cargo fuzz run "$target" --sanitizer none --target-dir target/fuzz \
    "target/fuzz-corpus/$target" "fuzz/corpus/$target" -- \
    -max_total_time="${FUZZ_SECONDS:-600}" -timeout=20 -rss_limit_mb=4096 -max_len=8192 \
    -print_final_stats=1
done
