class Account:
    """A bank account."""
    interest: float = 0.02
    def __init__(self, owner: str, balance: float = 0.0) -> None:
        self.owner = owner
        self._balance = balance
        self.history = []
    @property
    def balance(self): return self._balance
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))
    def __eq__(self, other):
        if not isinstance(other, Account): return NotImplemented
        return self.owner == other.owner
    def __enter__(self): return self
    def __exit__(self, *args): self.history.append("closed")
a = Account("Ann", 10)
with a as acc:
    acc.deposit(5)
print(a.balance, a.history, a == Account("Ann"), a == 3, a != Account("Bob"))
try:
    a.balance = 5
except AttributeError as e: print("no setter")
try:
    a.deposit(-1)
except ValueError as e: print(e)
class Node:
    def __init__(self, v, nxt=None): self.v, self.next = v, nxt
class LinkedList:
    def __init__(self): self.head = None; self.size = 0
    def add(self, v): self.head = Node(v, self.head); self.size += 1
    def __iter__(self):
        n = self.head
        while n:
            yield n.v
            n = n.next
    def __len__(self): return self.size
    def __repr__(self): return "LL(" + ", ".join(map(repr, self)) + ")"
    def __getitem__(self, i):
        for k, v in enumerate(self):
            if k == i: return v
        raise IndexError("out of range")
    def __setitem__(self, i, v):
        n = self.head
        for _ in range(i): n = n.next
        n.v = v
    def __delitem__(self, i):
        self.head = self.head.next; self.size -= 1
    def __contains__(self, x):
        return any(x == y for y in self)
l = LinkedList()
for i in range(4): l.add(i)
print(l, len(l), l[2], 3 in l, 9 in l, list(reversed(list(l))), sum(l), sorted(l))
l[0] = "z"; print(l); del l[0]; print(l)
try: l[44]
except IndexError as e: print(e)
class Temp:
    def __init__(self): self._c = 0
    def get(self): return self._c
    def set(self, v): self._c = v
    c = property(get, set)
t = Temp(); t.c = 5; t.c += 1; print(t.c)
class Meta:
    registry = {}
    items = []
    def __init__(self): Meta.registry[id(self)] = self; self.items.append(1)
Meta(); Meta(); print(len(Meta.registry), Meta.items)
class E1(Exception): pass
class E2(E1):
    def __init__(self, x): self.x = x
try: raise E2(5)
except (KeyError, E1) as e: print(type(e), e.x, e.args, str(e))
def f():
    try:
        raise E1("a", "b")
    except E1 as e:
        print(e, e.args)
        raise
try: f()
except Exception as e: print(repr(e))
try:
    try: raise ValueError("v")
    finally: print("fin")
except ValueError: print("caught")
def gen():
    try:
        while True:
            try:
                x = yield
                print("recv", x)
            except KeyError as k:
                print("thrown", k)
                yield "ok"
    finally: print("bye")
g = gen(); next(g); g.send(1); print(g.throw(KeyError("q"))); next(g); g.close(); g.close()
try: next(g)
except StopIteration: print("finished")
def bad():
    yield 1
    raise StopIteration
try: list(bad())
except RuntimeError as e: print(e)
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", [1, 2], (x for x in range(2)))), tuple(x for x in range(3)), set(x % 2 for x in range(5)))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
gg = (i * i for i in range(3))
print(next(gg), list(gg), list(gg))
k = 10
print(list(k * x for x in range(3)), [f() for f in [lambda i=i: i * k for i in range(3)]])
a, *b = (x for x in range(4)); print(a, b)
print(*(x for x in range(3)), *[1], **{"sep": "/"})
class Matrix:
    def __init__(self, rows): self.rows = rows
    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]
    def __setitem__(self, key, v): self.rows[key[0]][key[1]] = v
m = Matrix([[1, 2], [3, 4]]); m[0, 1] = 9; m[1, 1] += 5; print(m[0, 1], m[1, 1])
class Poly:
    def __init__(self, *c): self.c = c
    def __call__(self, x): return sum(a * x ** i for i, a in enumerate(self.c))
    def __add__(self, o): return Poly(*(a + b for a, b in zip(self.c, o.c)))
    def __str__(self): return "Poly" + str(self.c)
    def __format__(self, spec): return f"<{spec}>" + str(self)
    def __sub__(self, o): return NotImplemented
    def __getattr__(self, name): return name + "!"
p = Poly(1, 2, 3)
print(p(2), p + p, f"{p}", f"{p:>3}", p.hello)
try: p - p
except TypeError as e: print(e)
class Base:
    def template(self): return self.step() + "."
    def step(self): raise NotImplementedError("override me")
class Impl(Base):
    def step(self): return "impl"
print(Impl().template())
try: Base().template()
except NotImplementedError as e: print(type(e).__name__, e)
print(Impl.step(Impl()), Impl.__name__, Impl().__class__, type(Impl()) is Impl, Impl().step.__name__)
def logged(cls):
    cls.tag = "T"; return cls
@logged
class Tagged: pass
print(Tagged.tag, Tagged().tag)
class Cnt:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
@Cnt
def sq(x): return x * x
print(sq(3), sq(4), sq.n)
try:
    class Q: pass
    Q().x
except AttributeError as e: print(e)
try: Q.y
except AttributeError as e: print(e)
try: Q()()
except TypeError as e: print(e)
try: len(Q())
except TypeError as e: print(e)
try: Q()[0]
except TypeError as e: print(e)
try:
    for _ in Q(): pass
except TypeError as e: print(e)
try:
    with Q(): pass
except TypeError as e: print(e)
try: raise Q()
except TypeError as e: print(e)
try: sorted([Q(), Q()])
except TypeError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
o = Q(); o.a = 1; o.a += 2; del o.a; print(hasattr(o, "a"))
print(ExceptionGroup("eg", [ValueError(1), TypeError(2)]), isinstance(ExceptionGroup("m", [E1()]), Exception))

# Every object() is another one, and none of them is None.
first, second = object(), object()
print(first == second, first is first, first is None, {first: 1}[first], repr(first)[:15])


# What a class body has not bound yet means what it means outside.
size, color = 3, "red"


class Shape:
    size, color = size + 1, color
    sizes = [size for _ in range(2)]


print(Shape.size, Shape.color, Shape.sizes)


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name.upper()
        raise AttributeError(f"no {name}")


print(hasattr(Dynamic(), "xa"), hasattr(Dynamic(), "ya"), getattr(Dynamic(), "ya", "default"))
try:
    Dynamic().ya
except AttributeError as error:
    print(error)
print(list(iter([3, 2, 0, 5].pop, 2)), next(iter({1: 2}.items())), dict(zip("ab", range(2))))


# Methods that draw from an object of the script's own.
class Two:
    def __iter__(self):
        yield 1
        yield 2


drawn = {1, 2, 3}
drawn.difference_update(Two())
print(dict.fromkeys(Two(), 0), drawn, {1}.issuperset(Two()), {9}.isdisjoint(Two()), {1}.issubset(Two()))
