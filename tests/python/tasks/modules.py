# What the library's modules have beside what library.py shows.
from threading import Timer
from time import sleep

# Repeats until it is cancelled: what everybody writes on top of Timer.
import functools
import itertools
import sys
import typing
from collections import namedtuple


class RepeatTimer(Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


ticks = []
timer = RepeatTimer(0.01, ticks.append, ["tick"])
timer.start()
sleep(0.1)
timer.cancel()
timer.join()
print(3 < len(ticks) < 11, set(ticks), Timer(1, print).kwargs)

print(list(itertools.combinations_with_replacement("abc", 2)))


class Job(typing.NamedTuple):
    name: str
    priority: int = 0

    @property
    def label(self):
        return f"{self.name}:{self.priority}"


Point = namedtuple("Point", "x y", defaults=[7])
job = Job("q", 5)
name, priority = job
print(name, priority, job, Job("j") < Job("k"), job.label, job._asdict(), Job._fields, job._replace(name="z"))
print(Point(1), Point._make([3, 4]), Point(1) == (1, 7), hash(Point(1)) == hash((1, 7)), Point(1)[1])
for wrong in (lambda: Job(), lambda: Job(1, 2, 3), lambda: Point()):
    try:
        wrong()
    except TypeError as e:
        print(e)


class Options(typing.TypedDict):
    size: int


options: Options = {"size": 1}
print(options, Options(size=2), sys.version_info >= (3, 8), sys.version_info.major)


class Lazy:
    @functools.cached_property
    def value(self):
        print("computed")
        return 42


lazy = Lazy()
print(lazy.value, lazy.value)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))


@functools.singledispatch
def show(value):
    return "any"


@show.register(int)
def _(value):
    return "int"


@show.register(list)
def _(value):
    return "list"


print(show(3), show("s"), show([1]), show.__name__)


import sched
import time
from collections.abc import Callable, Iterator

scheduler = sched.scheduler(time.monotonic, time.sleep)


def tick(text, *, end="."):
    print(text + end)


def numbers(act: Callable[[int], None]) -> Iterator[int]:
    yield 1


scheduler.enter(0.03, 1, tick, ("last",))
scheduler.enter(0.01, 1, tick, argument=("first",), kwargs={"end": "!"})
gone = scheduler.enter(0.02, 1, tick, ("never",))
scheduler.cancel(gone)
scheduler.run()
print(scheduler.empty(), list(numbers(print)))
