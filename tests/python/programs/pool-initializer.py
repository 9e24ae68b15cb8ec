# Each worker of a pool is prepared once.
import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()
prepared = []
together = threading.Barrier(2)


def prepare(prefix):
    local.prefix = prefix
    prepared.append(threading.current_thread().name)


def work(n):
    together.wait()
    return f"{local.prefix}{n}"


with ThreadPoolExecutor(2, "crew", prepare, ("job ",)) as pool:
    print(list(pool.map(work, range(4))))
print(sorted(prepared))
