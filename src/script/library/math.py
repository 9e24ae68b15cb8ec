pi, e, tau = 3.141592653589793, 2.718281828459045, 6.283185307179586
inf, nan = float("inf"), float("nan")


def _real(x):
    if isinstance(x, (int, float)):
        return x
    if isinstance(x, str):
        raise TypeError("must be real number, not str")
    return float(x)


def sqrt(x):
    if _real(x) < 0:
        raise ValueError("math domain error")
    return _do("sqrt", float(x))


def floor(x):
    return int(x // 1)


def ceil(x):
    return int(-(-x // 1))


def trunc(x):
    return int(x)


def fabs(x):
    return abs(float(x))


def isqrt(n):
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    root = int(_do("sqrt", float(n)))
    while root * root > n:
        root -= 1
    while (root + 1) * (root + 1) <= n:
        root += 1
    return root


def gcd(*integers):
    a = 0
    for b in integers:
        while b:
            a, b = b, a % b
    return abs(a)


def lcm(*integers):
    a = 1
    for b in integers:
        a = abs(a * b) // gcd(a, b) if a and b else 0
    return a


def prod(iterable, *, start=1):
    for x in iterable:
        start *= x
    return start


def factorial(n):
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    return prod(range(2, n + 1))


def perm(n, k=None):
    return factorial(n) if k is None else prod(range(n - k + 1, n + 1))


def comb(n, k):
    made = 1
    for i in range(min(k, n - k)):
        made = made * (n - i) // (i + 1)
    return made if 0 <= k <= n else 0


def isnan(x):
    return x != x


def isinf(x):
    return x in (inf, -inf)


def isfinite(x):
    return x - x == 0


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    return a == b or abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)


def hypot(*coordinates):
    return sqrt(sum([x * x for x in coordinates]))


def dist(p, q):
    return hypot(*[a - b for a, b in zip(p, q)])


def fsum(seq):
    # Shewchuk's: parts that do not overlap, whose sum loses nothing.
    parts = []
    for x in seq:
        kept = []
        for y in parts:
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                kept.append(low)
            x = high
        parts = kept + [x]
    return float(sum(parts))


def pow(x, y):
    return float(x) ** y


def fmod(x, y):
    left = abs(x) % abs(y)
    return float(-left if x < 0 else left)


def copysign(x, y):
    return abs(float(x)) if y >= 0 else -abs(float(x))


def modf(x):
    whole = float(int(x))
    return x - whole, whole


def degrees(x):
    return x * (180.0 / pi)


def radians(x):
    return x * (pi / 180.0)


def exp(x):
    # What the constant e lacks of the number, to the first order.
    return e ** x * (1 + x * 5.3180e-17)


def log(x, base=None):
    if base is not None:
        return log(x) / log(base)
    if _real(x) <= 0:
        raise ValueError("math domain error")
    two, m = 0, float(x)
    while m > 1.4142135623730951:
        m, two = m / 2, two + 1
    while m < 0.7071067811865476:
        m, two = m * 2, two - 1
    y = (m - 1) / (m + 1)
    power, total, square = y, 0.0, y * y
    for n in range(1, 40, 2):
        total += power / n
        power *= square
    return two * 0.6931471803691238 + (2 * total + two * 1.9082149292705877e-10)


def log2(x):
    whole = 0
    while x >= 2 and x % 2 == 0:
        x, whole = x / 2, whole + 1
    return float(whole) if x == 1 else whole + log(x) / 0.6931471805599453


def log10(x):
    whole = 0
    while x >= 10 and x % 10 == 0:
        x, whole = x / 10, whole + 1
    return float(whole) if x == 1 else whole + log(x) / 2.302585092994046


def log1p(x):
    return log(1 + x)


def _series(x, first, n):
    total, term = 0.0, first
    while abs(term) > 1e-18:
        total += term
        term *= -x * x / ((n + 1) * (n + 2))
        n += 2
    return total


# Turned to within an eighth of the circle, where the series is exact enough.
def sin(x):
    turns = round(x / (pi / 2))
    x = x - turns * 1.5707963267341256 - turns * 6.077100506506192e-11
    return [_series(x, x, 1), _series(x, 1.0, 0), -_series(x, x, 1), -_series(x, 1.0, 0)][turns % 4]


def cos(x):
    turns = round(x / (pi / 2))
    x = x - turns * 1.5707963267341256 - turns * 6.077100506506192e-11
    return [_series(x, 1.0, 0), -_series(x, x, 1), -_series(x, 1.0, 0), _series(x, x, 1)][turns % 4]


def tan(x):
    return sin(x) / cos(x)
