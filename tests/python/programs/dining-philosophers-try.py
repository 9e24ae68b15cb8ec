# A philosopher who cannot get the second fork puts the first one down.
import threading
import time

left, right = threading.Lock(), threading.Lock()
meals = {"Ada": 0, "Bob": 0}
gave_up = threading.Event()


def eat(name, first, second, wait):
    while meals[name] < 2:
        first.acquire()
        time.sleep(0.03)
        if not second.acquire(timeout=wait):
            gave_up.set()
            first.release()
            time.sleep(0.05)
            continue
        try:
            meals[name] += 1
        finally:
            second.release()
            first.release()


a = threading.Thread(target=eat, args=("Ada", left, right, 0.01))
b = threading.Thread(target=eat, kwargs={"name": "Bob", "first": right, "second": left, "wait": 1})
a.start(), b.start()
a.join(), b.join()
print(meals, gave_up.is_set())
