# Results of map come in the order of the arguments, however long each takes.
import time
from concurrent.futures import ThreadPoolExecutor


def fetch(seconds):
    time.sleep(seconds)
    return f"{seconds * 1000:.0f} ms"


with ThreadPoolExecutor(max_workers=3) as pool:
    for result in pool.map(fetch, [0.06, 0.02, 0.04]):
        print(result)
    print(list(pool.map(pow, [2, 3, 4], [5, 2])))
    print(list(pool.map(str.upper, ["a", "b"])))
