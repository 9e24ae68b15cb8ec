# What dataclasses, namedtuple and abstract classes promise beyond the usual.

from abc import ABC, abstractmethod
from collections import namedtuple
from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar


@dataclass
class Part:
    size: int
    marks: list = field(default_factory=list)


@dataclass
class Whole:
    first: Part
    more: dict
    rest: tuple = ()
    made: ClassVar[int] = 0

    def __post_init__(self):
        Whole.made += 1


whole = Whole(Part(1), {"k": Part(2)}, (Part(3),))
print(whole, Whole.made, [f.name for f in fields(whole)], is_dataclass(Part), is_dataclass(3))
print(asdict(whole), astuple(whole))
asdict(whole)["first"]["marks"].append("only in the copy")
print(whole.first, replace(whole, rest=[]).first is whole.first)


@dataclass(kw_only=True)
class Options:
    depth: int
    width: int = 2


@dataclass
class Point:
    x: int
    y: int = 0
    label: str = field(default="", kw_only=True)


print(Options(depth=1), Point(1, 2, label="p"))
wrong = [
    lambda cls=Options: cls(1),
    lambda cls=Options: cls(),
    lambda cls=Point: cls(1, 2, 3),
    lambda cls=Point: cls(),
    lambda: hash(Point(1)),
    lambda: {Point(1)},
    lambda: fields(3),
]
for call in wrong:
    try:
        print(call())
    except TypeError as e:
        print(e)
try:
    @dataclass
    class Shared:
        items: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Unordered:
        a: int = 1
        b: int
except TypeError as e:
    print(e)

Pair = namedtuple("Pair", ["x", "y"])


class Area(Pair):
    def size(self):
        return self.x * self.y


area = Area(3, 4)
print(area, area.size(), area == Pair(3, 4), area == None, area in [(3, 4)], Pair._make("ab"))
print(area < (4, 0), area > (1,), area >= Pair(3, 4), max(Pair(1, 1), Pair(0, 5)))
area.z = 1
print(area.z)
for call in [lambda: setattr(area, "x", 5), lambda cls=Pair: cls(1), lambda cls=Pair: cls(1, 2, 3)]:
    try:
        call()
    except (AttributeError, TypeError) as e:
        print(e)


class Shape(ABC):
    @abstractmethod
    def area(self):
        """How large it is."""

    @abstractmethod
    def name(self): ...

    def told(self):
        return f"{self.name()}: {self.area()}"


class Named(Shape):
    def __init__(self, side=1):
        self.side = side

    def name(self):
        return "square"


class Square(Named):
    def area(self):
        return self.side ** 2


for shape in (Shape, Named, Square):
    try:
        print(shape().told())
    except TypeError as e:
        print(e)
print(Square(side=3).told(), isinstance(Square(), Shape))
