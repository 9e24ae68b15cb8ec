async def sleep(delay, result=None):
    if delay <= 0:
        await _do("yield")
    else:
        await _do("sleep", delay)
    return result


class _Gathering(Future):
    def __init__(self, children):
        super().__init__()
        self._children = children
        self._asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        stopped = [child.cancel(msg) for child in self._children]
        if any(stopped):
            self._asked, self._message = True, msg
        return any(stopped)


def gather(*coros_or_futures, return_exceptions=False):
    known, children = {}, []
    for awaitable in coros_or_futures:
        if id(awaitable) not in known:
            known[id(awaitable)] = ensure_future(awaitable)
        children.append(known[id(awaitable)])
    outer = _Gathering(children)
    if not children:
        outer.set_result([])
        return outer
    left = [len(known)]

    def done(future):
        left[0] -= 1
        if outer.done():
            return
        if not return_exceptions:
            if future.cancelled():
                return outer.set_exception(future._cancelled())
            if future.exception() is not None:
                return outer.set_exception(future.exception())
        if left[0] == 0:
            if outer._asked:
                return outer.set_exception(outer._cancelled())
            outer.set_result([_outcome(child) for child in children])
    for child in known.values():
        child.add_done_callback(done)
    return outer


def _outcome(future):
    if future.cancelled():
        return CancelledError("" if future._message is None else future._message)
    return future.result() if future.exception() is None else future.exception()


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if any(iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    waiter = Future()
    left = [len(fs)]

    def release(*args):
        if not waiter.done():
            waiter.set_result(None)

    def done(future):
        left[0] -= 1
        failed = not future.cancelled() and future.exception() is not None
        if (left[0] <= 0 or return_when == FIRST_COMPLETED
                or return_when == FIRST_EXCEPTION and failed):
            if timer is not None:
                timer.cancel()
            release()
    timer = None if timeout is None else get_running_loop().call_later(timeout, release)
    # Also of those that have ended: their callbacks come in the next turn.
    for future in fs:
        future.add_done_callback(done)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(done)
    return {f for f in fs if f.done()}, {f for f in fs if not f.done()}


class Timeout:
    def __init__(self, when):
        self._when = when
        self._task = self._timer = None
        self._state = "created"

    def when(self):
        return self._when

    def reschedule(self, when):
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._timer = loop.call_soon(self._expire)
            else:
                self._timer = loop.call_at(when, self._expire)

    def expired(self):
        return self._state in ("expiring", "expired")

    def _expire(self):
        self._task.cancel()
        self._state = "expiring"
        self._timer = None

    async def __aenter__(self):
        self._task = current_task()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "entered"
        self._requests = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, traceback):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state == "expiring":
            self._state = "expired"
            if self._task.uncancel() <= self._requests and isinstance(error, CancelledError):
                raise TimeoutError from error
        else:
            self._state = "exited"


def timeout(delay):
    return Timeout(None if delay is None else _do("now") + delay)


def timeout_at(when):
    return Timeout(when)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        ended = Future()
        fut.add_done_callback(lambda fut: ended.done() or ended.set_result(None))
        fut.cancel()
        await ended
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with Timeout(None if timeout is None else _do("now") + timeout):
        return await fut


def as_completed(fs, *, timeout=None):
    todo = [ensure_future(f) for f in fs]
    done = Queue()
    left = [len(todo)]

    def completed(future):
        if left[0]:
            left[0] -= 1
            done.put_nowait(future)
            if not left[0] and timer is not None:
                timer.cancel()

    def expire():
        for _ in range(left[0]):
            done.put_nowait(None)
        left[0] = 0

    async def one():
        future = await done.get()
        if future is None:
            raise TimeoutError
        return future.result()
    timer = None if timeout is None else get_running_loop().call_later(timeout, expire)
    for future in todo:
        future.add_done_callback(completed)
    for _ in range(len(todo)):
        yield one()


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = Future()

    inner.add_done_callback(lambda inner: _settle(outer, inner))
    return outer


def _settle(outer, inner):
    # As the inner one has ended, unless it has ended itself.
    if outer.done():
        return
    if inner.cancelled():
        outer.cancel()
    elif inner.exception() is not None:
        outer.set_exception(inner.exception())
    else:
        outer.set_result(inner.result())


class TaskGroup:
    def __init__(self):
        self._parent = self._waiter = None
        self._tasks = []
        self._errors = []
        self._exiting = self._aborting = self._asked = False

    def __repr__(self):
        tasks = f" tasks={len(self._tasks)}" if self._tasks else ""
        errors = f" errors={len(self._errors)}" if self._errors else ""
        state = " cancelling" if self._aborting else " entered" if self._parent else ""
        return f"<TaskGroup{tasks}{errors}{state}>"

    async def __aenter__(self):
        self._parent = current_task()
        if self._parent is None:
            raise RuntimeError("TaskGroup cannot determine the parent task")
        return self

    def create_task(self, coro, *, name=None, context=None):
        if self._aborting or self._exiting and not self._tasks:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = Task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._done)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _done(self, task):
        self._tasks.remove(task)
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled() or task.exception() is None:
            return
        self._errors.append(task.exception())
        if not self._aborting and not self._asked:
            self._abort()
            if not self._parent.done():
                self._asked = True
                self._parent.cancel()

    async def __aexit__(self, kind, error, traceback):
        self._exiting = True
        cancelled = error if isinstance(error, CancelledError) else None
        if self._asked and self._parent.uncancel() == 0:
            cancelled = None
        if error is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._waiter = Future()
            try:
                await self._waiter
            except CancelledError as ended:
                if not self._aborting:
                    cancelled = ended
                    self._abort()
            self._waiter = None
        if cancelled is not None and not self._errors:
            raise cancelled
        if error is not None and not isinstance(error, CancelledError):
            self._errors.append(error)
        errors, self._errors = self._errors, []
        if errors:
            raise ExceptionGroup("unhandled errors in a TaskGroup", errors) from None


def wrap_future(future, *, loop=None):
    loop = _running() if loop is None else loop
    outer = Future(loop=loop)
    future.add_done_callback(lambda inner: loop.call_soon_threadsafe(_settle, outer, inner))
    return outer


async def to_thread(func, *args, **kwargs):
    context = _contextvars.copy_context()
    call = lambda: context.run(func, *args, **kwargs)
    return await get_running_loop().run_in_executor(None, call)


def run_coroutine_threadsafe(coro, loop):
    from_future = _Pool._new_future()

    def start():
        task = ensure_future(coro, loop=loop)

        def done(task):
            if task.cancelled():
                from_future.cancel()
            elif task.exception() is not None:
                from_future.set_exception(task.exception())
            else:
                from_future.set_result(task.result())
        task.add_done_callback(done)
    loop.call_soon_threadsafe(start)
    return from_future


