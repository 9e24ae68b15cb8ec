# A process with threads, each with its share of the work.
import multiprocessing
import threading


def child(numbers, results):
    total = 0
    lock = threading.Lock()

    def add(part):
        nonlocal total
        for n in part:
            with lock:
                total += n

    threads = [threading.Thread(target=add, args=(numbers[i::2],)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    results.put((multiprocessing.current_process().name, total))


if __name__ == "__main__":
    results = multiprocessing.Queue()
    children = [multiprocessing.Process(target=child, args=(list(range(n)), results), name=f"p{n}")
                for n in (10, 20)]
    for c in children:
        c.start()
    found = dict(results.get() for _ in children)
    for c in children:
        c.join()
    print(sorted(found.items()))
