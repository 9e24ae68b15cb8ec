# Two coroutines lock in opposite orders; the loop has nothing left to do.
# ends: deadlock
import asyncio


async def move(name, first, second):
    async with first:
        await asyncio.sleep(0.01)
        async with second:
            print(name, "done")


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(move("one", a, b), move("two", b, a))


asyncio.run(main())
