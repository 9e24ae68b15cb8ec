_threads = {}
_counts = {"started": 0}
TIMEOUT_MAX = 9223372036.0
excepthook = None


class BrokenBarrierError(RuntimeError):
    pass


def Lock():
    return _do("sync", "Lock", None, False)


def RLock():
    return _do("sync", "RLock", None, False)


def Event():
    return _do("sync", "Event", None, False)


def Semaphore(value=1):
    return _do("sync", "Semaphore", value, False)


def BoundedSemaphore(value=1):
    return _do("sync", "BoundedSemaphore", value, False)


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._condition = _do("sync", "Condition", self._lock, False)
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self.notify, self.notify_all = self._condition.notify, self._condition.notify_all
        self.wait = self._condition.wait

    def __enter__(self):
        self._lock.acquire()
        return True

    def __exit__(self, *info):
        self._lock.release()

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _do("now") + timeout
        result = predicate()
        while not result:
            if end is not None:
                timeout = end - _do("now")
                if timeout <= 0:
                    break
            self.wait(timeout)
            result = predicate()
        return result


class Barrier:
    _shared = False

    def __init__(self, parties, action=None, timeout=None):
        self.parties, self._action, self._timeout = parties, action, timeout
        self._arrived = 0
        self._barrier = _do("sync", "Barrier", parties, self._shared)
        self.broken = False

    def wait(self, timeout=None):
        if self.broken:
            raise BrokenBarrierError
        self._arrived += 1
        if self._arrived == self.parties:
            self._arrived = 0
            if self._action is not None:
                try:
                    self._action()
                except BaseException:
                    self.abort()
                    raise
        barrier = self._barrier
        try:
            return barrier.wait(self._timeout if timeout is None else timeout)
        except RuntimeError:
            # After reset() it is another one, and whole.
            if barrier is self._barrier:
                self.broken, self._arrived = True, 0
            raise BrokenBarrierError from None

    def abort(self):
        self.broken, self._arrived = True, 0
        _do("break", self._barrier)

    def reset(self):
        if self._arrived:
            _do("break", self._barrier)
        self.broken, self._arrived = False, 0
        self._barrier = _do("sync", "Barrier", self.parties, self._shared)

    @property
    def n_waiting(self):
        return self._barrier.qsize()


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is None:
            _counts["started"] += 1
            name = f"Thread-{_counts['started']}"
            if target is not None:
                name += f" ({getattr(target, '__name__', target.__class__.__name__)})"
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self.name = name
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self.ident = None
        self._task = None

    def start(self):
        if self._task is not None:
            raise RuntimeError("threads can only be started once")
        self._task = _do("thread", self._bootstrap, (), self.name, self.daemon)
        self.ident = _do("thread_id", self._task)
        _threads[self.ident] = self
        # CPython waits here until the thread has begun.
        _do("hand_over", self._task)

    def _bootstrap(self):
        self.ident = _do("thread_id")
        _threads[self.ident] = self
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            if excepthook is None:
                raise
            excepthook(_Hook(error, self))
        finally:
            del _threads[self.ident]

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self._task is None:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        _do("wait_end", self._task, timeout)

    def is_alive(self):
        return self._task is not None and self._task.is_alive()

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._task is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    @property
    def native_id(self):
        return self.ident

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        state = "initial" if self._task is None else "started" if self.is_alive() else "stopped"
        return f"<{self.__class__.__name__}({self.name}, {state})>"


class _Hook:
    def __init__(self, error, thread):
        self.exc_type, self.exc_value, self.exc_traceback = error.__class__, error, None
        self.thread = thread


class _MainThread(Thread):
    def __init__(self):
        self.name, self._daemonic, self.ident = "MainThread", False, _do("thread_id")
        self._task = _do("current")

    def is_alive(self):
        return True


_main = _MainThread()
_threads[_main.ident] = _main


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = [] if args is None else args, {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


_locals = {}


class local:
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        # Each thread begins with what __init__ makes of the same arguments.
        _locals[id(self)] = args, kwargs
        _locals[id(self), _do("thread_id")] = {}
        return self

    def __init__(self, *args, **kwargs):
        pass

    def _values(self):
        key = id(self), _do("thread_id")
        if key not in _locals:
            _locals[key] = {}
            args, kwargs = _locals[id(self)]
            self.__init__(*args, **kwargs)
        return _locals[key]

    def __getattr__(self, name):
        values = self._values()
        if name not in values:
            kind = self.__class__
            kind = "_thread._local" if kind is local else kind.__name__
            raise AttributeError(f"'{kind}' object has no attribute '{name}'")
        return values[name]

    def __setattr__(self, name, value):
        self._values()[name] = value


def current_thread():
    return _threads.get(_do("thread_id"), _main)


def main_thread():
    return _main


def enumerate():
    return list(_threads.values())


def active_count():
    return len(_threads)


def get_ident():
    return _do("thread_id")


def get_native_id():
    return _do("thread_id")


def stack_size(size=0):
    return 0


def settrace(func):
    pass


currentThread = current_thread
activeCount = active_count
