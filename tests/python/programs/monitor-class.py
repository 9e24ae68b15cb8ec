# A bounded buffer as a monitor: two conditions on one lock.
import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        lock = threading.Lock()
        self.not_full = threading.Condition(lock)
        self.not_empty = threading.Condition(lock)

    def put(self, item):
        with self.not_full:
            while len(self.items) == self.capacity:
                self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.pop(0)
            self.not_full.notify()
            return item

    def __len__(self):
        return len(self.items)

    def __bool__(self):
        return True


buffer = BoundedBuffer(2)
got = []
producer = threading.Thread(target=lambda: [buffer.put(i) for i in range(7)])
consumer = threading.Thread(target=lambda: got.extend(buffer.get() for _ in range(7)))
producer.start()
consumer.start()
producer.join()
consumer.join()
print(got, len(buffer), bool(buffer))
