# Objects that answer operators by methods of their own. What those raise is
# caught where the operator stands, be it the first thing of the `try`, and
# anything can stand on the other side.


class Fails:
    def __eq__(self, other):
        raise IndexError("eq")

    def __lt__(self, other):
        raise ValueError("lt")

    def __add__(self, other):
        raise ValueError("add")

    def __iadd__(self, other):
        raise ValueError("iadd")

    def __neg__(self):
        raise ValueError("neg")

    def __getitem__(self, key):
        raise ValueError("getitem")

    def __contains__(self, item):
        raise ValueError("contains")

    def __iter__(self):
        raise ValueError("iter")

    def __bool__(self):
        raise ValueError("bool")

    def __len__(self):
        raise ValueError("len")

    def __str__(self):
        raise ValueError("str")

    def __repr__(self):
        return 5

    def __getattr__(self, name):
        raise KeyError(name)


def caught(a, b):
    try:
        a == b
    except IndexError as e:
        print(e)
    try:
        a == 1
    except IndexError as e:
        print(e)
    try:
        a < b
    except ValueError as e:
        print(e)
    try:
        a + b
    except ValueError as e:
        print(e)
    try:
        a += b
    except ValueError as e:
        print(e)
    try:
        a += 1
    except ValueError as e:
        print(e)
    try:
        -a
    except ValueError as e:
        print(e)
    try:
        a[b]
    except ValueError as e:
        print(e)
    try:
        b in a
    except ValueError as e:
        print(e)
    try:
        for _ in a:
            pass
    except ValueError as e:
        print(e)
    try:
        x, y = a
    except ValueError as e:
        print(e)
    try:
        if a:
            pass
    except ValueError as e:
        print(e)
    try:
        len(a)
    except ValueError as e:
        print(e)
    try:
        f"{a}"
    except ValueError as e:
        print(e)
    try:
        [a.name]
    except KeyError as e:
        print(e)
    try:
        print([a])
    except TypeError as e:
        print(e)
    try:
        return a == b
    finally:
        print("finally")


try:
    caught(Fails(), Fails())
except IndexError as e:
    print("outside:", e)


# Operations that draw a generator to its end before they are done.
def ends_badly():
    yield 1
    raise ValueError("in the generator")


def unpacked(values):
    try:
        a, b, c = values
    except ValueError as e:
        print("unpacked:", e)


def extended(values, into):
    try:
        into += values
    except ValueError as e:
        print("extended:", e)


def searched(values):
    try:
        return 5 in values
    except ValueError as e:
        print("searched:", e)


unpacked(ends_badly())
extended(ends_badly(), [])
searched(ends_badly())


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __eq__(self, other):
        return self.amount == (other.amount if isinstance(other, Money) else other)

    def __hash__(self):
        return hash(self.amount)

    def __repr__(self):
        return f"Money({self.amount})"


five = Money(5)
print(five == 5, 5 == five, five == 5.0, five == "5", five == None, None == Money(None), five != 5)
print(five in [1, 5], [5, 6].index(five), [five, 6] == [5, 6], {"a": five} == {"a": 5})


# Equal things are one key.
print(len({five, 5, 5.0}), {five: "x"}[5], {5: "x"}[five], Money("a") in {"a"}, {five} == {5})
print(hash(five), hash(True), hash(2.0), hash(-1), hash(2**62), hash(-(2**61)), hash(Money("a")) == hash("a"))


class Asked:
    def __eq__(self, other):
        print("asked")
        return False

    __hash__ = None


# In a container what is the same is equal; bare it is asked.
asked = Asked()
print(asked == asked, asked != asked, asked in [asked], [asked] == [asked], [asked].count(asked))


class Differs:
    def __ne__(self, other):
        return "differs"


class Plain:
    pass


class Declines:
    def __eq__(self, other):
        return NotImplemented


for thing in (Differs(), Plain(), Declines()):
    print(thing == thing, bool(thing != thing), thing == 1, bool(1 != thing), thing == type(thing)())


class Total:
    def __init__(self):
        self.sum = 0

    def __iadd__(self, other):
        self.sum += other
        return self

    def __imul__(self, other):
        self.sum *= other
        return self

    def __add__(self, other):
        return ("not in place", other)


total = same = Total()
total += 3
total *= 5
print(total is same, total.sum, total + 1)
total = total + 1
print(total)
for value in (None, [1], (1,), "a", {}):
    try:
        value += 1
    except TypeError as e:
        print(e)
    try:
        value -= 1
    except TypeError as e:
        print(e)
