# A job of the only worker waits for a job behind it.
# ends: deadlock
from concurrent.futures import ThreadPoolExecutor


def outer():
    return pool.submit(inner).result()


def inner():
    return 1


pool = ThreadPoolExecutor(max_workers=1)
print(pool.submit(outer).result())
