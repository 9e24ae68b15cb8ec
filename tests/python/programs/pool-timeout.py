# A map that takes too long, and one whose function fails.
import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError, as_completed


def nap(seconds):
    time.sleep(seconds)
    return seconds


def reciprocal(n):
    return 1 / n


with ThreadPoolExecutor(4) as pool:
    try:
        for value in pool.map(nap, [0.01, 0.3], timeout=0.08):
            print(value)
    except TimeoutError:
        print("too slow")
    results = pool.map(reciprocal, [4, 2, 0, 1])
    try:
        for value in results:
            print(value)
    except ZeroDivisionError as error:
        print("stopped:", error)
    print(list(results))
    waiting = [pool.submit(nap, 0.15), pool.submit(nap, 0.01)]
    try:
        for future in as_completed(waiting, timeout=0.06):
            print("ended", future.result())
    except TimeoutError as error:
        print(error)
