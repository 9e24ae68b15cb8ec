# The same with a lock around reading and writing.
import threading
import time

balance = 100
lock = threading.Lock()


def deposit(amount, think):
    global balance
    with lock:
        seen = balance
        time.sleep(think)
        balance = seen + amount


threads = [threading.Thread(target=deposit, args=(10, 0.01)),
           threading.Thread(target=deposit, args=(50, 0.02))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(balance, lock.locked())
