# Transfers that lock accounts in one order keep the sum and never deadlock.
import threading
from dataclasses import dataclass, field


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance}, not {amount}")
        self.account = account


@dataclass
class Account:
    number: int
    owner: str
    balance: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount

    def deposit(self, amount):
        self.balance += amount


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock:
        with second.lock:
            source.withdraw(amount)
            target.deposit(amount)


a, b = Account(1, "Ann", 100), Account(2, "Ben", 50)
refused = []


def many(source, target, amount, times):
    for _ in range(times):
        try:
            transfer(source, target, amount)
        except InsufficientFunds as error:
            refused.append(error.account.owner)


threads = [threading.Thread(target=many, args=(a, b, 10, 5)),
           threading.Thread(target=many, args=(b, a, 5, 4))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(a.balance + b.balance, refused)
print(a, b)
try:
    transfer(a, b, 1000)
except InsufficientFunds as error:
    print("refused:", error)
print(a.lock.locked(), b.lock.locked())
