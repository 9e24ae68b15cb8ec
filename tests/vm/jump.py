"""Runs an asyncio program on a clock that jumps: nothing is waited for.

`python3 jump.py program.py`. The stock event loop runs, with two changes: its
time moves only when it would wait, and by as much as it would wait; and
time.sleep moves it as well. So what depends on time alone is exact.
"""

import asyncio
import runpy
import selectors
import sys
import time

clock = [1000.0]


class Selector(selectors.DefaultSelector):
    def select(self, timeout=None):
        ready = super().select(0)
        if not ready and timeout is None:
            sys.exit("nothing left to wait for")
        if not ready:
            clock[0] += max(0, timeout)
        return ready


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(Selector())
        self._clock_resolution = 1e-9

    def time(self):
        return clock[0]


class Policy(asyncio.DefaultEventLoopPolicy):
    _loop_factory = Loop


def sleep(seconds):
    clock[0] += seconds


time.sleep = sleep
time.time = time.monotonic = time.perf_counter = lambda: clock[0]
asyncio.set_event_loop_policy(Policy())
runpy.run_path(sys.argv[1], run_name="__main__")
