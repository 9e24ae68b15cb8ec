async def w(n, lock):
    await io(80 * n)
    async with lock:
        await io(5)
        print("w", n)
    return n
async def main():
    lock = Lock()
    q = Queue(1)
    ts = [spawn(w, i, lock) for i in (3, 1, 2)]
    print(await gather(*ts))
    await q.put(1)
    print(await q.get())
    t = spawn(w, 1, lock)
    print(await t)
t = spawn(main)
await t
print(now() >= 60)
