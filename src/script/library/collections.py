class deque:
    _sequence = True

    def __init__(self, iterable=(), maxlen=None):
        self._items = []
        self.maxlen = maxlen
        self.extend(iterable)

    def append(self, x):
        self._items.append(x)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            del self._items[0]

    def appendleft(self, x):
        self._items.insert(0, x)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop()

    def extend(self, iterable):
        for x in iterable:
            self.append(x)

    def extendleft(self, iterable):
        for x in iterable:
            self.appendleft(x)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop(0)

    def clear(self):
        self._items.clear()

    def remove(self, value):
        self._items.remove(value)

    def count(self, value):
        return self._items.count(value)

    def insert(self, i, x):
        self._items.insert(i, x)

    def index(self, x):
        return self._items.index(x)

    def reverse(self):
        self._items.reverse()

    def copy(self):
        return deque(self._items, self.maxlen)

    def __reversed__(self):
        return reversed(self._items)

    def __delitem__(self, index):
        del self._items[index]

    def __iadd__(self, other):
        self.extend(other)
        return self

    def rotate(self, n=1):
        if self._items:
            n %= len(self._items)
            self._items = self._items[len(self._items) - n:] + self._items[:len(self._items) - n]

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, x):
        return x in self._items

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, value):
        self._items[index] = value

    def __eq__(self, other):
        return isinstance(other, deque) and self._items == other._items

    def __repr__(self):
        bound = "" if self.maxlen is None else f", maxlen={self.maxlen}"
        return f"deque({self._items!r}{bound})"


class _Dict:
    _mapping = True

    def __init__(self, *args, **kwargs):
        self._items = dict(*args, **kwargs)

    def __getitem__(self, key):
        if key in self._items:
            return self._items[key]
        return self.__missing__(key)

    def __setitem__(self, key, value):
        self._items[key] = value

    def __delitem__(self, key):
        del self._items[key]

    def __contains__(self, key):
        return key in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        return self._items == (other._items if isinstance(other, _Dict) else other)

    def get(self, key, default=None):
        return self._items.get(key, default)

    def setdefault(self, key, default=None):
        return self._items.setdefault(key, default)

    def pop(self, key, *default):
        return self._items.pop(key, *default)

    def keys(self):
        return self._items.keys()

    def values(self):
        return self._items.values()

    def items(self):
        return self._items.items()

    def clear(self):
        self._items.clear()


class defaultdict(_Dict):
    def __init__(self, default_factory=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self._items[key] = self.default_factory()
        return value

    def __repr__(self):
        return f"defaultdict({self.default_factory!r}, {self._items!r})"


class OrderedDict(_Dict):
    def __missing__(self, key):
        raise KeyError(key)

    def move_to_end(self, key, last=True):
        value = self._items.pop(key)
        if last:
            self._items[key] = value
        else:
            self._items = {key: value, **self._items}

    def popitem(self, last=True):
        key = list(self._items)[-1 if last else 0]
        return key, self._items.pop(key)

    def __repr__(self):
        return f"OrderedDict({self._items!r})"


class Counter(_Dict):
    def __init__(self, iterable=(), **kwargs):
        super().__init__()
        self.update(iterable)
        self.update(kwargs)

    def __missing__(self, key):
        return 0

    def update(self, iterable):
        if isinstance(iterable, (dict, _Dict)):
            for key, count in iterable.items():
                self._items[key] = self._items.get(key, 0) + count
        else:
            for key in iterable:
                self._items[key] = self._items.get(key, 0) + 1

    def most_common(self, n=None):
        pairs = sorted(self._items.items(), key=lambda pair: pair[1], reverse=True)
        return pairs[:n]

    def subtract(self, iterable):
        for key, count in Counter(iterable).items():
            self._items[key] = self._items.get(key, 0) - count

    def _merged(self, other, sign):
        made = Counter()
        for key in [*self._items, *[key for key in other if key not in self._items]]:
            count = self[key] + sign * other[key]
            if count > 0:
                made._items[key] = count
        return made

    def __add__(self, other):
        return self._merged(other, 1)

    def __sub__(self, other):
        return self._merged(other, -1)

    def total(self):
        return sum(self._items.values())

    def elements(self):
        for key, count in self._items.items():
            for _ in range(count):
                yield key

    def __repr__(self):
        return f"Counter({dict(self.most_common())!r})" if self._items else "Counter()"


class ChainMap(_Dict):
    def __init__(self, *maps):
        super().__init__()
        self.maps = list(maps) or [{}]
        for mapping in reversed(self.maps):
            for key in mapping:
                self._items[key] = mapping[key]

    def __missing__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        self._items[key] = self.maps[0][key] = value


def _plain(value):
    return tuple(value) if hasattr(value, "_asdict") else value


class _NamedTuple:
    _sequence = True
    _fields, _field_defaults = (), {}

    def __init__(self, *args, **kwargs):
        names, title = self._fields, self.__class__.__name__
        for name in names[len(args):]:
            if name in self._field_defaults and name not in kwargs:
                kwargs[name] = self._field_defaults[name]
        missing = [repr(name) for name in names[len(args):] if name not in kwargs]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{title}.__new__() missing {len(missing)} required positional "
                            f"argument{plural}: {' and '.join(missing)}")
        if len(args) + len(kwargs) != len(names):
            spare, most = len(self._field_defaults), len(names) + 1
            takes = f"from {most - spare} to {most}" if spare else most
            raise TypeError(f"{title}.__new__() takes {takes} positional "
                            f"arguments but {len(args) + 1} were given")
        for name, value in [*zip(names, args), *kwargs.items()]:
            _do("set", self, name, value)

    def __setattr__(self, name, value):
        if name in self._fields:
            raise AttributeError("can't set attribute")
        _do("set", self, name, value)

    def __iter__(self):
        return iter([getattr(self, name) for name in self._fields])

    def __len__(self):
        return len(self._fields)

    def __getitem__(self, index):
        return tuple(self)[index]

    def __eq__(self, other):
        return tuple(self) == _plain(other)

    def __lt__(self, other):
        return tuple(self) < _plain(other)

    def __le__(self, other):
        return tuple(self) <= _plain(other)

    def __gt__(self, other):
        return tuple(self) > _plain(other)

    def __ge__(self, other):
        return tuple(self) >= _plain(other)

    def __hash__(self):
        return hash(tuple(self))

    def __contains__(self, item):
        return item in tuple(self)

    def __add__(self, other):
        return tuple(self) + tuple(other)

    def index(self, item):
        return tuple(self).index(item)

    @classmethod
    def _make(cls, iterable):
        return cls(*iterable)

    def _asdict(self):
        return {name: getattr(self, name) for name in self._fields}

    def _replace(self, **changes):
        return self.__class__(**{**self._asdict(), **changes})

    def __repr__(self):
        parts = [f"{name}={getattr(self, name)!r}" for name in self._fields]
        return f"{self.__class__.__name__}({', '.join(parts)})"


def namedtuple(typename, field_names, *, rename=False, defaults=(), module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()

    class Made(_NamedTuple):
        pass
    names = tuple(field_names)
    Made.__name__, Made._fields, Made.__match_args__ = typename, names, names
    Made._field_defaults = dict(zip(names[len(names) - len(defaults):], defaults))
    return Made
