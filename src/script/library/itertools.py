def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    items = list(iterable)
    while items:
        yield from items


def repeat(object, times=None):
    while times is None or times > 0:
        yield object
        if times is not None:
            times -= 1


class chain:
    def __init__(self, *iterables):
        self._items = self._all(iterables)

    @staticmethod
    def _all(iterables):
        for iterable in iterables:
            yield from iterable

    @staticmethod
    def from_iterable(iterables):
        return chain._all(iterables)

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)


def islice(iterable, *bounds):
    start, stop, step = (0, bounds[0], 1) if len(bounds) == 1 else (*bounds, 1)[:3]
    items = iter(iterable)
    at = 0
    wanted = start or 0
    while stop is None or at < stop:
        try:
            item = next(items)
        except StopIteration:
            return
        if at == wanted:
            yield item
            wanted += step
        at += 1


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    dropping = True
    for item in iterable:
        dropping = dropping and predicate(item)
        if not dropping:
            yield item


def accumulate(iterable, func=lambda a, b: a + b, *, initial=None):
    first, total = initial is None, initial
    if not first:
        yield total
    for item in iterable:
        total = item if first else func(total, item)
        first = False
        yield total


def zip_longest(*iterables, fillvalue=None):
    lists = [list(iterable) for iterable in iterables]
    for i in range(max(map(len, lists), default=0)):
        yield tuple([items[i] if i < len(items) else fillvalue for items in lists])


def product(*iterables, repeat=1):
    rows = [()]
    for pool in [list(iterable) for iterable in iterables] * repeat:
        rows = [(*row, item) for row in rows for item in pool]
    yield from rows


def permutations(iterable, r=None):
    pool = list(iterable)
    r = len(pool) if r is None else r
    for at in product(range(len(pool)), repeat=r):
        if len(set(at)) == r:
            yield tuple([pool[i] for i in at])


def combinations(iterable, r):
    pool = list(iterable)
    for at in permutations(range(len(pool)), r):
        if sorted(at) == list(at):
            yield tuple([pool[i] for i in at])


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def groupby(iterable, key=None):
    groups = []
    for item in iterable:
        name = item if key is None else key(item)
        if groups and groups[-1][0] == name:
            groups[-1][1].append(item)
        else:
            groups.append((name, [item]))
    for name, items in groups:
        yield name, iter(items)


def batched(iterable, n):
    items = list(iterable)
    for at in range(0, len(items), n):
        yield tuple(items[at:at + n])


def pairwise(iterable):
    items = list(iterable)
    yield from zip(items, items[1:])


def tee(iterable, n=2):
    items = list(iterable)
    return tuple([iter(items) for _ in range(n)])


def filterfalse(function, iterable):
    for item in iterable:
        if not (item if function is None else function(item)):
            yield item


def compress(data, selectors):
    for item, wanted in zip(data, selectors):
        if wanted:
            yield item


def combinations_with_replacement(iterable, r):
    pool = list(iterable)
    for places in product(range(len(pool)), repeat=r):
        if list(places) == sorted(places):
            yield tuple([pool[place] for place in places])
