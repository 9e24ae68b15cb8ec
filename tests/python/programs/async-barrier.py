# A barrier among coroutines.
# needs: 3.11
# clock: virtual
import asyncio


async def runner(barrier, name, delay):
    await asyncio.sleep(delay)
    print(name, "ready")
    async with barrier as position:
        print(name, "position", position, barrier.n_waiting)
    print(name, "through", barrier.broken)


async def waiter(barrier, name):
    try:
        print(name, await barrier.wait())
    except asyncio.BrokenBarrierError as e:
        print(name, repr(e))


async def abort(barrier):
    await barrier.abort()


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(barrier, n, d) for n, d in zip("abc", (0.02, 0.01, 0.03))))
    print(barrier.parties)
    # Let through, and then told otherwise before it went on.
    barrier = asyncio.Barrier(2)
    await asyncio.gather(waiter(barrier, "d"), waiter(barrier, "e"), abort(barrier))
    await waiter(barrier, "f")


asyncio.run(main())
