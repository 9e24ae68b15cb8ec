class auto:
    def __init__(self):
        self._settle = lambda following: following()

    def _joined(self, other, test):
        made, known = auto(), _plain

        def settle(following):
            rest = other._value if isinstance(other, auto) else known(other)
            return test(self._value, rest)
        made._settle = settle
        return made

    def __or__(self, other):
        return self._joined(other, lambda a, b: a | b)

    def __and__(self, other):
        return self._joined(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._joined(other, lambda a, b: a ^ b)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class member:
    def __init__(self, value):
        self.value = value


class nonmember(member):
    pass


class EnumType:
    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        if names is not None:
            return _named(cls, value, names, type, start)
        if value.__class__ is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        found = cls._missing_(value)
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__name__}")
        if not isinstance(found, cls):
            raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} "
                            "instead of None or a valid member")
        return found

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __setattr__(cls, name, value):
        if name in cls._member_map_:
            raise AttributeError(f"cannot reassign member {name!r}")
        _do("set", cls, name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        raise AttributeError(name)

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError("unsupported operand type(s) for 'in': "
                            f"'{type(value).__name__}' and 'EnumType'")
        return isinstance(value, cls)

    def __repr__(cls):
        return f"<{'flag' if issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"


EnumMeta = EnumType


class mappingproxy:
    _mapping = True

    def __init__(self, items):
        self._items = items
        self.keys, self.values, self.items, self.get = (
            items.keys, items.values, items.items, items.get)

    def __getitem__(self, key):
        return self._items[key]

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __contains__(self, key):
        return key in self._items

    def __eq__(self, other):
        return self._items == other

    def __str__(self):
        return str(self._items)

    def __repr__(self):
        return f"mappingproxy({self._items!r})"


class Enum:
    _member_names_ = ()
    _member_map_ = __members__ = _value2member_map_ = {}

    def __init__(self, *args):
        pass

    @property
    def name(self):
        return self._name_

    @name.setter
    def name(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'name'")

    @property
    def value(self):
        return self._value_

    @value.setter
    def value(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'value'")

    @classmethod
    def _missing_(cls, value):
        return None

    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, (int, float))]
        if not numbers:
            return start
        return 1 + (max(numbers) if len(numbers) == len(last_values) else numbers[-1])

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec):
        return f"{str(self):{spec}}"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_do("meta", Enum, EnumType)


def _plain(value):
    mixed = isinstance(value, Enum) and isinstance(value, (int, float, str))
    return value._value_ if mixed else value


def _left(test):
    return lambda self, other: test(self._value_, _plain(other))


def _both(test):
    return _left(test), _left(lambda a, b: test(b, a))


class _Mixed(Enum):
    __eq__ = _left(lambda a, b: a == b)
    __ne__ = _left(lambda a, b: a != b)
    __lt__ = _left(lambda a, b: a < b)
    __le__ = _left(lambda a, b: a <= b)
    __gt__ = _left(lambda a, b: a > b)
    __ge__ = _left(lambda a, b: a >= b)
    __add__, __radd__ = _both(lambda a, b: a + b)
    __sub__, __rsub__ = _both(lambda a, b: a - b)
    __mul__, __rmul__ = _both(lambda a, b: a * b)
    __truediv__, __rtruediv__ = _both(lambda a, b: a / b)
    __floordiv__, __rfloordiv__ = _both(lambda a, b: a // b)
    __mod__ = _left(lambda a, b: a % b)
    __pow__, __rpow__ = _both(lambda a, b: a ** b)
    __and__, __rand__ = _both(lambda a, b: a & b)
    __or__, __ror__ = _both(lambda a, b: a | b)
    __xor__, __rxor__ = _both(lambda a, b: a ^ b)
    __lshift__, __rlshift__ = _both(lambda a, b: a << b)
    __rshift__, __rrshift__ = _both(lambda a, b: a >> b)
    __contains__ = _left(lambda a, b: b in a)
    __getitem__ = _left(lambda a, b: a[b])

    def __rmod__(self, other):
        return other % ((self,) if isinstance(other, str) else self._value_)

    def __hash__(self):
        return hash(self._value_)

    def __neg__(self):
        return -self._value_

    def __invert__(self):
        return ~self._value_

    def __abs__(self):
        return abs(self._value_)

    def __bool__(self):
        return bool(self._value_)

    def __int__(self):
        return int(self._value_)

    def __float__(self):
        return float(self._value_)

    def __len__(self):
        return len(self._value_)

    def __iter__(self):
        return iter(self._value_)

    def __getattr__(self, name):
        if name in ("_value_", "_name_"):
            raise AttributeError(name)
        return getattr(self._value_, name)


class IntEnum(int, _Mixed):
    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return f"{self._value_:{spec}}"


class StrEnum(str, _Mixed):
    __str__, __format__ = IntEnum.__str__, IntEnum.__format__

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        last = max(last_values)
        if not isinstance(last, int):
            raise TypeError(f"invalid flag value {last!r}")
        return 1 << last.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            return None
        mask, singles, keeps = 0, 0, issubclass(cls, IntFlag)
        for found in cls._member_map_.values():
            mask |= found._value_
        for found in cls:
            singles |= found._value_
        size = 1 << mask.bit_length()
        if not keeps and (not -size <= value < size or value & (size - 1 - mask)):
            bits = max(value.bit_length(), mask.bit_length())
            raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bits(value, bits)}\n"
                             f"  allowed {_bits(mask, bits)}")
        given = value
        if value < 0:
            value += max(size, 1 << value.bit_length()) if keeps else size
        parts = [found for found in cls if found._value_ & value]
        if value & ~singles:
            parts += [found for found in cls._member_map_.values() if found not in parts
                      and found._value_ and found._value_ & value == found._value_]
        rest = value
        for found in parts:
            rest &= ~found._value_
        names = [found._name_ for found in parts]
        if names and rest:
            names.append(str(rest))
        made = object.__new__(cls)
        made._name_, made._value_ = "|".join(names) or None, value
        made = cls._value2member_map_.setdefault(value, made)
        cls._value2member_map_[given] = made
        return made

    def _with(self, other, test):
        if not isinstance(other, self.__class__):
            if not (isinstance(self, int) and isinstance(other, int)):
                return NotImplemented
        else:
            other = other._value_
        return self.__class__(test(self._value_, other))

    def __or__(self, other):
        return self._with(other, lambda a, b: a | b)

    def __and__(self, other):
        return self._with(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._with(other, lambda a, b: a ^ b)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if isinstance(self, int):
            return self.__class__(~self._value_)
        rest = 0
        for found in self.__class__:
            rest |= found._value_ & ~self._value_
        return self.__class__(rest)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__name__!r} "
                            f"and {self.__class__.__name__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([found for found in self.__class__ if found._value_ & self._value_])

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return self._value_ != 0

    def __eq__(self, other):
        return self.__class__ is other.__class__ and self._value_ == other._value_

    def __hash__(self):
        return hash(self._value_)

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __repr__(self):
        name = "" if self._name_ is None else "." + self._name_
        return f"<{self.__class__.__name__}{name}: {self._value_}>"


class IntFlag(int, Flag, _Mixed):
    __str__, __format__ = IntEnum.__str__, IntEnum.__format__
    __eq__ = _Mixed.__eq__


def _bits(value, count):
    return f"0b{value < 0:d} {value % (1 << count):0{count}b}"


def _made(cls, start=1):
    if not issubclass(cls, Enum):
        return cls
    for base in cls.__mro__[1:]:
        if getattr(base, "_member_names_", ()):
            raise TypeError(f"<enum {cls.__name__!r}> cannot extend {base!r}")
    kind, own, given = _kind(cls), _do("names", cls), {}
    if kind is not None and not issubclass(cls, _Mixed) and not hasattr(cls, "_mixed"):
        for name in ["_mixed", *_do("names", _Mixed)]:
            if name not in own:
                _do("set", cls, name, getattr(_Mixed, name, True))
    for name in own:
        value = getattr(cls, name)
        if isinstance(value, nonmember):
            _do("set", cls, name, value.value)
        elif name[:2] == name[-2:] == "__" or name.startswith(f"_{cls.__name__}__"):
            continue
        elif name[0] == name[-1] == "_":
            if name not in ("_generate_next_value_", "_missing_", "_order_", "_ignore_"):
                raise ValueError(f"_sunder_ names, such as {name!r}, are reserved for future "
                                 "Enum use")
        elif type(value).__name__ not in ("function", "method", "property"):
            given[name] = value.value if isinstance(value, member) else value
    _fill(cls, given, start)
    return cls


def _kind(cls):
    for base in cls.__mro__:
        if base in (str, int, float):
            return base
    return None


def _fill(cls, given, start):
    members, names, known, values = {}, [], {}, []
    kind, ignored = _kind(cls), getattr(cls, "_ignore_", ())
    if isinstance(ignored, str):
        ignored = ignored.replace(",", " ").split()

    def settled(value):
        if not isinstance(value, auto):
            return value
        value._value = value._settle(
            lambda: cls._generate_next_value_(name, start, len(names), values[:]))
        return value._value
    for name, value in given.items():
        if name in ignored:
            continue
        if isinstance(value, tuple):
            value = tuple([settled(part) for part in value])
        value = settled(value)
        args = value if isinstance(value, tuple) else (value,)
        if issubclass(cls, StrEnum) and not isinstance(args[0], str):
            raise TypeError(f"{args[0]!r} is not a string")
        made = cls.__new__(cls, *args)
        made._name_ = name
        if not hasattr(made, "_value_"):
            made._value_ = value if kind is None else kind(*args)
        made.__init__(*args)
        value = made._value_
        values.append(value)
        same = [found for found in members.values() if found._value_ == value]
        if same:
            made = same[0]
        elif not issubclass(cls, Flag) or isinstance(value, int) and value.bit_count() == 1:
            names.append(name)
        members[name] = made
        _do("set", cls, name, made)
        try:
            known.setdefault(value, made)
        except TypeError:
            pass
    for name, value in (("_member_map_", members), ("_member_names_", names),
                        ("_value2member_map_", known), ("__members__", mappingproxy(members))):
        _do("set", cls, name, value)


def _named(base, title, names, kind, start):
    if base._member_names_:
        raise TypeError(f"<enum {title!r}> cannot extend {base!r}")
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if not isinstance(names, dict):
        names = dict([(name, auto()) if isinstance(name, str) else name for name in names])
    if kind is None:
        class made(base):
            pass
    else:
        class made(kind, base):
            pass
    for name, value in [("__name__", title), *names.items()]:
        _do("set", made, name, value)
    return _made(made, start)


def unique(enumeration):
    same = [f"{name} -> {found._name_}" for name, found in enumeration.__members__.items()
            if name != found._name_]
    if same:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(same)}")
    return enumeration
