# Calls of functions of all sizes: a function's first registers are its caller's
# arguments in place, so what one call leaves must never show in another.


def many(a, b, c):
    d, e, f, g = a + b, b + c, [a, b, c], {"a": a}
    return [d, e, len(f), g["a"], few(d) + few(e), few(few(a) + few(b)) + few(c)]


def few(n):
    return n + 1


print(many(1, 2, 3), [many(i, few(i), few(few(i))) for i in range(3)])


def sometimes(given):
    if given:
        kept = given * 2
    try:
        return kept
    except UnboundLocalError:
        return "unbound"


def surrounded(n):
    return [n, sometimes(n), n + sometimes(n + 1), sometimes(0), (n, n, n, sometimes(n))]


print(surrounded(3), sometimes(0), surrounded(4))


# Builtins that call back, under functions that need less room than their callers.
def by_key(n):
    return sorted(range(n), key=lambda v: few(-v))


def wide(n):
    a, b, c, d, e, f = n, n + 1, n + 2, n + 3, n + 4, n + 5
    return (a, by_key(few(a)), b, max([c, d], key=few), few(e) * few(f), list(map(few, [a, b])))


print(wide(2), few(wide(1)[0]), [wide(few(0)), few(few(few(0)))])


# Exceptions on the way through frames.
def fails(n):
    if n == 0:
        raise ValueError(f"at {n}")
    return n + fails(n - 1) + few(n)


def catches(n):
    total = 0
    for i in range(4):
        try:
            total += few(few(i) + fails(i % n))
        except ValueError as e:
            total += len(str(e)) + few(few(i))
        finally:
            total += sometimes(1)
    return total, few(total)


print(catches(1), catches(3), [catches(2), few(1)])


# Closures, defaults, methods, generators.
def counter(start):
    count = start

    def step(by):
        nonlocal count
        before, count = count, count + by
        return before

    return step


class Tree:
    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def total(self):
        return (self.left.total() if self.left else 0) + self.value + (
            self.right.total() if self.right else 0
        )

    def walk(self):
        if self.left:
            yield from self.left.walk()
        yield few(self.value) - 1
        if self.right:
            yield from self.right.walk()


step = counter(few(4))
print(step(few(1)) + step(2), step(few(step(1))), step(0))
tree = Tree(Tree(None, 1, None), 2, Tree(Tree(None, 3, None), 4, None))
print(tree.total(), list(tree.walk()), few(tree.total()) + sum(few(v) for v in tree.walk()))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def depth(n):
    return 0 if n < 1 else 1 + depth(n - 1)


print(ackermann(2, 3), depth(300))


# Small numbers on the right of comparisons and operators.
def compared(x):
    found = []
    if x < 2:
        found.append("<")
    if x <= 2:
        found.append("<=")
    if x == 2:
        found.append("==")
    if x != 2:
        found.append("!=")
    if x > 2:
        found.append(">")
    if x >= 2:
        found.append(">=")
    if 0 < x < 3:
        found.append("chain")
    while x > 5 and x - 1 > 3:
        x -= 2
    return found, x


print([compared(x) for x in (-3, 1, 2, 2.0, 2.5, 3, 9, True)])
for wrong in ("2", None, [2], (2,)):
    for use in (lambda x: compared(x), lambda x: x + 1, lambda x: x - 1):
        try:
            print(use(wrong))
        except TypeError as e:
            print(e)
print((2**62 + (2**62 - 1)) - 1, [a % b + a // b for a in (-7, 7) for b in (-3, 2)], 7 & 5)
