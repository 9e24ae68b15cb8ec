# Readers share, a writer is alone: a lock for readers and writers.
import threading
import time


class ReadWriteLock:
    def __init__(self):
        self._ready = threading.Condition(threading.Lock())
        self._readers = 0
        self.most = 0

    def acquire_read(self):
        with self._ready:
            self._readers += 1
            self.most = max(self.most, self._readers)

    def release_read(self):
        with self._ready:
            self._readers -= 1
            if not self._readers:
                self._ready.notify_all()

    def acquire_write(self):
        self._ready.acquire()
        while self._readers > 0:
            self._ready.wait()

    def release_write(self):
        self._ready.release()


lock = ReadWriteLock()
page = {"text": "draft", "version": 0}
seen = []


def reader(start):
    time.sleep(start)
    lock.acquire_read()
    before = page["version"]
    time.sleep(0.05)
    seen.append(before == page["version"])
    lock.release_read()


def writer(start):
    time.sleep(start)
    lock.acquire_write()
    page["version"] += 1
    time.sleep(0.01)
    page["text"] = f"text {page['version']}"
    lock.release_write()


threads = [threading.Thread(target=reader, args=(0.01 * i,)) for i in range(4)]
threads += [threading.Thread(target=writer, args=(0.02 + 0.001 * i,)) for i in range(2)]
[t.start() for t in threads]
[t.join() for t in threads]
print(page)
print(all(seen), len(seen), lock.most > 1)
