import multiprocessing as mp
import time, os
from multiprocessing import Process, Queue, Value, Array, Lock, Pool, Pipe, current_process
from concurrent.futures import ProcessPoolExecutor
total = 0
def square(x): return x * x
def work(n, q):
    global total
    total += n
    time.sleep(0.01 * n)
    q.put((n, total, current_process().name))
def add(v, lock, n):
    for _ in range(n):
        with lock: v.value += 1
def echo(conn):
    while (m := conn.recv()) is not None: conn.send(m.upper())
def fail(): raise ValueError("x")
def bad(x):
    if x == 2: raise KeyError(x)
    return x
if __name__ == "__main__":
    q = Queue()
    ps = [Process(target=work, args=(i, q)) for i in (1, 2)]
    for p in ps: p.start()
    print(q.get(), q.get())
    for p in ps: p.join()
    print(total, [p.exitcode for p in ps], ps[0].is_alive(), current_process().name)
    v, lock = Value("i", 0), Lock()
    ps = [Process(target=add, args=(v, lock, 20)) for _ in range(3)]
    [p.start() for p in ps]; [p.join() for p in ps]
    print(v.value)
    arr = Array("i", [1, 2, 3]); arr[0] = 9; print(list(arr), len(arr), arr[:])
    a, b = Pipe(); p = Process(target=echo, args=(b,)); p.start(); a.send("hi"); print(a.recv()); a.send(None); p.join()
    with Pool(2) as pool:
        print(pool.map(square, range(5)), pool.apply(square, (7,)), pool.starmap(pow, [(2, 3), (3, 2)]))
        print(list(pool.imap(square, [1, 2])), sorted(pool.imap_unordered(square, [3, 1])))
        r = pool.apply_async(square, (9,)); print(r.get(timeout=1))
        try: pool.map(bad, [1, 2, 3])
        except KeyError as e: print("KE", e)
    with ProcessPoolExecutor(max_workers=2) as ex:
        print(list(ex.map(square, [1, 2, 3])), ex.submit(square, 5).result())
    p = Process(target=time.sleep, args=(10,)); p.start(); p.terminate(); p.join(); print(p.is_alive())
