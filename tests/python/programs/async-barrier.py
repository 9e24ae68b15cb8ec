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


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(barrier, n, d) for n, d in zip("abc", (0.02, 0.01, 0.03))))
    print(barrier.parties)


asyncio.run(main())
