class _Manager:
    def __init__(self, make):
        self.make, self.generator = make, make()

    def __call__(self, func):
        def inner(*args, **kwds):
            with _Manager(self.make):
                return func(*args, **kwds)
        return inner

    def __enter__(self):
        try:
            return next(self.generator)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, error, traceback):
        if error is None:
            if next(self.generator, self) is not self:
                raise RuntimeError("generator didn't stop")
            return False
        try:
            self.generator.throw(error)
        except StopIteration:
            return True
        except BaseException as other:
            if other is error:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")

    async def __aenter__(self):
        async for value in self.generator:
            return value
        raise RuntimeError("generator didn't yield")

    async def __aexit__(self, kind, error, traceback):
        return self.__exit__(kind, error, traceback)


def contextmanager(func):
    def helper(*args, **kwds):
        return _Manager(lambda: func(*args, **kwds))
    return helper


asynccontextmanager = contextmanager


class suppress:
    def __init__(self, *exceptions):
        self.exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, error, traceback):
        return error is not None and isinstance(error, self.exceptions)


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *info):
        self.thing.close()


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *info):
        return None

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *info):
        return None


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, *info):
        return None


class ExitStack:
    def __init__(self):
        self._exits = []

    def push(self, manager):
        self._exits.append(manager.__exit__)
        return manager

    def pop_all(self):
        other = self.__class__()
        other._exits, self._exits = self._exits, []
        return other

    def close(self):
        self.__exit__(None, None, None)

    def enter_context(self, manager):
        value = manager.__enter__()
        self._exits.append(manager.__exit__)
        return value

    def callback(self, callback, /, *args, **kwds):
        self._exits.append(lambda *info: callback(*args, **kwds) and False)
        return callback

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        swallowed = False
        while self._exits:
            if self._exits.pop()(kind, error, traceback):
                kind, error, swallowed = None, None, True
        return swallowed


class AsyncExitStack(ExitStack):
    async def enter_async_context(self, manager):
        value = await manager.__aenter__()
        self._exits.append((manager.__aexit__,))
        return value

    def push_async_callback(self, function, *args, **kwds):
        async def leave(*info):
            await function(*args, **kwds)
        self._exits.append((leave,))

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        swallowed = False
        while self._exits:
            leave = self._exits.pop()
            if isinstance(leave, tuple):
                swallows = await leave[0](kind, error, traceback)
            else:
                swallows = leave(kind, error, traceback)
            if swallows:
                kind, error, swallowed = None, None, True
        return swallowed
