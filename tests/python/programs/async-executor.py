# Blocking calls in threads, so that the loop goes on.
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def blocking(seconds):
    time.sleep(seconds)
    return f"slept {seconds}"


async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0.04)


async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(ticker(3))
    print(await loop.run_in_executor(None, blocking, 0.06))
    await t
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = await asyncio.gather(*(loop.run_in_executor(pool, blocking, s)
                                         for s in (0.03, 0.01)))
    print(results)
    print(await asyncio.to_thread(max, [3, 9, 4]))
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as error:
        print(error)


asyncio.run(main())
