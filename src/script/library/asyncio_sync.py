class _Managed:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *info):
        self.release()


class Lock(_Managed):
    def __init__(self):
        self._sync = _do("sync", "Lock", None)

    def locked(self):
        return self._sync.locked()

    async def acquire(self):
        return await self._sync.acquire()

    def release(self):
        if not self._sync.locked():
            raise RuntimeError("Lock is not acquired.")
        self._sync.release()


class Semaphore(_Managed):
    _class = "Semaphore"

    def __init__(self, value=1):
        self._sync = _do("sync", self._class, value)

    def locked(self):
        return self._sync.locked()

    async def acquire(self):
        return await self._sync.acquire()

    def release(self):
        self._sync.release()


class BoundedSemaphore(Semaphore):
    _class = "BoundedSemaphore"

    def release(self):
        try:
            self._sync.release()
        except ValueError:
            raise ValueError("BoundedSemaphore released too many times") from None


class Event:
    def __init__(self):
        self._sync = _do("sync", "Event", None)
        self.set, self.clear, self.is_set = self._sync.set, self._sync.clear, self._sync.is_set

    async def wait(self):
        return await self._sync.wait()


class Condition(_Managed):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self._sync = _do("sync", "Condition", self._lock._sync)
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self.locked = self._lock.locked
        self.notify, self.notify_all = self._sync.notify, self._sync.notify_all

    async def wait(self):
        try:
            return await self._sync.wait()
        except CancelledError:
            # Who was cancelled takes the lock again all the same, however often asked.
            while True:
                try:
                    await self._lock.acquire()
                    break
                except CancelledError:
                    pass
            raise

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result


class Barrier:
    def __init__(self, parties):
        self.parties, self.broken = parties, False
        self._sync = _do("sync", "Barrier", parties)

    async def wait(self):
        if self.broken:
            raise BrokenBarrierError("Barrier aborted")
        try:
            index = await self._sync.wait()
        except RuntimeError:
            index = None
        # Who was let through but has not gone on yet hears of it, too; the last never waited.
        if index is None or self.broken and index + 1 < self.parties:
            raise BrokenBarrierError("Abort or reset of barrier")
        return index

    @property
    def n_waiting(self):
        return self._sync.qsize()

    async def abort(self):
        self.broken = True
        _do("break", self._sync)

    async def reset(self):
        self.broken = False
        if self.n_waiting:
            _do("break", self._sync)
        self._sync = _do("sync", "Barrier", self.parties)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *info):
        pass


class Queue:
    _order = "Queue"

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._sync = _do("sync", self._order, maxsize)
        self.qsize, self.empty, self.full = self._sync.qsize, self._sync.empty, self._sync.full
        self.task_done = self._sync.task_done

    async def put(self, item):
        await self._sync.put(item)

    async def get(self):
        return await self._sync.get()

    def put_nowait(self, item):
        try:
            self._sync.put(item, False)
        except TimeoutError:
            raise QueueFull from None

    def get_nowait(self):
        try:
            return self._sync.get(False)
        except TimeoutError:
            raise QueueEmpty from None

    async def join(self):
        await self._sync.join()


class LifoQueue(Queue):
    _order = "LifoQueue"


class PriorityQueue(Queue):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._items = []

    def _insert(self, item):
        at = len(self._items)
        while at and item < self._items[at - 1]:
            at -= 1
        self._items.insert(at, item)

    async def put(self, item):
        await super().put(None)
        self._insert(item)

    def put_nowait(self, item):
        super().put_nowait(None)
        self._insert(item)

    async def get(self):
        await super().get()
        return self._items.pop(0)

    def get_nowait(self):
        super().get_nowait()
        return self._items.pop(0)
