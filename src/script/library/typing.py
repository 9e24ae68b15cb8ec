class _Any:
    def __getitem__(self, item):
        return self


Any = Optional = Union = List = Dict = Tuple = Set = Callable = Iterable = Iterator = Generator = _Any()
Awaitable = Coroutine = AsyncIterator = AsyncGenerator = Sequence = Type = Literal = Final = _Any()
