# Who waits until a deadline waits for what is left of it, however little that is.
import threading
import time

condition = threading.Condition()
with condition:
    print(condition.wait_for(lambda: False, 0.0015), condition.wait_for(lambda: False, 0.1 / 3))
    print(condition.wait(-0.5))

event = threading.Event()
end = time.monotonic() + 0.0123456789
while True:
    left = end - time.monotonic()
    if left <= 0:
        break
    event.wait(left)
print(event.wait(end - time.monotonic()), time.monotonic() >= end)

# A barrier that was reset is whole again, though who waited hears that it was not.
barrier = threading.Barrier(2)
through = []


def party(name):
    try:
        barrier.wait()
        through.append(name)
    except threading.BrokenBarrierError:
        time.sleep(0.02)
        print(name, "hears of it", barrier.broken, barrier.n_waiting)


first = threading.Thread(target=party, args=("first",))
first.start()
time.sleep(0.05)
print(barrier.n_waiting)
barrier.reset()
first.join()
others = [threading.Thread(target=party, args=("other",)) for _ in range(2)]
for other in others:
    other.start()
for other in others:
    other.join()
print(through)
