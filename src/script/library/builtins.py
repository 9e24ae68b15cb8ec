def _iter(callable, sentinel):
    while True:
        value = callable()
        if value == sentinel:
            return
        yield value


async def anext(async_iterator, *default):
    try:
        return await async_iterator.__anext__()
    except StopAsyncIteration:
        if default:
            return default[0]
        raise


def aiter(async_iterable):
    return async_iterable.__aiter__()


def format(value, format_spec=""):
    return f"{value:{format_spec}}"


def vars(object):
    return object.__dict__


def slice(start, *stop):
    class Taker:
        def __getitem__(self, key):
            return key
    if not stop:
        return Taker()[:start]
    return Taker()[start:stop[0]:stop[1] if len(stop) > 1 else None]


class frozenset:
    def __init__(self, iterable=()):
        self._items = set(iterable)

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __contains__(self, item):
        return item in self._items

    def __hash__(self):
        return sum([hash(item) % 1000003 for item in self._items])

    def __eq__(self, other):
        return self._items == set(other)

    def __and__(self, other):
        return frozenset(self._items & set(other))

    def __or__(self, other):
        return frozenset(self._items | set(other))

    def __sub__(self, other):
        return frozenset(self._items - set(other))

    def __le__(self, other):
        return self._items <= set(other)

    issubset = __le__
    union, intersection, difference = __or__, __and__, __sub__

    def __repr__(self):
        return f"frozenset({self._items!r})" if self._items else "frozenset()"
