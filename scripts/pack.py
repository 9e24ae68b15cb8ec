"""Packs a program that scripts/pack.mjs has sorted: pack.py FILE leaves FILE.xz alone.

A quarter smaller than `gzip -9`, which is all that many static hosts offer;
www/start.js unpacks it while it arrives. WebAssembly is bytes without any
alignment, hence pb=0; lc=2 is best for a program sorted into streams.
"""

import lzma
import os
import sys

FILTERS = [
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 22, "lc": 2, "lp": 0, "pb": 0}
]

[path] = sys.argv[1:]
with open(path, "rb") as wasm:
    packed = lzma.compress(wasm.read(), check=lzma.CHECK_CRC32, filters=FILTERS)
with open(path + ".xz", "wb") as out:
    out.write(packed)
os.remove(path)
