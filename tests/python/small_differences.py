# Where it is easy to be nearly right.

import math
from contextlib import ExitStack, contextmanager

print(3.0.is_integer(), 1.5.is_integer(), [x for x in (1., 2.5) if x.is_integer()])

for args in [("12", 3.5), ("12", "3"), ("12", None), ("12", 40), ("12", 1), ("0x1f", 0), ("12", True + 2)]:
    try:
        print(int(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

for value, spec in [(1, "z"), ("a", "z"), ("a", " "), ("a", "+"), ("a", "#"), ("a", "=5"), (1, ".2d"),
                    (1, "z.1f"), (-0.0, "z.1f"), (-0.04, "z.1f"), (-0.06, "z.1f"), (-0.0, ".1f"), (-0.0, "+z")]:
    try:
        print(spec, format(value, spec))
    except ValueError as e:
        print(spec, e)

class Checked:
    def __init__(self, size):
        self.size = size

    def __setattr__(self, name, value):
        if name == "size" and value < 0:
            raise ValueError(f"{name} of {value}")
        super().__setattr__(name, value)

    @property
    def double(self):
        return self.size * 2

    @double.setter
    def double(self, value):
        object.__setattr__(self, "size", value // 2)


checked = Checked(3)
checked.double = 10
checked.more = "more"
object.__setattr__(checked, "double", -4)
print(checked.size, checked.double, checked.more, sorted(vars(checked)))
try:
    checked.size = -1
except ValueError as e:
    print(e)

print(math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), math.fsum([]))


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield
    finally:
        print(f"</{name}>")


@tag("b")
def bold(a, b=1):
    return a + b


print(bold(1), bold(2, b=5))
with ExitStack() as stack:
    stack.callback(print, "a", "b", sep="-")

print("%10d|%-10d|%010d|%10.2e|%+10x|%100s|" % (5, 5, 5, 38, 45, "s"))
print(1e5.is_integer(), 1e-5.is_integer(), 1e5 .is_integer(), 1e-5-1e-6, 0xe-1)
for text in "012", "0_3", "00", "0_0", "0", "0x_1f", "+09", "0b2":
    try:
        print(text, int(text, 0))
    except ValueError as e:
        print(e)
