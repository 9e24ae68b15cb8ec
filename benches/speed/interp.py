"""Times one of the programs on CPython: interp.py NAME ROUNDS TIMES -> seconds, and what it printed."""

import contextlib
import io
import pathlib
import sys
import time

name, rounds, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
folder = pathlib.Path(__file__).parent / "programs"
code = compile((folder / f"{name}.py").read_text().replace("ROUNDS", rounds), name, "exec")
best, printed = float("inf"), ""
for _ in range(times):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        begin = time.perf_counter()
        exec(code, {"__name__": "__main__"})
        best = min(best, time.perf_counter() - begin)
    printed = out.getvalue().strip()
print(best, printed)
