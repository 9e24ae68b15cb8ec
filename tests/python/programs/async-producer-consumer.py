# Producers wait while the queue is full; join waits until all is used.
# clock: virtual
import asyncio
import random


async def producer(queue, name, n):
    for i in range(n):
        await asyncio.sleep(0.01)
        await queue.put(f"{name}{i}")
        print("put", f"{name}{i}", queue.qsize())


async def consumer(queue, name):
    while True:
        item = await queue.get()
        await asyncio.sleep(0.03)
        print(name, "used", item)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    consumers = [asyncio.create_task(consumer(queue, f"c{i}")) for i in range(2)]
    await asyncio.gather(producer(queue, "x", 3), producer(queue, "y", 3))
    print("all put")
    await queue.join()
    print("all used", queue.empty())
    for c in consumers:
        c.cancel()
    print(await asyncio.gather(*consumers, return_exceptions=True))


asyncio.run(main())
