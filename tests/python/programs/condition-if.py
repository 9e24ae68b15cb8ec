# A condition checked by `if`: the second consumer wakes, finds nothing, fails.
import threading
import time

items = []
condition = threading.Condition()
report = []


def consumer(name):
    with condition:
        if not items:
            condition.wait()
        try:
            report.append((name, items.pop()))
        except IndexError as error:
            report.append((name, str(error)))


def producer():
    with condition:
        items.append("the only item")
        condition.notify_all()


threads = [threading.Thread(target=consumer, args=(n,)) for n in ("A", "B")]
for t in threads:
    t.start()
    time.sleep(0.02)
producer()
for t in threads:
    t.join()
print(sorted(text for _, text in report))
