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


class Generic:
    pass


class Protocol:
    pass


def TypeVar(name, *constraints, bound=None):
    return _Any()


def cast(typ, val):
    return val
