from dataclasses import dataclass, field
from collections import deque, defaultdict, Counter, namedtuple, OrderedDict
from contextlib import contextmanager, suppress
import functools, itertools
from functools import partial, reduce, wraps, lru_cache
from typing import List, Optional

@dataclass
class Point:
    x: int
    y: int = 0
    tags: List[str] = field(default_factory=list)
    def norm(self): return abs(self.x) + abs(self.y)
@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False, default="j")
@dataclass(frozen=True)
class F:
    a: int
@dataclass
class Square:
    side: int
    area: int = field(init=False)
    def __post_init__(self): self.area = self.side ** 2
print(Square(3), Square(2) == Square(2))
p = Point(1); q = Point(1, tags=["z"])
p.tags.append("k")
print(p, q, p == Point(1, 0, ["k"]), p.norm(), Point(x=3, y=4))
print(sorted([Job(3), Job(1, "b"), Job(2)]), Job(1) < Job(2), max(Job(1), Job(9)))
try: F(1).a = 3
except Exception as e: print(type(e).__name__, e)
try: Point()
except TypeError as e: print(e)
print(F(2) == F(2), {F(2): 1}[F(2)])
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); print(d, len(d), list(d), d[0])
d = deque("abc"); d.rotate(1); print(d, d.popleft(), d.pop())
dd = defaultdict(list); dd["a"].append(1); dd["b"].append(2); print(dict(dd.items()), "a" in dd, len(dd))
c = Counter("abracadabra"); print(c.most_common(2), c["z"], c)
P = namedtuple("P", "x y"); pp = P(1, y=2); print(pp, pp.x, pp[1], tuple(pp), pp == (1, 2)); a, b = pp
@contextmanager
def tag(name):
    print("<" + name + ">")
    try:
        yield name.upper()
    finally:
        print("</" + name + ">")
with tag("b") as t: print(t)
try:
    with tag("i"): raise ValueError("in")
except ValueError as e: print("out", e)
with suppress(KeyError): {}["x"]
def timed(f):
    @wraps(f)
    def w(*a, **k):
        r = f(*a, **k); return r
    return w
@timed
def foo(x, *, y=2): return x + y
print(foo(1, y=3), foo.__name__, partial(foo, 5)(y=1), reduce(lambda a, b: a * b, range(1, 6)))
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), list(itertools.islice(itertools.count(3), 3)), list(itertools.chain([1], "ab")))
print(list(itertools.product("ab", [1, 2])), list(itertools.accumulate([1, 2, 3])), list(itertools.combinations("abc", 2)))
print(list(itertools.takewhile(lambda x: x < 3, itertools.count())), list(zip(range(3), itertools.cycle("ab"))))
