# `match` with every kind of pattern.
import asyncio
from collections import defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Move(Point):
    speed: int = field(default=1, kw_only=True)


class Command(Enum):
    GO = 1
    STOP = 2


class Plain:
    __match_args__ = ("left", "right")

    def __init__(self, left, right):
        self.left, self.right = left, right


class Job(NamedTuple):
    name: str
    priority: int = 0


Pair = namedtuple("Pair", "first second")


class Config:
    LIMIT = 100


def describe(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case Config.LIMIT:
            return "the limit"
        case "quit" | "exit":
            return "bye"
        case str() as text if text.startswith("h"):
            return f"starts with h: {text}"
        case str(text):
            return f"text {text}"
        case Job(name, 0):
            return f"job {name}"
        case Job(name=name, priority=level):
            return f"job {name} at {level}"
        case []:
            return "empty"
        case [single]:
            return f"one {single}"
        case ["add", int(a) | float(a), int(b) | float(b)]:
            return f"sum {a + b}"
        case [[a, b], [c, d]]:
            return f"matrix {a} {b} {c} {d}"
        case [x, y]:
            return f"two {x} {y}"
        case (first, *_, last) if first == last:
            return f"ends alike {first}"
        case [first, *rest]:
            return f"first {first} rest {rest}"
        case {"type": "move", "to": (a, b), "by": Point(x=0)}:
            return f"move to {a},{b} by none in x"
        case {"type": "move", "to": (a, b)}:
            return f"move to {a},{b}"
        case {"type": kind, **others}:
            return f"type {kind} {others}"
        case {}:
            return f"a dict of {len(value)}"
        case Move(x, y, speed=s):
            return f"move {x} {y} {s}"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=x):
            return f"point at {x}"
        case Plain(left=Plain(a, _), right=b):
            return f"nested {a} {b}"
        case Plain(a, b):
            return f"plain {a} {b}"
        case Command.GO:
            return "go!"
        case Command():
            return f"command {value.name}"
        case None:
            return "none"
        case True | False:
            return f"bool {value}"
        case int(n) | float(n):
            return f"number {n}"
        case ValueError(args=(message,)):
            return f"error {message}"
        case _:
            return "unknown"


values = [
    0, 2, -1, 100, "exit", "hello", "zzz", Job("a"), Job("b", 3), [], [1], (1, 2), [1, 2, 3],
    ["add", 1, 2.5], [[1, 2], (3, 4)], [7, 8, 7], range(2), deque([5, 6, 7]), Pair(1, 2),
    {"type": "move", "to": [3, 4]}, {"type": "move", "to": (3, 4), "by": Point(0, 1)},
    {"type": "x", "k": 1}, {}, {"a": 1}, Move(1, 2), Move(1, 2, speed=9), Point(0, 0),
    Point(2, 2), Point(3, 4), Plain(1, 2), Plain(Plain(1, 2), 3), Command.GO, Command.STOP,
    None, True, False, 42, -1.5, ValueError("bad"), KeyError(1, 2), {1, 2}, len, "",
]
for value in values:
    print(describe(value))

# Names get their value when the whole pattern fits.
x = "before"
match [1, 2]:
    case [x, 3]:
        print("no")
    case [1, _]:
        print("x is", x)
match (1, (2, 3)):
    case (a, (b, c) as inner):
        print(a, b, c, inner)
counts = defaultdict(int, {"a": 1})
match counts:
    case {"b": n}:
        print("b", n)
    case {"a": n}:
        print("a", n, dict(counts))
match 5, "x":
    case int(), str(s):
        print("tuple of", s)


def loop(commands):
    done = []
    for command in commands:
        match command.split():
            case ["stop"]:
                break
            case ["skip", *_]:
                continue
            case ["push", item] | ["add", item]:
                done.append(item)
            case [verb, *words]:
                done.append(f"{verb}?{len(words)}")
    else:
        done.append("all")
    return done


print(loop(["push 1", "skip it", "add 2", "jump very high"]), loop(["push 1", "stop", "add 2"]))


def generate(n):
    match n:
        case 0:
            return
        case n if n % 2:
            yield n
        case _:
            yield from generate(n - 1)


print(list(generate(4)), list(generate(0)))


class Shape:
    match 1:
        case kind:
            pass


print(Shape.kind)
try:
    match Point(1, 2):
        case Point(a, b, c):
            print("no")
except TypeError as e:
    print("TypeError:", e)
try:
    match 1:
        case describe():
            print("no")
except TypeError as e:
    print("TypeError:", e)
match = {"case": 1}
case = match["case"]
print(match, case)


@dataclass
class Deposit:
    amount: int


@dataclass
class Withdraw:
    amount: int


class Stop:
    pass


async def account(inbox):
    balance = 0
    while True:
        message = await inbox.get()
        match message:
            case Deposit(amount=a):
                balance += a
            case Withdraw(amount) if amount > balance:
                print(f"insufficient funds ({amount} > {balance})")
            case Withdraw(amount):
                balance -= amount
            case ("print", text):
                print(text, balance)
            case Stop():
                return balance
            case other:
                print("unknown message", other)


async def main():
    inbox = asyncio.Queue()
    task = asyncio.create_task(account(inbox))
    for message in [Deposit(10), Withdraw(50), Withdraw(3), ("print", "now"), 17, Stop()]:
        inbox.put_nowait(message)
    print(await task)


asyncio.run(main())
