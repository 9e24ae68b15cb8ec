# A method that holds the lock calls another that takes it again.
import threading


class Counter:
    def __init__(self):
        self.lock = threading.RLock()
        self.value = 0

    def add(self, n):
        with self.lock:
            self.value += n

    def add_twice(self, n):
        with self.lock:
            self.add(n)
            self.add(n)


counter = Counter()
threads = [threading.Thread(target=counter.add_twice, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter.value)
try:
    counter.lock.release()
except RuntimeError as error:
    print("RuntimeError:", error)
