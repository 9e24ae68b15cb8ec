class _Field:
    def __init__(self, default, factory, init, repr, compare):
        self.default, self.factory, self.init = default, factory, init
        self.repr, self.compare = repr, compare


_MISSING = object()


class FrozenInstanceError(AttributeError):
    pass


def field(*, default=_MISSING, default_factory=_MISSING, init=True, repr=True, compare=True):
    return _Field(default, default_factory, init, repr, compare)


def _fields_of(cls):
    fields, above, own = {}, getattr(cls, "_dataclass_fields", {}), _own(cls)
    for name in _fields(cls):
        if name in above and name not in own:
            fields[name] = above[name]
            continue
        default = getattr(cls, name, _MISSING)
        if not isinstance(default, _Field):
            default = _Field(default, _MISSING, True, True, True)
        fields[name] = default
    return fields


def _missing(cls, names):
    count, listed = len(names), [repr(name) for name in names]
    if count > 2:
        listed = [", ".join(listed[:-1]) + ",", listed[-1]]
    plural = "" if count == 1 else "s"
    return TypeError(f"{cls.__name__}.__init__() missing {count} required positional "
                     f"argument{plural}: {' and '.join(listed)}")


def dataclass(cls=None, *, init=True, repr=True, eq=True, order=False, frozen=False, slots=False):
    def process(cls):
        fields = cls._dataclass_fields = _fields_of(cls)
        given = [name for name in fields if fields[name].init]
        shown = [name for name in fields if fields[name].repr]
        compared = [name for name in fields if fields[name].compare]
        for name in fields:
            if getattr(cls, name, None) is fields[name]:
                if fields[name].default is _MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, fields[name].default)

        def __init__(self, *args, **kwargs):
            if len(args) > len(given):
                raise TypeError(f"{cls.__name__}.__init__() takes {len(given) + 1} positional "
                                f"arguments but {len(args) + 1} were given")
            values = dict(zip(given, args))
            for name in kwargs:
                if name not in given:
                    raise TypeError(f"{cls.__name__}.__init__() got an unexpected keyword "
                                    f"argument '{name}'")
                if name in values:
                    raise TypeError(f"{cls.__name__}.__init__() got multiple values for "
                                    f"argument '{name}'")
                values[name] = kwargs[name]
            missing = []
            for name in fields:
                if name in values:
                    value = values[name]
                elif fields[name].factory is not _MISSING:
                    value = fields[name].factory()
                elif fields[name].default is not _MISSING:
                    value = fields[name].default
                else:
                    if fields[name].init:
                        missing.append(name)
                    continue
                _do("set", self, name, value)
            if missing:
                raise _missing(cls, missing)
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

        def compare(test):
            def method(self, other):
                if other.__class__ is not self.__class__:
                    return NotImplemented
                return test(values(self), values(other))
            return method

        def __setattr__(self, name, value):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        own = _own(cls)
        if init and "__init__" not in own:
            cls.__init__ = __init__
        if repr and "__repr__" not in own:
            cls.__repr__ = __repr__
        if eq and "__eq__" not in own:
            cls.__eq__ = __eq__
        if order:
            cls.__lt__ = compare(lambda a, b: a < b)
            cls.__le__ = compare(lambda a, b: a <= b)
            cls.__gt__ = compare(lambda a, b: a > b)
            cls.__ge__ = compare(lambda a, b: a >= b)
        if frozen:
            cls.__setattr__ = __setattr__
            cls.__hash__ = lambda self: hash(values(self))
        return cls
    return process if cls is None else process(cls)


def _own(cls):
    return _do("names", cls)


def fields(instance):
    return [name for name in _fields(instance.__class__)]


def asdict(instance):
    return {name: getattr(instance, name) for name in _fields(instance.__class__)}


def astuple(instance):
    return tuple([getattr(instance, name) for name in _fields(instance.__class__)])


def replace(instance, **changes):
    return instance.__class__(**{**asdict(instance), **changes})
