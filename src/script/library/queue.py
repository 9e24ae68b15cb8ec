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
        self._turn = 0

    def put(self, item, block=True, timeout=None):
        low, high = 0, len(self._items)
        while low < high:
            middle = (low + high) // 2
            if item < self._items[middle][0]:
                high = middle
            else:
                low = middle + 1
        self._turn += 1
        entry = (item, self._turn)
        # Before it counts, so that there is never less than was counted.
        self._items.insert(low, entry)
        try:
            super().put(None, block, timeout)
        except Full:
            self._items.pop(self._place(entry[1]))
            raise

    def get(self, block=True, timeout=None):
        super().get(block, timeout)
        at = 0
        if 0 < self.maxsize < len(self._items):
            # Of those that still wait to be put, who came last, none is there.
            last = sorted([turn for _, turn in self._items])[self.maxsize - 1]
            while self._items[at][1] > last:
                at += 1
        return self._items.pop(at)[0]

    def _place(self, turn):
        for at, entry in enumerate(self._items):
            if entry[1] == turn:
                return at


class SimpleQueue(Queue):
    pass
