# Rare forms of `match`: what fits and what does not, what is asked when, which names are bound.
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from enum import Enum, Flag, IntEnum, StrEnum, auto
from typing import NamedTuple


class K:
    class In:
        B = 2


def describe(v):
    match v:
        case K.In.B:
            return "B"
        case {"a": {"b": [x, {"c": y}]}}:
            return "deep", x, y
        case {"op": "add" | "sub" as op, "args": [*args]}:
            return op, args
        case {1: a, -1: b, 1.5: c, None: d, False: e}:
            return a, b, c, d, e
        case {"only": _}:
            return "only"
        case dict(d) if len(d) > 2:
            return "big dict", sorted(d)
        case (int(a), str(b)) | (str(b), int(a)):
            return "pair", a, b
        case [[[a]]]:
            return "nested", a
        case [_, _, *_] if len(v) > 5:
            return "long"
        case [1 | 2 | 3 as n, *rest, [4 | 5 as m]]:
            return n, rest, m
        case [_, *_, _] as whole:
            return "whole", whole
        case "":
            return "empty text"
        case "a" "b":
            return "ab"
        case -1.5:
            return "negative"
        case float() | int() as number if number > 100:
            return "big", number
        case bool(b):
            return "bool", b
        case float(x):
            return "float", x
        case str():
            return "text"
        case set() | frozenset():
            return "set", sorted(v)
        case Exception(args=[message, *_]):
            return "exception", message
        case range(start=first, stop=end):
            return "range", first, end
        case type():
            return "type"
        case object(__class__=c):
            return "object", c.__name__


values = [
    2, {"a": {"b": [1, {"c": 2}]}}, {"op": "sub", "args": (1, 2), "z": 1}, {"op": "mul", "args": []},
    {1: "x", -1: "y", 1.5: "z", None: "n", False: 0}, {"only": 1, "b": 2}, {"q": 1, "w": 2, "e": 3},
    (1, "a"), ("a", 1), [[[9]]], [1, 2, 3, 4, 5, 6], [2, 7, 8, [5]], [0, 0], (0, 1, 2), "", "ab", -1.5,
    1000, 10, True, 0.5, "zz", {3, 1}, frozenset([2]), ValueError("m", 2), KeyError(), range(1, 2), int,
    K, K(), None, [1], deque([1, 2]), OrderedDict(op="add", args=[]), defaultdict(list, {"only": 1}),
    Counter("aab"), ChainMap({"only": 1}), 3,
]
for value in values:
    print(describe(value))


# Which names are bound.
def kept(v):
    a = b = "old"
    match v:
        case [a, 1]:
            pass
        case [b, 2] if False:
            pass
        case {"k": a, **b}:
            pass
    return a, b


print(kept([5, 1]), kept([5, 2]), kept({"k": 1, "z": 2}), kept(3))


def unbound(v):
    match v:
        case [q]:
            pass
    return q


print(unbound([1]))
try:
    unbound(1)
except UnboundLocalError as e:
    print("unbound", "q" in str(e))


def bound_anyway(v):
    match v:
        case 1:
            r = "one"
        case _:
            r = "other"
    return r


print(bound_anyway(1), bound_anyway(2))


def closure(v):
    match v:
        case (x, *ys):
            def inner():
                nonlocal x
                x += 1
                return x, ys
            return inner


count = closure([1, 2, 3])
print(count(), count())
shared = 0


def store(v):
    global shared
    match v:
        case {"g": shared}:
            pass


store({"g": 7})
print(shared)


class Body:
    match 3:
        case int(v) if v > 2:
            kind = "big"
        case _:
            kind = "small"


print(Body.kind, Body.v)
match (yes := 5):
    case 5 if (n := yes + 1):
        print(n)
match 1,:
    case 1,:
        print("one in a tuple")
match [1, 2], {"k": 3}:
    case [a, b], {"k": c}:
        print(a, b, c)


# What is asked, and when.
class Loud:
    __match_args__ = ("p", "q")

    def __init__(self, p, q):
        self._p, self._q = p, q

    @property
    def p(self):
        print("get p")
        return self._p

    @property
    def q(self):
        print("get q")
        return self._q

    def __eq__(self, other):
        print("eq", other)
        return other == 5


match Loud(1, 2):
    case 4:
        print("no")
    case Loud(3, _):
        print("no")
    case Loud(1, q=2):
        print("yes")
match Loud(1, 2):
    case Loud(p=1, z=3):
        print("no")
    case 5:
        print("five")


class ListOfNames:
    __match_args__ = ["x"]


class SameTwice:
    __match_args__ = ("x", "x")
    x = 1


class NoText:
    __match_args__ = (3,)


class Nothing:
    pass


def wrong(o):
    match o:
        case ListOfNames(x) if False:
            pass
        case SameTwice(x, y):
            pass
        case NoText(x):
            pass
        case Nothing(x):
            pass
        case int(x, y):
            pass
        case str(x, y):
            pass
        case {K.In.B: x, 2: y}:
            pass
        case describe(x):
            pass


for o in ListOfNames(), SameTwice(), NoText(), Nothing(), 5, "text", {2: 3}, [1]:
    try:
        wrong(o)
        print("fine")
    except Exception as e:
        print(type(e).__name__, e)

# Words that are names elsewhere.
match = 3
case = 4
type_ = 5
print(match, case, match + case, match - case, -match)
match = [1, 2]
print(match[0], [match for match in range(2)], case * 2)


def match(case):
    return case + 1


print(match(case), match (1), match(case=3))
match match(1):
    case 2:
        print("two")


# Enumerations.
class State(Enum):
    A = auto()
    B = auto()


class Number(IntEnum):
    X = 1
    Y = 2


class Method(StrEnum):
    GET = auto()
    PUT = "put"


class Perm(Flag):
    R = auto()
    W = auto()


def of_enum(v):
    match v:
        case State.A | State.B as s:
            return f"state {s}"
        case Perm.R:
            return "R"
        case Perm() as flags if Perm.W in flags:
            return f"has W {flags}"
        case Number.X:
            return "X or one"
        case Method.GET:
            return "get"
        case "put":
            return "text put"
        case Number(n):
            return f"number {n!r}"
        case Method():
            return "method"
        case int():
            return "int"


for value in (State.A, State.B, Perm.R, Perm.R | Perm.W, Number.X, 1, Number.Y, 2, Method.GET, "get",
              Method.PUT, "put", True, None):
    print(of_enum(value))


# Data classes and named tuples.
@dataclass(frozen=True)
class Point:
    x: int
    y: int = field(default=0, kw_only=True)
    z: int = 3


@dataclass
class Node:
    left: object = None
    right: object = None


class Job(NamedTuple):
    a: int
    b: int = 2


Pair = namedtuple("Pair", "x y")


def of_data(v):
    match v:
        case Point(1, 2):
            return "1, 2"
        case Point(x, z, y=y):
            return "point", x, z, y
        case Node(left=None, right=None):
            return "leaf"
        case Node(Node() as left, None):
            return "left", of_data(left)
        case Node(left, right):
            return "both", of_data(left), of_data(right)
        case Job(a, b):
            return "job", a, b
        case Pair(x=0):
            return "pair of 0"
        case (x, y):
            return "two", x, y
        case tuple(t):
            return t


for value in (Point(1, z=2), Point(1, y=5), Node(), Node(Node(), None), Node(Node(), Node()), Job(1),
              Pair(0, 1), Pair(1, 2), (1, 2, 3), ()):
    print(of_data(value))
print(Point.__match_args__, Node.__match_args__, Job.__match_args__, Pair.__match_args__)


# Ways out of a case.
def ways(v):
    for i in range(3):
        match v, i:
            case "a", 0:
                continue
            case "a", n if n == 1:
                break
            case _, _:
                try:
                    match i:
                        case 0:
                            return "returned"
                        case _:
                            pass
                finally:
                    print("at last", i)
    else:
        return "else"
    return "broken", i


print(ways("a"), ways("b"))


def flat(xs):
    for x in xs:
        match x:
            case [*inner]:
                yield from flat(inner)
            case int():
                yield x
            case _:
                yield str(x)


print(list(flat([1, [2, [3, "a"]], None])))


def calculated(e):
    match e:
        case ("+", a, b):
            return calculated(a) + calculated(b)
        case ("*", a, b):
            return calculated(a) * calculated(b)
        case ("neg", a):
            return -calculated(a)
        case int() | float():
            return e
        case other:
            raise ValueError(f"bad {other!r}")


print(calculated(("+", 1, ("*", 2, ("neg", 3)))))
try:
    calculated(("?", 1))
except ValueError as e:
    print(e)
