# What can be asked of a future.
import time
from concurrent import futures
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait


def work(seconds, fail=False):
    time.sleep(seconds)
    if fail:
        raise ValueError(f"after {seconds}")
    return seconds


pool = ThreadPoolExecutor(2, thread_name_prefix="demo")
a = pool.submit(work, 0.03)
b = pool.submit(work, 0.06, fail=True)
c = pool.submit(work, 0.03)
print(a.running(), c.running(), a.done(), c.cancel(), c.cancelled(), c.done())
a.add_done_callback(lambda f: print("callback:", f.result()))
done, not_done = wait([a, b], return_when=FIRST_COMPLETED)
print(len(done), len(not_done), a in done)
try:
    b.result(timeout=0.001)
except futures.TimeoutError:
    print("not yet")
print(repr(b.exception()))
try:
    b.result()
except ValueError as error:
    print("raised", error)
try:
    c.result()
except futures.CancelledError:
    print("was cancelled")
a.add_done_callback(lambda f: print("at once:", f.done()))
slow = [pool.submit(work, 0.05), pool.submit(work, 0.01, True)]
finished = wait(slow, timeout=2, return_when=FIRST_EXCEPTION)
print(len(finished.done), len(finished.not_done))
pool.shutdown()
try:
    pool.submit(work, 1)
except RuntimeError as error:
    print(error)
print(a, sep="")if False else print(a.exception(), a.result())
