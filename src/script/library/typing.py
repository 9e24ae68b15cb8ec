from collections import _NamedTuple


class _Any:
    def __getitem__(self, item):
        return self

    def __or__(self, other):
        return self

    __ror__ = __or__


TYPE_CHECKING = False
Any = Optional = Union = List = Dict = Tuple = Set = Callable = Iterable = Iterator = _Any()
Generator = Awaitable = Coroutine = AsyncIterator = AsyncGenerator = Sequence = Type = _Any()
Literal = Final = ClassVar = Mapping = MutableMapping = Deque = DefaultDict = NoReturn = _Any()
Self = AsyncIterable = FrozenSet = Counter = OrderedDict = Text = Hashable = Sized = _Any()
Annotated = Collection = Concatenate = Container = ItemsView = KeysView = LiteralString = _Any()
MutableSequence = MutableSet = Never = NotRequired = ReadOnly = Required = Reversible = _Any()
AbstractSet = SupportsFloat = SupportsInt = TypeAlias = TypeGuard = Unpack = ValuesView = _Any()
AnyStr = AsyncContextManager = ChainMap = ContextManager = _Any()


class Generic:
    pass


class Protocol:
    pass


def TypeVar(name, *constraints, bound=None):
    return _Any()


def cast(typ, val):
    return val


class ParamSpec:
    args = kwargs = None

    def __init__(self, name, *, bound=None):
        self.__name__ = name


def TypeVarTuple(name):
    return _Any()


def NewType(name, tp):
    return lambda value: value


def overload(func):
    return func


def final(f):
    return f


def override(method, /):
    return method


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


class NamedTuple(_NamedTuple):
    def __new__(cls, *args, **kwargs):
        if not cls._fields:
            cls._fields = cls.__match_args__ = tuple(_fields(cls))
            cls._field_defaults = {
                name: getattr(cls, name) for name in cls._fields if hasattr(cls, name)}
        return super().__new__(cls)


class TypedDict:
    def __new__(cls, *args, **kwargs):
        return dict(*args, **kwargs)
