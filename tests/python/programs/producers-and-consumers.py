# Several producers and consumers: what is made is used once, whoever takes it.
import threading
from queue import Queue

PRODUCERS, CONSUMERS, EACH = 3, 4, 10
work, results = Queue(5), Queue()
DONE = object()


def produce(number):
    for i in range(EACH):
        work.put((number, i))


def consume():
    while True:
        job = work.get()
        if job is DONE:
            work.task_done()
            return
        number, i = job
        results.put(number * 100 + i)
        work.task_done()


producers = [threading.Thread(target=produce, args=(n,), name=f"producer-{n}")
             for n in range(PRODUCERS)]
consumers = [threading.Thread(target=consume, daemon=True) for _ in range(CONSUMERS)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
for _ in consumers:
    work.put(DONE)
work.join()
got = sorted(results.get_nowait() for _ in range(results.qsize()))
print(len(got), got[:5], got[-1], results.empty())
print(got == [n * 100 + i for n in range(PRODUCERS) for i in range(EACH)])
print([t.name for t in producers])
