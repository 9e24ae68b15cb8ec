def random():
    return _b_random()


def uniform(a, b):
    return _b_uniform(a, b)


def randint(a, b):
    return _b_randint(a, b)


def randrange(start, stop=None, step=1):
    numbers = range(start) if stop is None else range(start, stop, step)
    if not len(numbers):
        raise ValueError("empty range for randrange()")
    return numbers[_b_randint(0, len(numbers) - 1)]


def choice(seq):
    return _b_choice(seq)


def choices(population, weights=None, *, k=1):
    if weights is None:
        return [_b_choice(population) for _ in range(k)]
    made = []
    for _ in range(k):
        left = _b_random() * sum(weights)
        for item, weight in zip(population, weights):
            left -= weight
            if left < 0:
                break
        made.append(item)
    return made


def sample(population, k):
    pool = list(population)
    if not 0 <= k <= len(pool):
        raise ValueError("Sample larger than population or is negative")
    _b_shuffle(pool)
    return pool[:k]


def shuffle(x):
    _b_shuffle(x)


def seed(a=None):
    pass


def expovariate(lambd=1.0):
    # The mean of many, near enough for arrivals: see a table of logarithms.
    total, x = 0.0, 1 - _b_random()
    while x < 0.5:
        x *= 2
        total += 0.6931471805599453
    y = (1 - x) / (1 + x)
    power = y
    for n in range(1, 40, 2):
        total += 2 * power / n
        power *= y * y
    return total / lambd


def gauss(mu=0.0, sigma=1.0):
    return mu + sigma * (sum(_b_random() for _ in range(12)) - 6)
