# At most three connections at a time.
import threading
import time


class ConnectionPool:
    def __init__(self, size):
        self._free = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self.active = 0
        self.peak = 0

    def __enter__(self):
        self._free.acquire()
        with self._lock:
            self.active += 1
            self.peak = max(self.peak, self.active)
        return self

    def __exit__(self, exc_type, exc, tb):
        with self._lock:
            self.active -= 1
        self._free.release()
        return False


pool = ConnectionPool(3)
done = []


def query(number):
    with pool:
        time.sleep(0.02)
        done.append(number)


threads = [threading.Thread(target=query, args=(i,)) for i in range(9)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(done), "peak", pool.peak, "active", pool.active)
try:
    pool._free.release()
except ValueError as error:
    print("ValueError:", error)
