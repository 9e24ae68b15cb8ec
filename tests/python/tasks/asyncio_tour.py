import asyncio
class Resource:
    async def __aenter__(self):
        print("open"); await asyncio.sleep(0.01); return self
    async def __aexit__(self, *exc):
        print("close", exc[0].__name__ if exc[0] else None)
class Ticker:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0.001)
        return self.n
async def agen(n):
    for i in range(n):
        await asyncio.sleep(0.001)
        yield i
async def worker(n):
    await asyncio.sleep(n / 100)
    if n == 3: raise ValueError("three")
    return n * n
async def main():
    async with Resource() as r: print("use")
    async for t in Ticker(3): print("tick", t)
    print([x async for x in agen(4) if x % 2], {x: 1 async for x in agen(2)})
    print(await asyncio.gather(*(worker(i) for i in range(3))))
    print(await asyncio.gather(worker(1), worker(3), return_exceptions=True))
    try:
        await asyncio.gather(worker(1), worker(3))
    except ValueError as e: print("gather failed", e)
    t = asyncio.create_task(worker(2), name="W")
    print(t.get_name(), t.done()); await t; print(t.result(), t.done(), t.cancelled())
    t = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError: print("cancelled", t.cancelled())
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(1)
    except TimeoutError: print("timeout")
    try: await asyncio.wait_for(worker(50), 0.02)
    except asyncio.TimeoutError: print("wait_for timeout")
    done, pending = await asyncio.wait([asyncio.create_task(worker(1)), asyncio.create_task(worker(9))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    for p in pending: p.cancel()
    for c in asyncio.as_completed([worker(2), worker(1)]): print("ac", await c)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(worker(3)); tg.create_task(worker(9)); 
    except ExceptionGroup as eg: print(eg, eg.exceptions)
    q = asyncio.Queue(maxsize=2)
    async def prod():
        for i in range(4): await q.put(i); print("put", i)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: print("got", x)
    await asyncio.gather(prod(), cons())
    ev = asyncio.Event()
    async def waiter(): await ev.wait(); print("event")
    w = asyncio.create_task(waiter()); await asyncio.sleep(0.01); ev.set(); await w
    sem = asyncio.Semaphore(2)
    async def limited(i):
        async with sem: await asyncio.sleep(0.01); return i
    print(await asyncio.gather(*[limited(i) for i in range(5)]))
    loop = asyncio.get_running_loop()
    f = loop.create_future(); loop.call_later(0.01, f.set_result, "fut"); print(await f)
    print(await asyncio.to_thread(lambda a: a + 1, 4), await loop.run_in_executor(None, sum, [1, 2]))
    cond = asyncio.Condition()
    async def c1():
        async with cond: await cond.wait(); print("cond")
    ct = asyncio.create_task(c1()); await asyncio.sleep(0.01)
    async with cond: cond.notify_all()
    await ct
    sh = asyncio.shield(worker(1)); print(await sh)
    t = asyncio.create_task(worker(1)); t.add_done_callback(lambda t: print("cb", t.result())); await t; await asyncio.sleep(0)
    lock = asyncio.Lock()
    async with lock: print(lock.locked())
    return "end"
print(asyncio.run(main()))
try: asyncio.run(main)
except ValueError as e: print("VE")
