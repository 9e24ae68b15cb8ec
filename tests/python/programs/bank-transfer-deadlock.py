# Two transfers in opposite directions, each holding what the other needs.
# ends: deadlock
import threading
import time


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock:
        time.sleep(0.01)
        with target.lock:
            source.balance -= amount
            target.balance += amount


a, b = Account(100), Account(100)
threads = [threading.Thread(target=transfer, args=(a, b, 10)),
           threading.Thread(target=transfer, args=(b, a, 20))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(a.balance, b.balance)
