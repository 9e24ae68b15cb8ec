# A pool of processes: map, starmap, apply, and an error that comes back.
from multiprocessing import Pool


def square(x):
    return x * x


def add(a, b=10):
    return a + b


def fail(x):
    raise ValueError(f"cannot do {x}")


if __name__ == "__main__":
    with Pool(processes=2) as pool:
        print(pool.map(square, range(8)))
        print(pool.starmap(add, [(1, 2), (3,), (5, 6)]))
        print(pool.apply(add, (1,), {"b": 5}))
        result = pool.apply_async(square, (12,))
        print(result.get(timeout=5), result.ready(), result.successful())
        print(list(pool.imap(square, [3, 2, 1])))
        print(sorted(pool.imap_unordered(square, [3, 2, 1], chunksize=2)))
        try:
            pool.map(fail, [7])
        except ValueError as error:
            print("ValueError:", error)
        pending = pool.map_async(square, [1, 2], callback=lambda values: print("callback", values))
        pending.wait()
        print(pending.get())
