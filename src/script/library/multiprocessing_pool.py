class _Proxy:
    # What a manager keeps: a value that every process reads and writes as a whole.
    def __init__(self, value):
        _do("set", self, "_cell", _do("cell", value))
        _do("set", self, "_lock", RLock())

    def _get(self):
        return _do("peek", self._cell)

    def _change(self, change):
        with self._lock:
            value = self._get()
            result = change(value)
            _do("poke", self._cell, value)
        return result

    def __len__(self):
        return len(self._get())

    def __iter__(self):
        return iter(self._get())

    def __contains__(self, item):
        return item in self._get()

    def __getitem__(self, key):
        return self._get()[key]

    def __setitem__(self, key, item):
        def put(value):
            value[key] = item
        self._change(put)

    def __delitem__(self, key):
        def delete(value):
            del value[key]
        self._change(delete)

    def __eq__(self, other):
        return self._get() == (other._get() if isinstance(other, _Proxy) else other)

    def __repr__(self):
        return repr(self._get())

    def copy(self):
        return self._get()

    def pop(self, *args):
        return self._change(lambda value: value.pop(*args))

    def clear(self):
        self._change(lambda value: value.clear())


class _ListProxy(_Proxy):
    def append(self, item):
        self._change(lambda value: value.append(item))

    def extend(self, items):
        self._change(lambda value: value.extend(items))

    def insert(self, index, item):
        self._change(lambda value: value.insert(index, item))

    def remove(self, item):
        self._change(lambda value: value.remove(item))

    def sort(self, *, key=None, reverse=False):
        self._change(lambda value: value.sort(key=key, reverse=reverse))

    def reverse(self):
        self._change(lambda value: value.reverse())

    def index(self, item):
        return self._get().index(item)

    def count(self, item):
        return self._get().count(item)


class _DictProxy(_Proxy):
    def get(self, key, default=None):
        return self._get().get(key, default)

    def keys(self):
        return list(self._get().keys())

    def values(self):
        return list(self._get().values())

    def items(self):
        return list(self._get().items())

    def setdefault(self, key, default=None):
        return self._change(lambda value: value.setdefault(key, default))

    def update(self, *args, **kwargs):
        self._change(lambda value: value.update(*args, **kwargs))


class _Namespace(_Proxy):
    def __getattr__(self, name):
        value = _do("peek", self._cell)
        if name not in value:
            raise AttributeError(f"'Namespace' object has no attribute '{name}'")
        return value[name]

    def __setattr__(self, name, item):
        self[name] = item


class _Manager:
    Lock, RLock, Event = staticmethod(Lock), staticmethod(RLock), staticmethod(Event)
    Semaphore, BoundedSemaphore = staticmethod(Semaphore), staticmethod(BoundedSemaphore)
    Condition, Barrier, Queue, JoinableQueue = Condition, Barrier, Queue, JoinableQueue

    def list(self, sequence=()):
        return _ListProxy(_b_list(sequence))

    def dict(self, *args, **kwargs):
        return _DictProxy(_b_dict(*args, **kwargs))

    def Namespace(self, **names):
        return _Namespace(names)

    def Value(self, typecode, value):
        return _Shared(typecode, value, True)

    def Array(self, typecode, sequence):
        return _Array(typecode, sequence, True)

    def start(self):
        pass

    def shutdown(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *info):
        pass


def Manager():
    return _Manager()


def _serve(jobs, results, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        job = jobs.get()
        if job is None:
            return
        number, function, calls = job
        try:
            outcome = (True, [function(*args, **kwargs) for args, kwargs in calls])
        except Exception as error:
            outcome = (False, error)
        results.put((number, outcome))


class _Crew:
    # Workers that take jobs from one queue, and a thread that hands results out.
    def __init__(self, count, name, initializer, initargs, method, threads=False):
        kind = _queue.Queue if threads else Queue
        self.jobs, self.results, self.open, self.count = kind(), kind(), {}, 0
        args = (self.jobs, self.results, initializer, initargs)
        self.workers = []
        for i in range(count):
            if threads:
                worker = _threading.Thread(target=_serve, args=args, daemon=True)
            else:
                worker = Process(target=_serve, args=args, daemon=True)
                worker._method = method
                worker.name = (method or _default[0]).capitalize() + name + f"-{i + 1}"
            self.workers.append(worker)
            worker.start()
        self.manager = _threading.Thread(target=self._collect, name="results", daemon=True)
        self.manager.start()

    def submit(self, function, calls, take):
        self.count += 1
        self.open[self.count] = take
        self.jobs.put((self.count, function, calls))

    def _collect(self):
        for number, outcome in _iter_results(self.results):
            self.open.pop(number)(*outcome)

    def stop(self):
        for _ in self.workers:
            self.jobs.put(None)

    def join(self):
        for worker in self.workers:
            worker.join()
        self.results.put(None)
        self.manager.join()


def _iter_results(results):
    while True:
        result = results.get()
        if result is None:
            return
        yield result


class AsyncResult:
    def __init__(self, count, single, callback, error_callback):
        self._done, self._left, self._values, self._error = _threading.Event(), count, {}, None
        self._single, self._callback, self._error_callback = single, callback, error_callback
        if not count:
            self._done.set()

    def _taker(self, at):
        def take(good, value):
            self._left -= 1
            if good:
                self._values[at] = value
            elif self._error is None:
                self._error = value
            if not self._left:
                if self._error is not None:
                    if self._error_callback is not None:
                        self._error_callback(self._error)
                elif self._callback is not None:
                    self._callback(self._value())
                self._done.set()
        return take

    def _value(self):
        values = [value for at in sorted(self._values) for value in self._values[at]]
        return values[0] if self._single else values

    def ready(self):
        return self._done.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._error is None

    def wait(self, timeout=None):
        self._done.wait(timeout)

    def get(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._value()


class _Results:
    def __init__(self, count):
        self._left, self._order, self._ready, self._next = count, _queue.Queue(), {}, None

    def __iter__(self):
        return self

    def __next__(self):
        return self.next()

    def next(self, timeout=None):
        if not self._left:
            raise StopIteration
        while self._next is not None and self._next not in self._ready:
            at, outcome = self._take(timeout)
            self._ready[at] = outcome
        if self._next is None:
            _, outcome = self._take(timeout)
        else:
            outcome = self._ready.pop(self._next)
            self._next += 1
        self._left -= 1
        if not outcome[0]:
            raise outcome[1]
        return outcome[1][0]

    def _take(self, timeout):
        try:
            return self._order.get(True, timeout)
        except _queue.Empty:
            raise TimeoutError from None


class Pool:
    _threads = False

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None,
                 context=None):
        count = _do("cores") if processes is None else processes
        if count < 1:
            raise ValueError("Number of processes must be at least 1")
        method = None if context is None else context._method
        self._crew = _Crew(count, "PoolWorker", initializer, initargs, method, self._threads)
        self._state = "RUN"

    def _submit(self, function, calls, size, single=False, callback=None, error_callback=None):
        if self._state != "RUN":
            raise ValueError("Pool not running")
        if size is None:
            size = -(-len(calls) // (4 * len(self._crew.workers))) or 1
        starts = range(0, len(calls), size)
        result = AsyncResult(len(starts), single, callback, error_callback)
        for at in starts:
            self._crew.submit(function, calls[at:at + size], result._taker(at))
        return result

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return self._submit(func, [(tuple(args), kwds)], 1, True, callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        calls = [((item,), {}) for item in iterable]
        return self._submit(func, calls, chunksize, False, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        calls = [(tuple(args), {}) for args in iterable]
        return self._submit(func, calls, chunksize, False, callback, error_callback)

    def _each(self, func, iterable, ordered):
        if self._state != "RUN":
            raise ValueError("Pool not running")
        items = list(iterable)
        results = _Results(len(items))
        results._next = 0 if ordered else None
        for at, item in enumerate(items):
            def take(good, value, at=at):
                results._order.put((at, (good, value)))
            self._crew.submit(func, [((item,), {})], take)
        return results

    def imap(self, func, iterable, chunksize=1):
        return self._each(func, iterable, True)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._each(func, iterable, False)

    def close(self):
        if self._state == "RUN":
            self._state = "CLOSE"
            self._crew.stop()

    def terminate(self):
        self._state = "TERMINATE"
        for worker in self._crew.workers:
            if self._threads:
                self._crew.jobs.put(None)
            else:
                worker.terminate()

    def join(self):
        if self._state == "RUN":
            raise ValueError("Pool is still running")
        self._crew.join()

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.terminate()


class _ThreadPool(Pool):
    _threads = True


class _ForkProcess(Process):
    _method = "fork"


class _SpawnProcess(Process):
    _method = "spawn"


_ForkProcess.__name__, _SpawnProcess.__name__ = "ForkProcess", "SpawnProcess"


class _Context(_Manager):
    SimpleQueue, Pipe, Manager = SimpleQueue, staticmethod(Pipe), staticmethod(Manager)
    cpu_count, current_process = staticmethod(cpu_count), staticmethod(current_process)
    active_children, TimeoutError = staticmethod(active_children), TimeoutError

    def __init__(self, method):
        self._method = method
        self.Process = _ForkProcess if method == "fork" else _SpawnProcess

    def get_start_method(self, allow_none=False):
        return self._method

    def get_context(self, method=None):
        return get_context(method or self._method)

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        return Pool(processes, initializer, initargs, maxtasksperchild, self)

    def Value(self, typecode_or_type, value=0, *, lock=True):
        return _Shared(typecode_or_type, value, lock)

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        return _Array(typecode_or_type, size_or_initializer, lock)


def get_context(method=None):
    if method is not None and method not in _METHODS:
        raise ValueError(f"cannot find context for {method!r}")
    return _Context(method or _default[0])
