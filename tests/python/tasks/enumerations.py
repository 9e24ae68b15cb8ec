# Enumerations: members, lookup, methods, numbers and texts among them, flags.
import heapq
import queue
import threading
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class State(Enum):
    IDLE = auto()
    RUNNING = auto()
    STOPPED = auto()

    def next(self):
        members = list(State)
        return members[(members.index(self) + 1) % len(members)]

    @classmethod
    def first(cls):
        return cls.IDLE

    @staticmethod
    def helper(x):
        return x * 2


class Color(Enum):
    RED = 1
    GREEN = "g"
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    def __str__(self):
        return f"<{self.name}>"


print(State.IDLE, State.IDLE.name, State.RUNNING.value, repr(State.STOPPED), [State.IDLE])
print([s for s in State], len(State), list(State), bool(State))
print(State(2), State["IDLE"], State.IDLE is State.IDLE, State.IDLE == State.RUNNING)
print(State.IDLE != State.RUNNING, State.IDLE == 1, State(2) is State.RUNNING)
print(Color.RED, Color.GREEN.pretty, f"{Color.RED}|{State.IDLE:>12}|{State.IDLE!r}", Color("g"))
print(Color.CRIMSON is Color.RED, list(Color), Color.CRIMSON.name, Color.__members__)
print(isinstance(Color.RED, Color), isinstance(Color.RED, Enum), issubclass(Color, Enum))
print(State.IDLE.next(), State.STOPPED.next(), State.first(), State.helper(4), State.IDLE.next)
print(State.IDLE in State, Color.RED in State, {State.IDLE: 1}[State.IDLE], State, type(State.IDLE))
print(sorted(State, key=lambda s: -s.value), max(State, key=lambda s: s.value), State.__name__)
for name, member in State.__members__.items():
    print(name, member.value, end=" ")
print()
for wrong in (lambda: State(99), lambda: State["NOPE"], lambda: State.NOPE,
              lambda: State.IDLE < State.RUNNING):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, "" if isinstance(e, AttributeError) else e)
try:
    State.IDLE.value = 5
except AttributeError:
    print("cannot be set")


class Machine:
    TRANSITIONS = {
        (State.IDLE, "start"): State.RUNNING,
        (State.RUNNING, "stop"): State.STOPPED,
    }

    def __init__(self):
        self.state = State.IDLE

    def fire(self, event):
        if (self.state, event) not in self.TRANSITIONS:
            raise ValueError(f"no {event} in {self.state}")
        self.state = self.TRANSITIONS[self.state, event]


machine = Machine()
for event in "start", "start", "stop":
    try:
        machine.fire(event)
        print(machine.state)
    except ValueError as e:
        print(e)


class Priority(IntEnum):
    LOW = 1
    MEDIUM = 5
    HIGH = 10


print(Priority.LOW < Priority.HIGH, Priority.MEDIUM + 1, 2 * Priority.HIGH, Priority(10).name)
print(sorted(Priority, reverse=True), max(Priority), repr(Priority.HIGH), str(Priority.LOW))
print(Priority.LOW == 1, 1 == Priority.LOW, {Priority.LOW: "l"}[1], f"{Priority.HIGH:04d}")
print(isinstance(Priority.LOW, int), int(Priority.HIGH), [10, 20][Priority.LOW], -Priority.LOW)
print(list(range(Priority.LOW, 3)), sum(Priority), 3 > Priority.LOW, Priority.LOW in (1, 2))
heap = []
for task in (Priority.HIGH, "x"), (Priority.LOW, "y"):
    heapq.heappush(heap, task)
print(heapq.heappop(heap))


class Light(str, Enum):
    RED = "red"
    GREEN = "green"


class Mode(StrEnum):
    FAST = auto()
    SLOW = "crawl"


print(Light.RED == "red", Light("green"), Light.RED.upper(), Light.RED.value, repr(Light.RED))
print(isinstance(Light.RED, str), Light.GREEN in ("green", "blue"), {"red": 1}[Light.RED])
print(Mode.FAST, Mode.SLOW, Mode.FAST == "fast", f"{Mode.SLOW:>8}", Mode.FAST.upper(), len(Mode.SLOW))


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return 6.67e-11 * self.mass / self.radius ** 2


print(f"{Planet.EARTH.gravity:.2f}", Planet.MARS.mass, Planet.MARS.value, Planet((5.97e24, 6.37e6)))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, Perm.R in (Perm.R | Perm.X), Perm.RW, (Perm.R | Perm.W) == Perm.RW)
print(bool(Perm.R & Perm.X), ~Perm.R, list(Perm), list(Perm.RW), Perm(0), Perm.RW ^ Perm.R)
print(repr(Perm.R | Perm.X), repr(Perm(0)), Perm.RW.value, Perm(5))


class Bits(IntFlag):
    A = 1
    B = 2


print(Bits.A | Bits.B == 3, (Bits.A | Bits.B).value, Bits.A)
Animal = Enum("Animal", "CAT DOG")
print(Animal.CAT, list(Animal), Animal(2), Enum("Size", ["S", "M"]).M.value)
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
try:
    class More(State):
        LATE = 9
except TypeError as e:
    print(e)


class Base(Enum):
    def shout(self):
        return self.name + "!"


class Word(Base):
    HELLO = "hello"


print(Word.HELLO.shout(), Word("hello"))


class Lenient(Enum):
    UNKNOWN = "?"
    KNOWN = "k"

    @classmethod
    def _missing_(cls, value):
        return cls.UNKNOWN


print(Lenient("zzz"), Lenient("k"))
inbox = queue.Queue()
thread = threading.Thread(target=lambda: [inbox.put(state) for state in State])
thread.start()
thread.join()
while not inbox.empty():
    print(inbox.get() is State.RUNNING, end=" ")
print()
