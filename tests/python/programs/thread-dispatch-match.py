# Workers that take messages from a queue and tell them apart by `match`.
# needs: 3.11
import queue
import threading
import time
from dataclasses import dataclass
from enum import Enum, IntEnum, auto


class Kind(Enum):
    STOP = auto()
    FLUSH = auto()


class Priority(IntEnum):
    LOW = 2
    HIGH = 1


@dataclass
class Deposit:
    account: str
    amount: int


@dataclass
class Transfer:
    source: str
    target: str
    amount: int


balances = {"ann": 0, "bob": 0}
lock = threading.Lock()
handled = []


def change(account, amount):
    with lock:
        before = balances[account]
        time.sleep(0.001)
        balances[account] = before + amount


def worker(inbox):
    log = []
    while True:
        match inbox.get():
            case Kind.STOP:
                break
            case Kind.FLUSH:
                log.append("flush")
            case Deposit(account, amount) if amount > 0:
                change(account, amount)
                log.append(f"+{amount}")
            case Deposit(amount=amount):
                log.append(f"refused {amount}")
            case Transfer(source, target, amount) if source != target:
                change(source, -amount)
                change(target, amount)
                log.append(f"{source}->{target} {amount}")
            case ["sleep", int() | float() as seconds]:
                time.sleep(seconds)
                log.append("slept")
            case {"op": "rename" | "alias" as op, "to": str(name), **rest}:
                log.append(f"{op} {name} {sorted(rest)}")
            case (Priority() as priority, [*items]):
                log.append(f"{priority.name} {len(items)}")
            case unknown:
                log.append(f"unknown {unknown!r}")
    handled.append(log)


inboxes = [queue.Queue(), queue.Queue(maxsize=2)]
threads = [threading.Thread(target=worker, args=(inbox,)) for inbox in inboxes]
for t in threads:
    t.start()
messages = [
    Deposit("ann", 10), Deposit("bob", -1), Transfer("ann", "bob", 4), ["sleep", 0.01],
    {"op": "rename", "to": "x", "from": "y"}, (Priority.HIGH, [1, 2]), (1, []), (Priority.LOW, ()), Kind.FLUSH, 17,
    Transfer("ann", "ann", 1), ["sleep", "long"],
]
for message in messages:
    for inbox in inboxes:
        inbox.put(message)
for inbox in inboxes:
    inbox.put(Kind.STOP)
for t in threads:
    t.join()
print(balances, handled[0] == handled[1])
for line in handled[0]:
    print(line)

heap = queue.PriorityQueue()
for job in [(Priority.LOW, "tidy up"), (Priority.HIGH, "fire"), (Priority.LOW, "answer")]:
    heap.put(job)
while not heap.empty():
    match heap.get():
        case Priority.HIGH, what:
            print("at once:", what)
        case _, what:
            print("later:", what)
