class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue:
    _order = "Queue"
    _shared = False

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._queue = _do("sync", self._order, maxsize, self._shared)

    def put(self, item, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        try:
            self._queue.put(item, block, timeout)
        except TimeoutError:
            raise Full from None

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        try:
            return self._queue.get(block, timeout)
        except TimeoutError:
            raise Empty from None

    def put_nowait(self, item):
        self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return self._queue.qsize()

    def empty(self):
        return self._queue.empty()

    def full(self):
        return self._queue.full()

    def task_done(self):
        self._queue.task_done()

    def join(self):
        self._queue.join()


class LifoQueue(Queue):
    _order = "LifoQueue"


class PriorityQueue(Queue):
    # The engine counts and waits; what comes first is for `<` to say.
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._items = []

    def put(self, item, block=True, timeout=None):
        low, high = 0, len(self._items)
        while low < high:
            middle = (low + high) // 2
            if item < self._items[middle]:
                high = middle
            else:
                low = middle + 1
        # Before it counts, so that there is never less than was counted.
        self._items.insert(low, item)
        try:
            super().put(None, block, timeout)
        except Full:
            if item in self._items:
                self._items.remove(item)
            raise

    def get(self, block=True, timeout=None):
        super().get(block, timeout)
        return self._items.pop(0)


class SimpleQueue(Queue):
    pass
