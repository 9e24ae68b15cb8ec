# What asyncio.run still does when main is over: it cancels who is left, waits for
# them, and gives whoever they began meanwhile a few more turns.
# needs: 3.11
# clock: virtual
import asyncio


async def late(n):
    for i in range(9):
        print("late", n, i)
        await asyncio.sleep(0)


async def stubborn(n):
    try:
        await asyncio.sleep(10)
    finally:
        asyncio.create_task(late(n))
        for _ in range(n):
            await asyncio.sleep(0)
        print("stubborn", n)


async def group(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        async with asyncio.TaskGroup() as tasks:
            for i in range(n):
                tasks.create_task(late(i))
        print("group", n)
        asyncio.create_task(stubborn(n))


async def main(work, *numbers):
    for n in numbers:
        asyncio.create_task(work(n))
    await asyncio.sleep(0)
    print("main is over")


asyncio.run(main(stubborn))
asyncio.run(main(stubborn, 0))
asyncio.run(main(stubborn, 2))
asyncio.run(main(group, 2))
