_MISSING = object()


class FrozenInstanceError(AttributeError):
    pass


class Field:
    def __init__(self, default, default_factory, init, repr, compare, kw_only):
        self.name, self.default, self.default_factory = None, default, default_factory
        self.init, self.repr, self.compare, self.kw_only = init, repr, compare, kw_only


def field(*, default=_MISSING, default_factory=_MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=None):
    return Field(default, default_factory, init, repr, compare, kw_only)


def _fields_of(cls, kw_only):
    found, above, own = {}, getattr(cls, "_dataclass_fields", {}), _own(cls)
    for name in _fields(cls):
        if name in above and name not in own:
            found[name] = above[name]
            continue
        default = getattr(cls, name, _MISSING)
        if not isinstance(default, Field):
            default = field(default=default)
        if isinstance(default.default, (list, dict, set)):
            raise ValueError(f"mutable default {type(default.default)} for field {name} "
                             "is not allowed: use default_factory")
        default.name = name
        if default.kw_only is None:
            default.kw_only = kw_only
        found[name] = default
    return found


def _missing(cls, names, kind):
    count, listed = len(names), [repr(name) for name in names]
    if count > 2:
        listed = [", ".join(listed[:-1]) + ",", listed[-1]]
    plural = "" if count == 1 else "s"
    return TypeError(f"{cls.__name__}.__init__() missing {count} required {kind} "
                     f"argument{plural}: {' and '.join(listed)}")


def dataclass(cls=None, *, init=True, repr=True, eq=True, order=False, frozen=False,
              kw_only=False, slots=False):
    def process(cls):
        fields = cls._dataclass_fields = _fields_of(cls, kw_only)
        given = [name for name in fields if fields[name].init]
        placed = [name for name in given if not fields[name].kw_only]
        shown = [name for name in fields if fields[name].repr]
        compared = [name for name in fields if fields[name].compare]

        def is_needed(name):
            return fields[name].default is fields[name].default_factory

        needed = [is_needed(name) for name in placed]
        if init and needed != sorted(needed, reverse=True):
            name = placed[needed.index(True, needed.index(False))]
            raise TypeError(f"non-default argument {name!r} follows default argument")
        for name in fields:
            if getattr(cls, name, None) is fields[name]:
                if fields[name].default is _MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, fields[name].default)

        def __init__(self, *args, **kwargs):
            if len(args) > len(placed):
                fewest, most = needed.count(True) + 1, len(placed) + 1
                takes = most if fewest == most else f"from {fewest} to {most}"
                raise TypeError(f"{cls.__name__}.__init__() takes {takes} positional argument"
                                f"{'s' if placed else ''} but {len(args) + 1} were given")
            values = dict(zip(placed, args))
            for name in kwargs:
                if name not in given:
                    raise TypeError(f"{cls.__name__}.__init__() got an unexpected keyword "
                                    f"argument '{name}'")
                if name in values:
                    raise TypeError(f"{cls.__name__}.__init__() got multiple values for "
                                    f"argument '{name}'")
                values[name] = kwargs[name]
            for names, kind in (placed, "positional"), (given, "keyword-only"):
                missing = [name for name in names if is_needed(name) and name not in values]
                if missing:
                    raise _missing(cls, missing, kind)
            for name in fields:
                if name in values:
                    value = values[name]
                elif fields[name].default_factory is not _MISSING:
                    value = fields[name].default_factory()
                elif fields[name].default is not _MISSING:
                    value = fields[name].default
                else:
                    continue
                _do("set", self, name, value)
            if hasattr(self, "__post_init__"):
                self.__post_init__()

        def values(self):
            return tuple([getattr(self, name) for name in compared])

        def __repr__(self):
            parts = [f"{name}={getattr(self, name)!r}" for name in shown]
            return f"{self.__class__.__name__}({', '.join(parts)})"

        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        def __hash__(self):
            if not frozen:
                raise TypeError(f"unhashable type: {self.__class__.__name__!r}")
            return hash(values(self))

        def compare(test):
            def method(self, other):
                if other.__class__ is not self.__class__:
                    return NotImplemented
                return test(values(self), values(other))
            return method

        def __setattr__(self, name, value):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        own = _own(cls)
        if "__match_args__" not in own:
            cls.__match_args__ = tuple(placed)
        if init and "__init__" not in own:
            cls.__init__ = __init__
        if repr and "__repr__" not in own:
            cls.__repr__ = __repr__
        if eq and "__eq__" not in own:
            cls.__eq__ = __eq__
        if eq and "__hash__" not in own:
            cls.__hash__ = __hash__
        if order:
            cls.__lt__ = compare(lambda a, b: a < b)
            cls.__le__ = compare(lambda a, b: a <= b)
            cls.__gt__ = compare(lambda a, b: a > b)
            cls.__ge__ = compare(lambda a, b: a >= b)
        if frozen:
            cls.__setattr__ = __setattr__
        return cls
    return process if cls is None else process(cls)


def _own(cls):
    return _do("names", cls)


def is_dataclass(obj):
    return hasattr(obj, "_dataclass_fields")


def fields(class_or_instance):
    if not is_dataclass(class_or_instance):
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(class_or_instance._dataclass_fields.values())


def _copy(value, made):
    if is_dataclass(value):
        return made([(f.name, _copy(getattr(value, f.name), made)) for f in fields(value)])
    if isinstance(value, list):
        return [_copy(item, made) for item in value]
    if isinstance(value, tuple):
        return tuple([_copy(item, made) for item in value])
    if isinstance(value, dict):
        return {_copy(key, made): _copy(item, made) for key, item in value.items()}
    return value


def asdict(obj, *, dict_factory=dict):
    return _copy(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    return _copy(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def replace(obj, /, **changes):
    for f in fields(obj):
        if f.init and f.name not in changes:
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
