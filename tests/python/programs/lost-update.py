# Two threads read, think and write: one deposit is lost.
import threading
import time

balance = 100


def deposit(amount, think):
    global balance
    seen = balance
    time.sleep(think)
    balance = seen + amount


threads = [threading.Thread(target=deposit, args=(10, 0.02)),
           threading.Thread(target=deposit, args=(50, 0.06))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(balance, "instead of", 160)
