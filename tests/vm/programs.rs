//! Small programs, each with the same output here and on CPython.

use crate::python::same;

#[test]
fn loops_and_calls() {
    same(
        r#"
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

print(fib(15))
total = 0
for i in range(10):
    if i == 3:
        continue
    if i == 8:
        break
    total += i * 2
else:
    print("never")
print(total)
n = 5
while n:
    n -= 1
else:
    print("done", n)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xyz")]:
    print(a, b, c)
"#,
    );
}

#[test]
fn arguments() {
    same(
        r#"
def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)

print(f(1, c=3))
print(f(1, 5, 6, 7, c=3, x=9, d=0))
print(f(*[1, 2], **{"c": 3, "z": 1}))
def g(a, b):
    return a - b
# Calls that cannot fit are refused before the run: here nobody can tell.
f, g = [f, g]
for call in [lambda: g(1), lambda: g(1, 2, 3), lambda: g(1, 2, x=3), lambda: g(1, a=2),
             lambda: f(), lambda: g(b=1, a=5)]:
    try:
        print(call())
    except TypeError as e:
        print(str(e).replace("<lambda>.", ""))
def h(a, *, b):
    return a + b
def attempts():
    try:
        print(h(1))
    except TypeError as e:
        print(e)
    try:
        print(h(1, 2, b=3))
    except Exception as e:
        print(type(e).__name__, e)
    try:
        print(len([1], 2))
    except (ValueError, TypeError) as e:
        print(e)
attempts()
"#,
    );
}

#[test]
fn closures() {
    same(
        r#"
def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step

a = counter()
b = counter()
print(a(), a(), a(10), b())
fs = [lambda x=i: x * i for i in range(3)]
print([f() for f in fs])
def outer():
    def inner():
        return later
    later = 7
    return inner()
print(outer())
"#,
    );
}

#[test]
fn exceptions() {
    same(
        r#"
def risky(n):
    try:
        if n == 0:
            raise ValueError("zero")
        if n == 1:
            return [1][5]
        if n == 2:
            return {}["k"]
        if n == 3:
            return 1 / 0
        if n == 4:
            return "a" + 1
        return n
    except (ValueError, KeyError) as e:
        return repr(e)
    except IndexError:
        return "index"
    finally:
        print("finally", n)

for n in range(6):
    try:
        print(risky(n))
    except Exception as e:
        print(type(e).__name__, e)

def chain():
    try:
        try:
            raise KeyError("a")
        except KeyError as e:
            raise RuntimeError("b") from e
    except RuntimeError as e:
        print(repr(e.__cause__), repr(e.__context__))
chain()

try:
    try:
        1 // 0
    finally:
        print("cleanup")
except ZeroDivisionError as e:
    print(e)

def f():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
    try:
        return "try"
    finally:
        return "finally"
print(f())
try:
    raise
except RuntimeError as e:
    print(e)
try:
    assert 1 == 2, "no"
except AssertionError as e:
    print(e)
def again():
    try:
        raise ValueError(1)
    except ValueError:
        raise
try:
    again()
except ValueError as e:
    print(e.args)
gone = 1
del gone
try:
    print(gone)
except NameError as e:
    print(e)
def unbound():
    print(x)
    x = 1
try:
    unbound()
except UnboundLocalError as e:
    print(e)
"#,
    );
}

#[test]
fn callbacks() {
    same(
        r#"
words = ["pear", "fig", "apple", "kiwi"]
print(sorted(words, key=len), sorted(words, key=lambda w: w[-1], reverse=True))
words.sort(key=lambda w: (len(w), w))
print(words, max(words, key=len), min(words, key=lambda w: w[1]))
print(list(map(lambda x, y: x * y, [1, 2, 3], [4, 5, 6])))
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x % 2, range(6))))
print(sum(map(int, "1 2 3".split())), ", ".join(map(str, range(4))))
for i, (a, b) in enumerate(zip(map(str.upper, "abc"), filter(lambda x: x > 1, range(5)))):
    print(i, a, b)
a, *b = map(abs, [-1, -2, -3])
print(a, b)
print([*map(str, [1, 2])], {*filter(None, [0, 3])}, 2 in map(abs, [-2]))
print(any(map(lambda x: x > 2, [1, 3])), all(map(lambda x: x > 2, [1, 3])))
print(list(enumerate(enumerate("ab"), 5)), dict(map(lambda x: (x, x * x), [1, 2])))
def apply(f, *args):
    return f(*args)
print(apply(max, *map(abs, [-7, 3])))
print(sorted([3, 1, 2], key=lambda x: -x), sorted("hello"))
"#,
    );
}

#[test]
fn comprehensions_and_containers() {
    same(
        r#"
print([x * x for x in range(5) if x % 2], {x: str(x) for x in range(3)})
print(sorted({x % 3 for x in range(10)}), [(a, b) for a in "ab" for b in range(2)])
d = {"a": 1, "b": 2}
d["c"] = 3
del d["a"]
d |= {"z": 0}
print(d, list(d), d.get("q"), d.get("q", 5), d.pop("b"), d.setdefault("n", []), "c" in d)
for k, v in d.items():
    print(k, v)
print(d.keys(), d.values(), d.items(), len(d))
xs = [3, 1, 2]
xs += (4, 5)
xs[1:3] = [9, 8, 7]
xs[0] = -xs[0]
del xs[-1]
print(xs, xs[::-1], xs[1::2], xs.index(8), xs.count(9))
xs.insert(1, "i"); xs.remove(9); xs.reverse(); print(xs, xs.pop(), xs.pop(0), xs)
ys = xs.copy(); ys.extend("ab"); ys.clear(); print(ys, xs * 2, [0] * 3)
print((1, 2) + (3,), (1,) * 3, (1, 2) < (1, 3), [1, 2] == [1, 2.0], ())
print({1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} <= {1, 2})
a = [1]; a.append(a); print(a)
print(1 == 1.0 == True, {1: "a", 1.0: "b", True: "c"})if False else print("x")
print(str([1.5, None, True, "q'", 'd"']), repr("a\n\t\\"))
x = y = []
x.append(1); print(y, x is y, [] is [])
i = 0
z = [1, 2]
i, z[i] = 1, 5
print(i, z)
"#,
    );
}

#[test]
fn text_formatting() {
    same(
        r#"
name, n, x = "Ada", 42, 3.14159
print(f"{name} {n:5} {x:.2f} {n:05d} {n:x} {n:#b} {x:10.3e}| {name!r:>8} {name:^9}|{n:<6}|{n:+}")
w = 12
print(f"{x:{w}.3f}|{n:>{w}}|{'a' + 'b'}|{{}}|{n=}")
print(f"{1234567:,} {1234567.891:,.2f} {0.256:.1%} {1e20} {1e16} {123456789012345.0} {1/3}")
print("{} and {1} {0}".replace("{} ", "").format(1, 2), "{a:>4}".format(a=3), "%d%% %s %5.1f" % (5, "x", 2.25))
print("a,b,,c".split(","), " a  b ".split(), "abc".upper(), "x".join(["1", "2"]), "abcabc".replace("b", "-", 1))
print("hello world".title(), "abc".find("c"), "abc"[-1], "hello"[1:4], "abc".center(9, "*"), "7".zfill(3))
print("x" * 3, "ab" in "cabd", "a" < "b", len("žluť"), "žluť"[1], "ß".upper())
print(1, 2, 3, sep="-", end="!\n")
print("no", end=" ")
print("newline", end="")
print("", 1)
print(str(1e-5), 1e5, 1e22, -0.0, float("inf"), float("nan"), 5e-324, 0.1 + 0.2)
print(round(2.5), round(3.5), round(2.675, 2), round(1234, -2), round(-1.5), 7 // -2, -7 % 3, 7.5 // 2, -7.5 % 2)
print(2 ** 10, 2 ** -1, 2 ** 0.5, divmod(-7, 2), abs(-3), int("12"), int(3.9), float("1.5"), bool([]), int("ff", 16))
"#,
    );
}

#[test]
fn coroutines_run_in_place() {
    let out = crate::machine::execute(
        r#"
async def child(n):
    await io(5)
    return n * 2

async def parent():
    a = await child(1)
    b = await child(2)
    return a + b

print(await parent())
print(await gather(child(5), child(6)))
t = spawn(child, 4)
print(await t, t.join())
"#,
    );
    assert_eq!(out.error, None);
    assert_eq!(out.output, "6\n[10, 12]\n8 8\n");
    let io = "Io { length: 5000000ns, awaited: true }";
    assert_eq!(out.requests, [io, io, "spawn child", io, "spawn child", io, "spawn child", io]);
}
