import queue as _queue
import threading as _threading

TimeoutError = _b_TimeoutError
_current = []
_children = []
_counts = {"processes": 0}
_default = ["fork"]
_METHODS = ("fork", "spawn", "forkserver")


class ProcessError(Exception):
    pass


class AuthenticationError(ProcessError):
    pass


class Process:
    _method = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        parent = _current[0]
        _counts["processes"] += 1
        self._identity = parent._identity + (_counts["processes"],)
        if name is None:
            name = self.__class__.__name__ + "-" + ":".join([str(n) for n in self._identity])
        self._target, self._args, self._kwargs = target, tuple(args), kwargs or {}
        self.name, self.daemon = name, parent.daemon if daemon is None else daemon
        self._task, self._code = None, _do("cell", 1)
        self._exceptions = None

    def start(self):
        if self._task is not None:
            raise AssertionError("cannot start a process twice")
        if _current[0].daemon:
            raise AssertionError("daemonic processes are not allowed to have children")
        kind = "process" if (self._method or _default[0]) == "fork" else "spawn"
        self._task = _do(kind, self._bootstrap, (), self.name, self.daemon)
        pid = self.pid
        for arg in self._args:
            if isinstance(arg, _Connection):
                arg._hold(pid)
        _children.append(self)

    def _bootstrap(self):
        self._task = _do("current")
        _current[:], _children[:] = [self], []
        _counts["processes"] = 0
        _threading._main.ident = _do("thread_id")
        _threading._threads.clear()
        _threading._threads[_threading._main.ident] = _threading._main
        try:
            self.run()
            _do("poke", self._code, 0)
        except SystemExit as error:
            code = error.code
            _do("poke", self._code, 0 if code is None else code if isinstance(code, int) else 1)
        finally:
            for arg in self._args:
                if isinstance(arg, _Connection):
                    arg.close()
            for thread in _threading.enumerate():
                if thread is not _threading._main and not thread.daemon:
                    thread.join()

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self._task is None:
            raise AssertionError("can only join a started process")
        _do("wait_end", self._task, timeout)

    def is_alive(self):
        return self is _current[0] or self._task is not None and _do("exit_code", self._task) is None

    @property
    def exitcode(self):
        if self._task is None or _do("exit_code", self._task) is None:
            return None
        return _do("peek", self._code)

    @property
    def pid(self):
        return None if self._task is None else _do("pid", self._task)

    @property
    def ident(self):
        return self.pid

    def _end(self, signal):
        if self.is_alive():
            _do("poke", self._code, -signal)
            _do("terminate", self._task)

    def terminate(self):
        self._end(15)

    def kill(self):
        self._end(9)

    def close(self):
        if self.is_alive():
            raise ValueError("Cannot close a process while it is still running. "
                             "You should first call join() or terminate().")

    def __repr__(self):
        state = "initial" if self._task is None else "started" if self.is_alive() else "stopped"
        return f"<{self.__class__.__name__} name={self.name!r} {state}>"


class _MainProcess(Process):
    def __init__(self):
        self.name, self.daemon, self._task = "MainProcess", False, _do("current")
        self._identity, self._code = (), None


_current.append(_MainProcess())


def current_process():
    return _current[0]


def parent_process():
    return None if isinstance(_current[0], _MainProcess) else _MainProcess()


def active_children():
    _children[:] = [child for child in _children if child.is_alive()]
    return list(_children)


def cpu_count():
    return _do("cores")


def set_start_method(method, force=False):
    if method not in _METHODS:
        raise ValueError(f"cannot find context for {method!r}")
    if len(_default) > 1 and not force:
        raise RuntimeError("context has already been set")
    _default[:] = [method, True]


def get_start_method(allow_none=False):
    return _default[0]


def get_all_start_methods():
    return list(_METHODS)


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
    def __init__(self, lock=None):
        super().__init__(RLock() if lock is None else lock)


class Barrier(_threading.Barrier):
    _shared = True


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
        self._in, self._out, self._peeked, self.closed = inbox, outbox, [], False
        self._state = _do("cell", [[_do("pid")], []])

    def _hold(self, pid):
        holders, gone = _do("peek", self._state)
        _do("poke", self._state, [holders + [pid], gone])

    def send(self, obj):
        if self.closed:
            raise OSError("handle is closed")
        self._out.put((obj,))

    def recv(self):
        if self.closed:
            raise OSError("handle is closed")
        got = self._peeked.pop() if self._peeked else self._in.get()
        if got is None:
            self._in.put(None)
            raise EOFError
        return got[0]

    def poll(self, timeout=0.0):
        if not self._peeked:
            try:
                self._peeked.append(self._in.get(timeout is None or timeout > 0, timeout))
            except _queue.Empty:
                return False
        return True

    def close(self):
        if not self.closed:
            self.closed = True
            holders, gone = _do("peek", self._state)
            gone = gone + [_do("pid")]
            _do("poke", self._state, [holders, gone])
            if all(pid in gone for pid in holders):
                self._out.put(None)

    def fileno(self):
        return id(self)

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.close()


def Pipe(duplex=True):
    a, b = Queue(), Queue()
    return _Connection(a, b), _Connection(b, a)


def _typed(typecode):
    if typecode in ("d", "f"):
        return float

    def whole(number):
        return range(number, number).start
    return whole


class _Shared:
    def __init__(self, typecode, number, lock):
        self._typed = typecode
        self._cell = _do("cell", _typed(typecode)(number))
        if lock:
            self._lock = RLock() if lock is True else lock

    @property
    def value(self):
        return _do("cell_get", self._cell)

    @value.setter
    def value(self, number):
        _do("cell_set", self._cell, _typed(self._typed)(number))

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def acquire(self, *args):
        return self._lock.acquire(*args)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *info):
        self._lock.release()


class _Array(_Shared):
    def __init__(self, typecode, numbers, lock):
        if isinstance(numbers, int):
            numbers = [0] * numbers
        self._typed = typecode
        self._cells = [_do("cell", _typed(typecode)(number)) for number in numbers]
        if lock:
            self._lock = RLock() if lock is True else lock

    def __len__(self):
        return len(self._cells)

    def __getitem__(self, index):
        cells = self._cells[index]
        if isinstance(index, int):
            return _do("cell_get", cells)
        return [_do("cell_get", cell) for cell in cells]

    def __setitem__(self, index, number):
        cells, typed = self._cells[index], _typed(self._typed)
        if isinstance(index, int):
            _do("cell_set", cells, typed(number))
        else:
            for cell, one in zip(cells, number):
                _do("cell_set", cell, typed(one))

    def __iter__(self):
        return iter(self[:])


def Value(typecode_or_type, value=0, *, lock=True):
    return _Shared(typecode_or_type, value, lock)


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    return _Array(typecode_or_type, size_or_initializer, lock)


def RawValue(typecode_or_type, value=0):
    return _Shared(typecode_or_type, value, False)


def RawArray(typecode_or_type, size_or_initializer):
    return _Array(typecode_or_type, size_or_initializer, False)


