class Animal:
    kind = "animal"
    count = 0
    def __init__(self, name, legs=4):
        self.name = name
        self.legs = legs
        Animal.count += 1
    def speak(self):
        return f"{self.name} makes a sound"
    def __str__(self):
        return f"<{self.name}>"
    def __repr__(self):
        return f"Animal({self.name!r})"
    @property
    def upper(self):
        return self.name.upper()
    @upper.setter
    def upper(self, v):
        self.name = v.lower()
    @staticmethod
    def helper(x):
        return x * 2
    @classmethod
    def make(cls, name):
        return cls(name)

class Dog(Animal):
    def __init__(self, name):
        super().__init__(name, 4)
        self.__secret = 7
    def speak(self):
        return super().speak() + " (woof)"
    def secret(self):
        return self.__secret

a = Animal("cat")
d = Dog("rex")
print(a, d, [a, d], {"x": d})
print(a.speak(), d.speak(), d.kind, Animal.count, d.secret(), d.legs)
print(a.upper); a.upper = "TOM"; print(a.name, Dog.make("fido"), Animal.helper(4), d.helper(5))
print(isinstance(d, Animal), isinstance(a, Dog), issubclass(Dog, Animal), type(d).__name__, Dog.__name__)
try:
    print(d.nothing)
except AttributeError as e:
    print("AE", e)
m = d.speak
print(m())
class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    def __rmul__(self, k): return self * k
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __lt__(self, o): return (self.x, self.y) < (o.x, o.y)
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __iter__(self):
        yield self.x
        yield self.y
    def __contains__(self, v): return v in (self.x, self.y)
    def __bool__(self): return bool(self.x or self.y)
    def __call__(self, z): return self.x * z
    def __neg__(self): return V(-self.x, -self.y)
    def __iadd__(self, o):
        self.x += o.x
        return self
v = V(1, 2) + V(3, 4)
print(v, v * 2, 3 * v, v == V(4, 6), v != V(4, 6), v in [V(4, 6)], {v: 1}[V(4, 6)], len(v), v[0], list(v), 4 in v, 5 in v, v(10), -v)
print(sorted([V(3, 1), V(1, 5), V(1, 2)]), min(V(2, 2), V(1, 9)), "yes" if V(0, 0) else "no", not V(0, 0))
v += V(1, 1); print(v)
x, y = v; print(x, y, max(*v), sum(v), [*v], set(v))
print(len({V(1,1), V(1,1), V(2,2)}), [V(1,1), V(2,2)].index(V(2,2)), [V(1,1)] == [V(1,1)], (V(1,1), 2) < (V(1,2), 0))

class MyError(Exception):
    pass
class CodeError(MyError):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
    def __str__(self): return f"[{self.code}] " + super().__str__()
try:
    raise CodeError(404, "not found")
except MyError as e:
    print(type(e).__name__, e, e.code, e.args, repr(e), isinstance(e, Exception))
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise MyError("wrapped") from z
except MyError as e:
    print(e, "cause:", repr(e.__cause__), repr(e.__context__))

def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
    return "done"
g = gen(3)
print(next(g), g.send("hi"), next(g))
try:
    next(g)
except StopIteration as s:
    print("stop", s.value)
def outer():
    r = yield from gen(2)
    print("r", r)
    yield 99
print(list(outer()), sum(x * x for x in range(5)), list(x for x in "abc" if x != "b"))
print(any(x > 3 for x in range(5)), all(x > 3 for x in gen(2)), sorted(gen(3), reverse=True), ",".join(str(i) for i in gen(3)))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)], next(iter([5])), next(iter([]), "default"))
for i, x in enumerate(fib()):
    if i > 4: break
    print(i, x)
print(list(zip(fib(), "abc")), dict(zip("ab", gen(2))))
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), 1 in Count(3), [x for x in Count(2)], max(Count(4)))
class CM:
    def __enter__(self):
        print("enter"); return self
    def __exit__(self, t, e, tb):
        print("exit", t.__name__ if t else None, e); return t is ValueError
with CM() as c:
    print("body")
with CM():
    raise ValueError("x")
print("after")
def deco(f):
    def wrapper(*args, **kw):
        print("call", f.__name__, args, kw)
        return f(*args, **kw)
    return wrapper
@deco
def add(a, b=2, *rest, c=3, **kw): return a + b + c + sum(rest) + len(kw)
print(add(1), add(1, 2, 3, 4, c=5, z=6))
def repeat(n):
    def d(f):
        def w(*a):
            return [f(*a) for _ in range(n)]
        return w
    return d
@repeat(3)
def hello(): return "hi"
print(hello())
class Stack:
    def __init__(self): self.items = []
    def push(self, x): self.items.append(x); return self
    def __len__(self): return len(self.items)
s = Stack().push(1).push(2)
print(len(s), s.items, bool(Stack()), hasattr(s, "items"), getattr(s, "nope", 3), callable(s), callable(Stack))
setattr(s, "extra", 5); print(s.extra, s.__dict__, s.__class__.__name__)
def g2():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
gg = g2(); next(gg); gg.close()
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), f"{v!r:>10}|{v!s}|", "%s %r" % (a, a), "{} {!r}".format(a, a), str(a) + repr(a))
print(ord("a"), chr(98), hex(255), bin(-5), oct(8), pow(2, 5), pow(3, 4, 5), callable(len))
class Single:
    _instance = None
    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance
print(Single() is Single())
class Outer:
    class Inner:
        z = 4
    def get(self): return self.Inner.z
print(Outer().get())
def countdown(n):
    while n: 
        yield n; n -= 1
print(*countdown(3), sep="-")
print([y for x in range(3) for y in countdown(x)], {k: v for k, v in zip("ab", countdown(2))})
try:
    Stack(1)
except TypeError as e: print(e)
try:
    Animal()
except TypeError as e: print(e)
try:
    a + 1
except TypeError as e: print(e)
try:
    a < d
except TypeError as e: print(e)
