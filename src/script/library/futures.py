import multiprocessing as _processes
import threading as _threading

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = _b_TimeoutError
CancelledError = _b_CancelledError
_counts = {"pools": 0}


class InvalidStateError(Exception):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future:
    def __init__(self):
        self._state = "PENDING"
        self._result = self._exception = None
        self._done = _do("sync", "Event", None)
        self._callbacks = []

    def cancel(self):
        if self._state in ("RUNNING", "FINISHED"):
            return False
        if self._state == "PENDING":
            self._settle("CANCELLED")
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def _wait(self, timeout):
        if not self._done.is_set() and not self._done.wait(timeout):
            raise TimeoutError
        if self._state == "CANCELLED":
            raise CancelledError

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def set_result(self, result):
        self._result = result
        self._settle("FINISHED")

    def set_exception(self, exception):
        self._exception = exception
        self._settle("FINISHED")

    def _settle(self, state):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._state = state
        self._done.set()
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback(self)

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def __repr__(self):
        text = self._state.lower()
        if self._state == "FINISHED" and self._exception is not None:
            text += f" raised {self._exception.__class__.__name__}"
        elif self._state == "FINISHED":
            text += f" returned {self._result.__class__.__name__}"
        return f"<Future at {id(self):#x} state={text}>"


class Executor:
    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.shutdown(wait=True)
        return False

    def map(self, func, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _do("now") + timeout
        submitted = [self.submit(func, *args) for args in zip(*iterables)]

        def results():
            for future in submitted:
                yield future.result(None if end is None else end - _do("now"))
        return results()


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, _do("cores") + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{_counts['pools']}"
            _counts["pools"] += 1
        self._max_workers, self._prefix = max_workers, thread_name_prefix
        self._initializer, self._initargs = initializer, initargs
        self._work = _do("sync", "Queue", 0)
        self._idle = 0
        self._threads = []
        self._shut = False

    @staticmethod
    def _new_future():
        return Future()

    def submit(self, fn, /, *args, **kwargs):
        if self._shut:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._work.put((future, fn, args, kwargs))
        if self._idle > 0:
            self._idle -= 1
        elif len(self._threads) < self._max_workers:
            name = f"{self._prefix}_{len(self._threads)}"
            thread = _threading.Thread(target=self._serve, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def _serve(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            try:
                job = self._work.get(False)
            except TimeoutError:
                self._idle += 1
                job = self._work.get()
            if job is None:
                self._work.put(None)
                return
            future, fn, args, kwargs = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def shutdown(self, wait=True, *, cancel_futures=False):
        if not self._shut:
            self._shut = True
            while cancel_futures and not self._work.empty():
                self._work.get()[0].cancel()
            self._work.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    waiting = [future for future in fs if not future.done()]
    enough = not waiting or return_when == FIRST_COMPLETED and len(waiting) < len(fs)
    if return_when == FIRST_EXCEPTION:
        enough = enough or any(f.done() and not f.cancelled() and f.exception() for f in fs)
    if not enough:
        left = [len(waiting)]
        event = _do("sync", "Event", None)

        def done(future):
            left[0] -= 1
            failed = not future.cancelled() and future.exception() is not None
            if (left[0] <= 0 or return_when == FIRST_COMPLETED
                    or return_when == FIRST_EXCEPTION and failed):
                event.set()
        for future in waiting:
            future.add_done_callback(done)
        event.wait(timeout)
    return DoneAndNotDoneFutures({f for f in fs if f.done()}, {f for f in fs if not f.done()})


class DoneAndNotDoneFutures:
    def __init__(self, done, not_done):
        self.done, self.not_done = done, not_done

    def __iter__(self):
        return iter((self.done, self.not_done))

    def __getitem__(self, index):
        return (self.done, self.not_done)[index]

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self.done!r}, not_done={self.not_done!r})"


def as_completed(fs, timeout=None):
    end = None if timeout is None else _do("now") + timeout
    fs = list(dict.fromkeys(fs))
    done = _do("sync", "Queue", 0)
    for future in [f for f in fs if f.done()] + [f for f in fs if not f.done()]:
        future.add_done_callback(done.put)
    for left in range(len(fs), 0, -1):
        try:
            yield done.get(True, None if end is None else max(0, end - _do("now")))
        except _b_TimeoutError:
            raise TimeoutError(f"{left} (of {len(fs)}) futures unfinished") from None


class ProcessPoolExecutor(Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        count = _do("cores") if max_workers is None else max_workers
        if count <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers, self._crew, self._shut = count, None, False
        method = None if mp_context is None else mp_context._method
        self._given = (count, "Process", initializer, initargs, method)

    def submit(self, fn, /, *args, **kwargs):
        if self._shut:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self._crew is None:
            self._crew = _processes._Crew(*self._given)
        future = Future()

        def take(good, value):
            if good:
                future.set_result(value[0])
            else:
                future.set_exception(value)
        self._crew.submit(fn, [(args, kwargs)], take)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        if not self._shut:
            self._shut = True
            if self._crew is not None:
                self._crew.stop()
        if wait and self._crew is not None:
            self._crew.join()
            self._crew = None
