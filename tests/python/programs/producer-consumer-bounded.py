# A bounded queue holds a quick producer back.
import queue
import threading
import time

buffer = queue.Queue(maxsize=2)
log = []


def producer():
    for number in range(6):
        buffer.put(number)
        log.append(f"put {number}, at most 2 wait: {buffer.qsize() <= 2}")
    buffer.put(None)


def consumer(total):
    while True:
        item = buffer.get()
        if item is None:
            break
        time.sleep(0.01)
        total.append(item * item)


total = []
threads = [threading.Thread(target=producer), threading.Thread(target=consumer, args=(total,))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("\n".join(log))
print(total, sum(total))
