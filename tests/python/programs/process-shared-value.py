# A number in shared memory, added to under its lock.
import multiprocessing as mp


def add(counter, array, n):
    for i in range(n):
        with counter.get_lock():
            counter.value += 1
        array[i] += i


if __name__ == "__main__":
    counter = mp.Value("i", 0)
    array = mp.Array("d", 4)
    lock = mp.Lock()
    workers = []
    for _ in range(3):
        workers.append(mp.Process(target=add, args=(counter, array, 4)))
        workers[-1].start()
        workers[-1].join()
    print(counter.value, array[:], len(array))
    array[0] = 2.5
    print([x for x in array], list(array)[1:3])
    with lock:
        print("locked", lock.acquire(block=False))
