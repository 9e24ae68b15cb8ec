# Enumerations in the corners: what fails and how, mixed-in numbers and texts, flags, makers.
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, member, nonmember, unique


class Word(str, Enum):
    RED = "red"


class Number(int, Enum):
    A = 1


class Two(Enum):
    A = 1
    B = 2


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Bits(IntFlag):
    A = 1
    B = 2
    C = 8


class Level(IntEnum):
    A = 1


def show(*tests):
    for test in tests:
        try:
            print(repr(test()))
        except Exception as e:
            print(type(e).__name__, e)


print(f"{Word.RED}", str(Word.RED), f"{Word.RED:>10}", "%s" % Word.RED, format(Number.A))
print(str(Number.A), repr(Number.A), f"{Level.A:03}", "%d" % Level.A, "%s" % Level.A, "%.1f" % Level.A)

# Members and classes.
show(lambda: Two.NOPE, lambda: Two.A.NOPE, lambda: Two.A.B, lambda: Two(9), lambda: Two["z"],
     lambda: setattr(Two, "A", 3), lambda: delattr(Two, "A"), lambda: setattr(Two.A, "name", 3),
     lambda: setattr(Two.A, "value", 3), lambda: 1 in Two, lambda: Two.A in Two,
     lambda: Word.RED in Two, lambda: Two.A < Two.B, lambda: Enum(1), lambda: Two.__members__,
     lambda: Two(), lambda: Two(1, 2), lambda: Two(Two.A), lambda: list(reversed(Two)),
     lambda: isinstance(Two, type), lambda: Two.A.__class__, lambda: Two.__name__, lambda: len(Two),
     lambda: bool(Two), lambda: bool(Two.A), lambda: Two.A == 1, lambda: {Two.A: 1},
     lambda: "A" in Two.__members__, lambda: 2 in Two._value2member_map_, lambda: Two._member_names_)

# Made by a call.
show(lambda: Enum("Pet", "CAT DOG"), lambda: list(Enum("Pet", ["CAT", "DOG"], start=5)),
     lambda: list(Enum("Pet", {"A": "x"})), lambda: list(IntEnum("Pet", "A, B")),
     lambda: Enum("Pet", [("A", 3)]).A, lambda: Enum("Pet", "A", type=str).A.upper())

# Numbers and texts.
show(lambda: Number.A + 1, lambda: Level.A, lambda: Level.A.bit_length(), lambda: Level(True),
     lambda: [10, 20][Level.A], lambda: "abc"[Level.A:], lambda: range(Level.A), lambda: Level.A == Number.A,
     lambda: Level.A == Two.A, lambda: 10 % Level.A, lambda: "x" * Level.A, lambda: -Level.A, lambda: ~Level.A,
     lambda: Word("zz"), lambda: Word("red") is Word.RED, lambda: Word.RED.upper(),
     lambda: Word.RED + "!", lambda: "a" + Word.RED, lambda: ", ".join([Word.RED, "x"]),
     lambda: "tired".endswith(Word.RED), lambda: {"red": 1}[Word.RED], lambda: "e" in Word.RED,
     lambda: Word.RED[0], lambda: list(Word.RED), lambda: len(Word.RED), lambda: sorted([Word.RED, "a"]))

# Flags.
show(lambda: Perm(9), lambda: Perm(-1), lambda: Perm("a"), lambda: Perm.R | 1, lambda: 1 in Perm.R,
     lambda: ~Perm.RW, lambda: Perm(0), lambda: Perm.R | Perm.X, lambda: str(Perm.R | Perm.X),
     lambda: list(Perm), lambda: Perm(7), lambda: Perm.RW | Perm.X, lambda: Perm,
     lambda: (Perm.R | Perm.X) is (Perm.R | Perm.X), lambda: Perm.R < Perm.W, lambda: len(Perm.RW),
     lambda: list(Perm(6)), lambda: Perm.RW ^ Perm.W, lambda: Perm.RW & ~Perm.R, lambda: str(Perm(0)))
show(lambda: Bits.A | Bits.B, lambda: Bits.A | 4, lambda: ~Bits.A, lambda: Bits(16), lambda: Bits.A + 1,
     lambda: str(Bits.A | Bits.B), lambda: Bits.A | Bits.B == 3, lambda: 1 | Bits.B, lambda: Bits.A < 3,
     lambda: Bits(0), lambda: Bits(-1), lambda: list(Bits(11)), lambda: Bits, lambda: Bits.A in Bits(3))


def extended():
    class More(Two):
        C = 3


def mixed_values():
    class A(Enum):
        X = auto()
        Y = "s"
        Z = auto()
        V = auto(), "tuple"
    return list(A)


def descending():
    class A(Enum):
        X = 3
        Y = 1
        Z = auto()
    return list(A)


def no_text():
    class A(StrEnum):
        X = 1


def twice():
    @unique
    class A(Enum):
        X = 1
        Y = 1
        Z = 1


def no_number():
    class A(IntEnum):
        X = "a"


def number_from_text():
    class A(IntEnum):
        X = "7"
    return list(A)


def too_many():
    class A(Enum):
        X = 1, 2

        def __init__(self, a):
            self.a = a


def own_new():
    class A(Enum):
        X = 1, "one"
        Y = 2, "two"

        def __new__(cls, value, label):
            made = object.__new__(cls)
            made._value_ = value
            made.label = label
            return made
    return A(2), A.Y.label, list(A)


def reserved():
    class A(Enum):
        _foo_ = 1


def hidden():
    class A(Enum):
        _ignore_ = "Z"
        _x = 1
        __y = 2
        X = 1
        Z = 5
        twice = lambda self: self.value * 2
    return list(A), A._x, A.X.twice()


def marked():
    class A(Enum):
        X = nonmember(3)
        Y = member(4)
    return list(A), A.X


def missing_wrong():
    class A(Enum):
        X = 1

        @classmethod
        def _missing_(cls, value):
            return 5
    return A(9)


def missing_raises():
    class A(Enum):
        X = 1

        @classmethod
        def _missing_(cls, value):
            raise KeyError(value)
    return A(9)


def unhashable():
    class A(Enum):
        X = [1]
        Y = [2]
        Z = [1]
    return A([2]), list(A), A.Z


def own_next():
    class A(Enum):
        def _generate_next_value_(name, start, count, last_values):
            return name.lower() + str(count)
        X = auto()
        Y = auto()
    return list(A)


def no_flag():
    class A(Flag):
        X = "a"
        Y = auto()


def with_none():
    class A(Flag):
        NONE = 0
        X = auto()
        Y = auto()
        ALL = X | Y
    return list(A), A(0), ~A.X, A.ALL, A.NONE, A.X & A.Y, len(A), list(A.ALL), len(A.ALL)


def with_gap():
    class A(Flag):
        X = 1
        MANY = 6
    return list(A), A.MANY, A(7)


def floats():
    class A(float, Enum):
        X = 1.5
    return A.X + 1, A.X, f"{A.X}", A.X > 1


def methods():
    class Base(Enum):
        @property
        def double(self):
            return self.value * 2

        @staticmethod
        def same(x):
            return x

        @classmethod
        def first(cls):
            return list(cls)[0]

    class A(Base):
        X = 1
        Y = 2

        def __str__(self):
            return super().__str__() + "!"

        def __call__(self, x):
            return x + self.value
    return A.Y.double, A.same(3), A.first(), A.Y.first(), str(A.X), A.Y(10), Base.first


for maker in (extended, mixed_values, descending, no_text, twice, no_number, number_from_text, too_many,
              own_new, reserved, hidden, marked, missing_wrong, missing_raises, unhashable, own_next,
              no_flag, with_none, with_gap, floats):
    show(maker)
print(methods()[:-1])
