import threading, time, queue
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
class Worker(threading.Thread):
    def __init__(self, n, lock):
        super().__init__(name=f"worker-{n}")
        self.n, self.lock, self.result = n, lock, None
    def run(self):
        time.sleep(0.01 * self.n)
        with self.lock: print(self.name, "runs", threading.current_thread() is self)
        self.result = self.n ** 2
lock = threading.Lock()
ws = [Worker(i, lock) for i in range(1, 4)]
for w in ws: w.start()
for w in ws: w.join()
print([w.result for w in ws], ws[0].is_alive(), threading.active_count(), threading.current_thread().name)
q = queue.Queue(maxsize=2)
def producer():
    for i in range(4): q.put(i)
    q.put(None)
def consumer(out):
    while True:
        x = q.get()
        if x is None: break
        out.append(x)
out = []
ts = [threading.Thread(target=producer), threading.Thread(target=consumer, args=(out,), kwargs={})]
[t.start() for t in ts]; [t.join() for t in ts]
print(out, ts[0].name)
try: q.get(timeout=0.01)
except queue.Empty: print("empty")
try: q.get_nowait()
except queue.Empty: print("empty")
with ThreadPoolExecutor(max_workers=2) as ex:
    fs = [ex.submit(pow, i, 2) for i in range(4)]
    print([f.result() for f in fs], list(ex.map(lambda x: x + 1, [1, 2, 3])))
    def bad(): raise KeyError("k")
    f = ex.submit(bad)
    try: f.result()
    except KeyError as e: print("future", e, type(f.exception()).__name__)
    def slow(n): time.sleep(n / 100); return n
    print([f.result() for f in as_completed([ex.submit(slow, n) for n in (3, 1)])])
    done, nd = wait([ex.submit(slow, 1), ex.submit(slow, 5)], return_when=FIRST_COMPLETED)
    print(len(done), len(nd))
ev = threading.Event()
def w(): ev.wait(); print("go")
t = threading.Thread(target=w, daemon=True); t.start(); ev.set(); t.join()
print(ev.is_set(), t.daemon, ev.wait(timeout=0.1))
cond = threading.Condition(); items = []
def c():
    with cond:
        cond.wait_for(lambda: items); print("item", items.pop())
t = threading.Thread(target=c); t.start()
with cond: items.append(5); cond.notify()
t.join()
b = threading.Barrier(2)
def bw(): b.wait(); print("passed")
t = threading.Thread(target=bw); t.start(); b.wait(); t.join()
sem = threading.BoundedSemaphore(1)
try: sem.release()
except ValueError as e: print(e)
loc = threading.local(); loc.x = 1
def lt():
    loc.x = 2; print(loc.x)
t = threading.Thread(target=lt); t.start(); t.join(); print(loc.x)
tm = threading.Timer(0.01, print, args=("timer",)); tm.start(); tm.join()
rl = threading.RLock()
with rl:
    with rl: print("re")
pq = queue.PriorityQueue(); [pq.put(x) for x in (3, 1, 2)]; print([pq.get() for _ in range(3)], pq.empty())
lq = queue.LifoQueue(); [lq.put(x) for x in (3, 1, 2)]; print([lq.get() for _ in range(3)])
print(lock.acquire(timeout=0.1), lock.acquire(timeout=0.01), lock.acquire(blocking=False), lock.locked()); lock.release()
class Counter:
    def __init__(self): self.value = 0; self._lock = threading.Lock()
    def inc(self):
        with self._lock: self.value += 1
cn = Counter()
ts = [threading.Thread(target=lambda: [cn.inc() for _ in range(50)]) for _ in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(cn.value)
