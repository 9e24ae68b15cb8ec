# A cancelled task cleans up before it ends.
# clock: virtual
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def connection(name):
    print("open", name)
    try:
        yield name.upper()
    finally:
        await asyncio.sleep(0.01)
        print("close", name)


async def worker(name):
    async with connection(name) as c:
        try:
            while True:
                print("using", c)
                await asyncio.sleep(0.04)
        except asyncio.CancelledError:
            print("told to stop", name)
            raise
        finally:
            print("finally", name)


async def main():
    tasks = [asyncio.create_task(worker(n), name=f"worker-{n}") for n in "xy"]
    await asyncio.sleep(0.06)
    for t in tasks:
        print(t.get_name(), t.cancel())
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(r).__name__ for r in results], [t.cancelled() for t in tasks])
    print(tasks[0].cancel(), tasks[0].done())


asyncio.run(main())
