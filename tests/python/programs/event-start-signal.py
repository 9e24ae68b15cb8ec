# Runners wait for the start; the flag can be cleared and set again.
import threading
import time

start = threading.Event()
order = []


def run(name, speed):
    start.wait()
    time.sleep(speed)
    order.append(name)


runners = [threading.Thread(target=run, args=a) for a in (("slow", 0.06), ("quick", 0.02))]
for r in runners:
    r.start()
print(start.is_set(), order)
start.set()
for r in runners:
    r.join()
print(order, start.wait(0))
start.clear()
print(start.wait(timeout=0.01))
