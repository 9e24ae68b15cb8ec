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
        return self._items == (other._items if isinstance(other, frozenset) else other)

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


def _items(subject, before, after):
    if not (isinstance(subject, (list, tuple, range)) or hasattr(type(subject), "_sequence")):
        return None
    items = list(subject)
    if after is None:
        return [subject, *items] if len(items) == before else None
    end = len(items) - after
    if end < before:
        return None
    return [subject, *items[:before], items[before:end], *items[end:]]


def _entries(subject, rest, *keys):
    if not (isinstance(subject, dict) or hasattr(type(subject), "_mapping")):
        return None
    if len(subject) < len(keys):
        return None
    found = [subject]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        if key not in subject:
            return None
        found.append(subject[key])
    if rest:
        found.append({key: value for key, value in subject.items() if key not in keys})
    return found


def _parts(subject, cls, count, *names):
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a type")
    alike = cls is dict and "_mapping" or cls is tuple and "_fields"
    if not (isinstance(subject, cls) or alike and hasattr(type(subject), alike)):
        return None
    found, given = [subject], getattr(cls, "__match_args__", ())
    if not isinstance(given, tuple):
        raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple "
                        f"(got {type(given).__name__})")
    whole = (bool, int, float, str, list, tuple, dict, set, frozenset)
    is_whole = not given and (issubclass(cls, whole) or hasattr(cls, "_mapping"))
    most = 1 if is_whole else len(given)
    if count > most:
        raise TypeError(f"{cls.__name__}() accepts {most} positional sub-pattern"
                        f"{'' if most == 1 else 's'} ({count} given)")
    if count and is_whole:
        found.append(subject)
    names = given[:count] + names
    for at, name in enumerate(names):
        if not isinstance(name, str):
            raise TypeError("__match_args__ elements must be strings "
                            f"(got {type(name).__name__})")
        if name in names[:at]:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute {name!r}")
        value = getattr(subject, name, found)
        if value is found:
            return None
        found.append(value)
    return found
