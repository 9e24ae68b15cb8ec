# A barrier that not everybody reaches in time is broken for all of them.
import threading

barrier = threading.Barrier(3)
said = []


def wait(limit):
    try:
        barrier.wait(limit)
    except threading.BrokenBarrierError:
        said.append("broken")


threads = [threading.Thread(target=wait, args=(limit,)) for limit in (0.03, 5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(said, barrier.broken)
barrier.reset()
print(barrier.broken)
index = []
again = [threading.Thread(target=lambda: index.append(barrier.wait())) for _ in range(3)]
for t in again:
    t.start()
for t in again:
    t.join()
print(sorted(index))
barrier.abort()
try:
    barrier.wait()
except threading.BrokenBarrierError as error:
    print(type(error).__name__, isinstance(error, RuntimeError))
