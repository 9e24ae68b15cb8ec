# `yield from` hands on both ways: what is sent or thrown into the outer generator
# reaches the inner one.


def averager():
    total = count = 0
    while True:
        value = yield total / count if count else None
        if value is None:
            return total, count
        total, count = total + value, count + 1


def grouped(results, key):
    while True:
        results[key] = yield from averager()
        yield "next"


results = {}
group = grouped(results, "a")
print(next(group), group.send(10), group.send(30), group.send(None), results)


def levels(n):
    if n:
        return (yield from levels(n - 1))
    return (yield "bottom")


deep = levels(50)
print(next(deep))
try:
    deep.send(7)
except StopIteration as e:
    print("came up", e.value)


def guarded():
    try:
        while True:
            try:
                print("got", (yield))
            except KeyError as e:
                print("handled", e)
                yield "handled"
            except IndexError:
                return "given up"
    finally:
        print("inner ends")


def outer():
    try:
        print("result", (yield from guarded()))
        yield "more"
    except ValueError as e:
        print("outer handles", e)
        yield "saved"
    finally:
        print("outer ends")


g = outer()
next(g)
g.send(1)
print(g.throw(KeyError("k")), next(g), g.send(2))
print(g.throw(IndexError()), list(g))
g = outer()
next(g)
print(g.throw(ValueError("v")), list(g))
g = outer()
next(g)
g.close()
print(list(g))


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "kept quiet"


def closed():
    print((yield from returns_on_close()), "is never reached")


g = closed()
next(g)
g.close()


def from_list():
    try:
        yield from [1, 2]
    except ValueError as e:
        yield f"no generator to throw into: {e}"


g = from_list()
next(g)
print(g.throw(ValueError("w")), list(g))
g = from_list()
next(g)
try:
    g.send(3)
except AttributeError as e:
    print(e)


def fails():
    yield 1
    raise ValueError("inner")


def catches():
    try:
        yield from fails()
    except ValueError as e:
        yield f"caught {e}"


print(list(catches()))
g = catches()
next(g)
print(g.send("ignored"))
