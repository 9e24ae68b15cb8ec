# Three waits at once take as long as the longest.
# clock: virtual
import asyncio
import time


async def fetch(name, delay):
    print(f"{name}: start")
    await asyncio.sleep(delay)
    print(f"{name}: end")
    return name, delay


async def main():
    begin = time.perf_counter()
    results = await asyncio.gather(fetch("a", 0.3), fetch("b", 0.1), fetch("c", 0.2))
    print(results)
    print(f"{time.perf_counter() - begin:.2f} s")


asyncio.run(main())
