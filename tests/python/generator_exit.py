# A generator that only a loop holds is closed when the loop is left: what it has
# to tidy up happens at once, before whatever comes next.

from contextlib import contextmanager


@contextmanager
def resource(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


def numbers(name, n=5):
    with resource(name):
        for i in range(n):
            yield i


class Source:
    def __init__(self, name):
        self.name = name
        self.kept = numbers("kept")

    def rows(self, *, start=0):
        try:
            for i in range(start, 5):
                yield i
        except GeneratorExit:
            print("left early", self.name)
            raise
        finally:
            print("rows end", self.name)

    def same(self):
        return self.kept


for x in numbers("break"):
    if x == 2:
        break
print("after break")

for x in numbers("end", 2):
    pass
else:
    print("else")
print("after end")


def first_big(limit):
    for x in numbers("return"):
        if x > limit:
            return x
    return None


print(first_big(1), first_big(100))

try:
    for x in numbers("raise"):
        print("dividing")
        1 / x
except ZeroDivisionError as e:
    print("caught", e)

source = Source("a")
for row in source.rows():
    break
print("after method")
for row in source.rows(start=3):
    if row == 4:
        break
print("after keyword")

# Somebody else holds this one: it goes on where it was.
for x in source.same():
    if x == 1:
        break
print("kept goes on", next(source.kept), source.kept.close())
generator = numbers("named")
for x in generator:
    break
print("named goes on", next(generator), list(generator))


def outer():
    try:
        for x in numbers("inner"):
            yield x * 10
    finally:
        print("outer ends")


for x in outer():
    if x == 10:
        break
print("after nested")


def search():
    for a in numbers("a", 3):
        for b in numbers("b", 3):
            try:
                if a == 1 and b == 1:
                    return a, b
                if b == 2:
                    break
            finally:
                print("tried", a, b)
        else:
            print("never")


print(search())

for x in (y * y for y in range(5)):
    if x > 3:
        break
print("after expression")


def countdown(n):
    try:
        yield n
        if n:
            for m in countdown(n - 1):
                yield m
    finally:
        print("down", n)


for n in countdown(3):
    if n == 1:
        break
print("after recursion")


def result():
    seen = []

    def gen():
        try:
            yield 1
        finally:
            seen.append("closed")

    for _ in gen():
        return seen


print(result())

while True:
    for x in numbers("deep"):
        try:
            with resource("with"):
                break
        finally:
            print("finally first")
    break
print("end")


# Nobody hears what it raises while it is closed so, nor that it goes on.
def untidy():
    try:
        for i in range(5):
            yield i
    finally:
        print("untidy")
        raise ValueError("in finally")


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2


def first(rows):
    for row in untidy():
        return row


for row in untidy():
    break
print("after untidy", first(untidy()))
for row in stubborn():
    break
print("after stubborn")
try:
    for row in untidy():
        raise KeyError(row)
except Exception as e:
    print("caught", type(e).__name__, e)
rows = untidy()
next(rows)
try:
    rows.close()
except ValueError as e:
    print("closed:", e)
