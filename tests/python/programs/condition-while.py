# The same checked by `while`: who finds nothing waits again.
import threading
import time

items = []
condition = threading.Condition()
got = []


def consumer(name):
    with condition:
        while not items:
            condition.wait()
        got.append(items.pop(0))


threads = [threading.Thread(target=consumer, args=(n,), daemon=True) for n in "AB"]
for t in threads:
    t.start()
time.sleep(0.02)
with condition:
    items.append("one")
    condition.notify_all()
time.sleep(0.03)
print(got, [t.is_alive() for t in threads].count(True))
with condition:
    items.append("two")
    condition.notify()
for t in threads:
    t.join(timeout=1)
print(got, [t.is_alive() for t in threads])
