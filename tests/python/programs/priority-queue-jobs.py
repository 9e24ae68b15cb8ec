# The most urgent job first; equal ones by their order of arrival.
import itertools
import queue
import threading
import time
from dataclasses import dataclass, field
from typing import Any

count = itertools.count()


@dataclass(order=True)
class Job:
    priority: int
    number: int = field(default_factory=lambda: next(count))
    name: Any = field(compare=False, default="")


jobs = queue.PriorityQueue()
for priority, name in [(3, "write"), (1, "stop"), (2, "read"), (1, "log"), (3, "sync")]:
    jobs.put(Job(priority, name=name))
done = []


def worker():
    while True:
        try:
            job = jobs.get(block=False)
        except queue.Empty:
            return
        done.append(job.name)
        jobs.task_done()


t = threading.Thread(target=worker)
t.start()
t.join()
print(done, jobs.empty())
last = queue.LifoQueue()
for n in range(3):
    last.put_nowait(n)
print([last.get() for _ in range(3)])
try:
    last.get(timeout=0.01)
except queue.Empty as error:
    print(repr(error))
small = queue.Queue(1)
small.put("x")
try:
    small.put("y", block=False)
except queue.Full:
    print("full", small.full(), small.maxsize)
try:
    small.task_done()
    small.task_done()
except ValueError as error:
    print(error)


# Who waits until there is room has put nothing yet.
narrow = queue.PriorityQueue(maxsize=1)
narrow.put(5)


def late(number, timeout):
    try:
        narrow.put(number, timeout=timeout)
        print("put", number)
    except queue.Full:
        print("no room for", number)


for number, timeout in (1, 1), (7, 0.03):
    thread = threading.Thread(target=late, args=(number, timeout))
    thread.start()
    time.sleep(0.06)
    got = narrow.get() if timeout == 1 else None
    thread.join()
    print("got", got)
print("got", narrow.get(), narrow.qsize())
