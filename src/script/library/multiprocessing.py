import queue as _queue
import threading as _threading

_current = []
_counts = {"processes": 0}


class Process:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if name is None:
            _counts["processes"] += 1
            name = f"Process-{_counts['processes']}"
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self.name, self.daemon = name, bool(daemon)
        self._task = None

    def start(self):
        if self._task is not None:
            raise AssertionError("cannot start a process twice")
        self._task = _do("process", self._bootstrap, (), self.name, self.daemon)

    def _bootstrap(self):
        self._task = _do("current")
        _current[:] = [self]
        _threading._main.ident = _do("thread_id")
        _threading._threads.clear()
        _threading._threads[_threading._main.ident] = _threading._main
        self.run()

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self._task is None:
            raise AssertionError("can only join a started process")
        _do("wait_end", self._task, timeout)

    def is_alive(self):
        return self._task is not None and _do("exit_code", self._task) is None

    @property
    def exitcode(self):
        return None if self._task is None else _do("exit_code", self._task)

    @property
    def pid(self):
        return None if self._task is None else _do("pid", self._task)

    def terminate(self):
        _do("terminate", self._task)

    def kill(self):
        _do("terminate", self._task)

    def close(self):
        pass


class _MainProcess(Process):
    def __init__(self):
        self.name, self.daemon, self._task = "MainProcess", False, _do("current")


_current.append(_MainProcess())


def current_process():
    return _current[0]


def cpu_count():
    return _do("cores")


def set_start_method(method, force=False):
    if method not in ("fork", "spawn", "forkserver"):
        raise ValueError(f"cannot find context for {method!r}")


def freeze_support():
    pass


def Lock():
    return _do("sync", "Lock", None, True)


def RLock():
    return _do("sync", "RLock", None, True)


def Event():
    return _do("sync", "Event", None, True)


def Semaphore(value=1):
    return _do("sync", "Semaphore", value, True)


def BoundedSemaphore(value=1):
    return _do("sync", "BoundedSemaphore", value, True)


class Condition(_threading.Condition):
    pass


class Barrier:
    def __init__(self, parties):
        self.parties = parties
        self.wait = _do("sync", "Barrier", parties, True).wait


class JoinableQueue(_queue.Queue):
    _shared = True

    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


class Queue(JoinableQueue):
    pass


class SimpleQueue(JoinableQueue):
    pass


class _Connection:
    def __init__(self, inbox, outbox):
        self._in, self._out = inbox, outbox

    def send(self, obj):
        self._out.put((obj,))

    def recv(self):
        got = self._in.get()
        if got is None:
            raise EOFError
        return got[0]

    def poll(self, timeout=0.0):
        end = _do("now") + timeout
        while self._in.empty() and _do("now") < end:
            _do("sleep", 0.001)
        return not self._in.empty()

    def close(self):
        pass


def Pipe(duplex=True):
    a, b = Queue(), Queue()
    return _Connection(a, b), _Connection(b, a)


class _Shared:
    def __init__(self, number):
        self._cell = _do("cell", number)
        self._lock = RLock()

    @property
    def value(self):
        return _do("cell_get", self._cell)

    @value.setter
    def value(self, number):
        _do("cell_set", self._cell, number)

    def get_lock(self):
        return self._lock

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *info):
        self._lock.release()


def Value(typecode_or_type, value=0, *, lock=True):
    return _Shared(value)


class Array:
    def __init__(self, typecode_or_type, size_or_initializer, *, lock=True):
        numbers = size_or_initializer
        if isinstance(numbers, int):
            numbers = [0] * numbers
        self._cells = [_do("cell", number) for number in numbers]
        self._lock = RLock()

    def get_lock(self):
        return self._lock

    def __len__(self):
        return len(self._cells)

    def __getitem__(self, index):
        if isinstance(index, int):
            return _do("cell_get", self._cells[index])
        return [_do("cell_get", cell) for cell in self._cells[index]]

    def __setitem__(self, index, number):
        _do("cell_set", self._cells[index], number)

    def __iter__(self):
        return iter(self[:])


def _serve(jobs, results, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        job = jobs.get()
        if job is None:
            return
        number, at, function, args, kwargs = job
        try:
            outcome = (True, function(*args, **kwargs))
        except Exception as error:
            outcome = (False, error)
        results.put((number, at, outcome))


class AsyncResult:
    def __init__(self, pool, number, count, single):
        self._pool, self._number, self._single = pool, number, single
        self._left, self._outcomes = count, [None] * count

    def ready(self):
        while self._left and not self._pool._results.empty():
            self._pool._collect()
        return self._left == 0

    def successful(self):
        return all(outcome[0] for outcome in self._outcomes)

    def wait(self, timeout=None):
        end = None if timeout is None else _do("now") + timeout
        while self._left:
            try:
                self._pool._collect(None if end is None else max(0, end - _do("now")))
            except _queue.Empty:
                return

    def get(self, timeout=None):
        self.wait(timeout)
        if self._left:
            raise TimeoutError
        values = []
        for good, value in self._outcomes:
            if not good:
                raise value
            values.append(value)
        return values[0] if self._single else values


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        count = cpu_count() if processes is None else processes
        if count < 1:
            raise ValueError("Number of processes must be at least 1")
        self._jobs, self._results = Queue(), Queue()
        self._open, self._started = {}, 0
        args = (self._jobs, self._results, initializer, initargs)
        self._workers = [Process(target=_serve, args=args, name=f"PoolWorker-{i + 1}", daemon=True)
                         for i in range(count)]
        for worker in self._workers:
            worker.start()

    def _collect(self, timeout=None):
        number, at, outcome = self._results.get(True, timeout)
        result = self._open[number]
        result._outcomes[at] = outcome
        result._left -= 1
        return result, at

    def _submit(self, function, calls, single=False):
        self._started += 1
        result = self._open[self._started] = AsyncResult(self, self._started, len(calls), single)
        for at, (args, kwargs) in enumerate(calls):
            self._jobs.put((self._started, at, function, args, kwargs))
        return result

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return self._submit(func, [(tuple(args), kwds)], True)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._submit(func, [((item,), {}) for item in iterable])

    def starmap(self, func, iterable, chunksize=None):
        return self._submit(func, [(tuple(args), {}) for args in iterable]).get()

    def imap(self, func, iterable, chunksize=1):
        result = self.map_async(func, iterable)
        for at in range(len(result._outcomes)):
            while result._outcomes[at] is None:
                self._collect()
            good, value = result._outcomes[at]
            if not good:
                raise value
            yield value

    def imap_unordered(self, func, iterable, chunksize=1):
        result = self.map_async(func, iterable)
        for _ in range(len(result._outcomes)):
            while True:
                done, at = self._collect()
                if done is result:
                    break
            good, value = result._outcomes[at]
            if not good:
                raise value
            yield value

    def close(self):
        for _ in self._workers:
            self._jobs.put(None)

    def terminate(self):
        for worker in self._workers:
            worker.terminate()

    def join(self):
        for worker in self._workers:
            worker.join()

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.terminate()


def get_context(method=None):
    return _Context()


class _Context:
    Process, Queue, Pool, Lock, Event = Process, Queue, Pool, staticmethod(Lock), staticmethod(Event)
