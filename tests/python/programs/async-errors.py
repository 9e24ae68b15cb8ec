# Errors of tasks: where they come out, and what gather does with them.
# clock: virtual
import asyncio


async def fine(n):
    await asyncio.sleep(0.01 * n)
    print("fine", n)
    return n


async def broken():
    await asyncio.sleep(0.015)
    raise LookupError("broken")


async def main():
    try:
        await asyncio.gather(fine(1), broken(), fine(3))
    except LookupError as error:
        print("caught", repr(error))
    await asyncio.sleep(0.05)
    results = await asyncio.gather(fine(1), broken(), return_exceptions=True)
    print(results)
    task = asyncio.create_task(broken())
    await asyncio.sleep(0.02)
    print(task.done(), repr(task.exception()))
    group = asyncio.gather(fine(5), fine(6))
    await asyncio.sleep(0.01)
    group.cancel()
    try:
        await group
    except asyncio.CancelledError:
        print("gather cancelled")


asyncio.run(main())
