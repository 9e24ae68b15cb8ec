import contextvars as _contextvars
import queue as _queue
import threading as _threading
from concurrent.futures import ThreadPoolExecutor as _Pool
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED

CancelledError = _b_CancelledError
TimeoutError = _b_TimeoutError
_tasks = {}
_counts = {"task": 0}
_pools = {}
_loops = {}
_default = []


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


class Future:
    def __init__(self, *, loop=None):
        self._loop = _running() if loop is None else loop
        self._state, self._message = "PENDING", None
        self._result = self._exception = None
        self._callbacks = []
        self._engine = None

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def result(self):
        if self._state == "CANCELLED":
            raise self._cancelled()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._cancelled()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def _cancelled(self):
        return CancelledError() if self._message is None else CancelledError(self._message)

    def set_result(self, result):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        self._result = result
        self._settle("FINISHED")

    def set_exception(self, exception):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        self._exception = exception() if isinstance(exception, type) else exception
        self._settle("FINISHED")

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._message = msg
        self._settle("CANCELLED")
        return True

    def _settle(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            if isinstance(callback, tuple):
                _do("unpark", callback[0])
            else:
                self._loop.call_soon(callback, self)

    def add_done_callback(self, fn, *, context=None):
        if self._state != "PENDING":
            self._loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)

    def remove_done_callback(self, fn):
        before = len(self._callbacks)
        self._callbacks = [known for known in self._callbacks if known != fn]
        return before - len(self._callbacks)

    def get_loop(self):
        return self._loop

    async def _await(self):
        if self._state == "PENDING":
            engine = _do("current")
            task = _tasks[engine]
            self._callbacks.append((engine,))
            task._waiter = self
            try:
                # Who has been cancelled meanwhile cancels what it comes to wait for.
                if task._requests and _do("cancel", None):
                    self.cancel(task._message)
                if self._state == "PENDING":
                    await _do("park", self._engine)
                else:
                    await _do("yield")
                if task._must_cancel:
                    task._must_cancel = False
                    raise task._cancelled()
            finally:
                task._waiter = None
        return self.result()

    def __repr__(self):
        text = self._state.lower()
        if self._state == "FINISHED" and self._exception is not None:
            text += f" exception={self._exception!r}"
        elif self._state == "FINISHED":
            text += f" result={self._result!r}"
        return f"<{self.__class__.__name__} {text}>"


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, main=False):
        super().__init__(loop=loop)
        if not main and not _do("is_coroutine", coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        _counts["task"] += 1
        self._name = f"Task-{_counts['task']}" if name is None else str(name)
        self._coro = coro
        self._waiter = None
        self._started = main
        self._must_cancel = False
        self._requests, self._why = 0, None
        self._context = _contextvars.copy_context() if context is None else context
        if main:
            self._engine = _do("current")
            _tasks[self._engine] = self
        elif self._loop._number is None:
            self._loop._early.append(lambda: self._start(name))
        else:
            self._start(name)

    def _start(self, name):
        self._engine = _do("coroutine", self._body(), self._coro if name is None else self._name)
        _tasks[self._engine] = self
        _contextvars._contexts[self._engine] = self._context._values

    async def _body(self):
        self._started = True
        try:
            if self._must_cancel:
                raise self._cancelled()
            self._result = self._told(await self._coro)
        except CancelledError as error:
            self._why, self._message = error.args, None
            self._end("CANCELLED")
            raise
        except BaseException as error:
            self._exception = error
            self._end("FINISHED")
            raise
        self._end("FINISHED")

    def _told(self, result):
        # It cancelled itself and has awaited nothing since.
        if self._requests and _do("cancel", None):
            raise self._cancelled()
        return result

    def _cancelled(self):
        # Only the first to ask hears why.
        why, self._why = self._why, None
        return super()._cancelled() if why is None else CancelledError(*why)

    def _end(self, state):
        del _tasks[self._engine]
        _contextvars._contexts.pop(self._engine, None)
        self._settle(state)

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._requests += 1
        self._message = msg
        waiter = self._waiter
        if waiter is not None and (waiter.cancel(msg) or waiter.cancelled()):
            return True
        # A gather whose tasks have all ended: it hears when that has come about.
        if waiter is not None and not waiter.done():
            self._must_cancel = True
            return True
        if self._started:
            _do("cancel", self._engine, *(() if msg is None else (msg,)))
        else:
            self._must_cancel = True
        return True

    def cancelling(self):
        return self._requests

    def uncancel(self):
        if self._requests > 0:
            self._requests -= 1
        return self._requests

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def __repr__(self):
        text = super().__repr__().split(" ", 2)
        text[1] = text[1].strip(">")
        rest = " " + text[2] if len(text) > 2 else ">"
        return f"<Task {text[1]} name={self._name!r}{rest}"


class AbstractEventLoop:
    def __init__(self):
        self._number, self._early, self._closed, self._stop = None, [], False, None

    def time(self):
        return _do("now")

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro, loop=self, name=name, context=context)

    def create_future(self):
        return Future(loop=self)

    def call_soon(self, callback, *args, context=None):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        callback = _in_context(callback, context)
        handle = _Handle(None)
        if self._number is None:
            self._early.append(lambda: handle._begin("call_soon", self._number, callback, *args))
        else:
            handle._begin("call_soon", self._number, callback, *args)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        callback = _in_context(callback, context)
        handle = _Handle(when)
        if self._number is None:
            self._early.append(lambda: handle._later(callback, *args))
        else:
            handle._later(callback, *args)
        return handle

    def run_in_executor(self, executor, func, *args):
        if executor is None:
            if self not in _pools:
                _pools[self] = _Pool(thread_name_prefix="asyncio")
            executor = _pools[self]
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        _pools[self] = executor

    def _begin(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _do("loop") is not None:
            raise RuntimeError("This event loop is already running" if self._number is not None
                               else "Cannot run the event loop while another loop is running")
        self._number = _do("loop_begin")
        _loops[self._number] = self
        early, self._early = self._early, []
        for begin in early:
            begin()

    def _finish(self):
        del _loops[self._number]
        self._number = None
        _do("loop_end")

    def run_until_complete(self, future):
        self._begin()
        try:
            if iscoroutine(future):
                task = Task(future, main=True)
                try:
                    return task._told(await future)
                finally:
                    _do("cancel", None)
                    await _do("yield")
                    await _do("turn_end")
                    del _tasks[task._engine]
            return await _Waiter(ensure_future(future)).end()
        finally:
            self._finish()

    def run_forever(self):
        self._begin()
        self._stop = Future()
        try:
            await _Waiter(self._stop).end()
        finally:
            self._stop = None
            self._finish()

    def stop(self):
        if self._stop is None:
            self._early.append(self.stop)
        elif not self._stop.done():
            self._stop.set_result(None)

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        if self in _pools:
            await _to_thread_of(_pools.pop(self).shutdown)

    def set_debug(self, enabled):
        pass

    def get_debug(self):
        return False

    def set_exception_handler(self, handler):
        pass

    def is_running(self):
        return self._number is not None

    def is_closed(self):
        return self._closed

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True


class _Waiter:
    # Waits for a future outside of any task of asyncio.
    def __init__(self, future):
        self._future = future

    async def end(self):
        if not self._future.done():
            self._future._callbacks.append((_do("current"),))
            await _do("park", self._future._engine)
        return self._future.result()


def _in_context(callback, context):
    context = _contextvars.copy_context() if context is None else context
    return (lambda *args: context.run(callback, *args)) if context else callback


class _Handle:
    def __init__(self, when):
        self._number, self._when, self._cancelled = None, when, False

    def _begin(self, *call):
        if not self._cancelled:
            self._number = _do(*call)

    def _later(self, callback, *args):
        self._begin("call_later", self._when - _do("now"), callback, *args)

    def cancel(self):
        self._cancelled = True
        if self._number is not None:
            _do("forget", self._number)

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


def run(main, *, debug=None, loop_factory=None):
    with Runner() as runner:
        return runner.run(main)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._own = AbstractEventLoop()

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.close()

    def get_loop(self):
        return self._own

    def close(self):
        self._own.close()

    def run(self, coro, *, context=None):
        if _do("loop") is not None:
            raise RuntimeError("asyncio.run() cannot be called from a running event loop")
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        loop = self._own
        loop._begin()
        task = Task(coro, main=True)
        try:
            return task._told(await coro)
        finally:
            _do("cancel", None)
            await _do("yield")
            await _do("turn_end")
            task._must_cancel = False
            others = [t for t in _tasks.values() if t._loop is loop and t is not task]
            for other in others:
                other.cancel()
            if others:
                await gather(*others, return_exceptions=True)
                await _do("turn_end")
                # The loop is run once more for generators and once for executors, two rounds
                # each: whoever was created meanwhile gets as far as these.
                for _ in range(4):
                    if all(t.done() for t in _tasks.values() if t._loop is loop and t is not task):
                        break
                    await _do("yield")
                    await _do("turn_end")
            await loop.shutdown_default_executor()
            del _tasks[task._engine]
            loop._finish()


async def _to_thread_of(function):
    done = Future()
    loop = get_running_loop()

    def work():
        function()
        loop.call_soon_threadsafe(done.set_result, None)
    _threading.Thread(target=work, name="asyncio shutdown").start()
    await done


def get_running_loop():
    return _running()


def _running():
    number = _do("loop")
    if number is None:
        raise RuntimeError("no running event loop")
    return _loops[number]


def get_event_loop():
    number = _do("loop")
    if number is not None:
        return _loops[number]
    if not _default:
        _default.append(AbstractEventLoop())
    return _default[0]


def new_event_loop():
    return AbstractEventLoop()


class _Policy:
    def get_event_loop(self):
        return get_event_loop()

    def new_event_loop(self):
        return AbstractEventLoop()

    def set_event_loop(self, loop):
        set_event_loop(loop)


DefaultEventLoopPolicy = _Policy


def get_event_loop_policy():
    return _Policy()


def set_event_loop_policy(policy):
    pass


def set_event_loop(loop):
    _default[:] = [] if loop is None else [loop]


def create_task(coro, *, name=None, context=None):
    return Task(coro, name=name, context=context)


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    if _do("is_coroutine", coro_or_future):
        return Task(coro_or_future, loop=loop)
    if hasattr(coro_or_future, "__await__"):
        return Task(_wrap_awaitable(coro_or_future), loop=loop)
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


async def _wrap_awaitable(awaitable):
    return await awaitable


def current_task(loop=None):
    return _tasks.get(_do("current"))


def all_tasks(loop=None):
    loop = _running() if loop is None else loop
    return {task for task in _tasks.values() if task._loop is loop}


def iscoroutine(obj):
    return _do("is_coroutine", obj)


def iscoroutinefunction(func):
    return _do("is_coroutine_function", func)


def isfuture(obj):
    return isinstance(obj, Future)


