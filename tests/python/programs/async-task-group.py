# A group waits for its tasks; the first error cancels the others.
# needs: 3.11
# clock: virtual
import asyncio


async def work(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
        print(name, "ended")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def late(group):
    try:
        await asyncio.sleep(1)
    finally:
        coro = work("late", 1)
        try:
            group.create_task(coro)
        finally:
            coro.close()


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work("a", 0.02))
        second = group.create_task(work("b", 0.01), name="bee")
    print(first.result(), second.get_name())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("c", 0.01, ValueError("bad c")))
            group.create_task(work("d", 0.01, KeyError("bad d")))
            group.create_task(work("e", 1))
            print("inside")
    except* ValueError as group:
        print("values:", [str(e) for e in group.exceptions])
    except* (KeyError, IndexError) as group:
        print("keys:", group.exceptions)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("f", 1))
            raise RuntimeError("in the body")
    except ExceptionGroup as group:
        print(group.message, len(group.exceptions), repr(group.exceptions[0]))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("g", 0.01, TypeError("one")))
            group.create_task(work("h", 5))
    except* TypeError as caught:
        print(caught)
    finally:
        print("over")
    try:
        async with asyncio.TaskGroup() as group:
            print(group)
            group.create_task(late(group))
            group.create_task(work("i", 0.01, TypeError("one")))
            print(group)
    except* Exception as caught:
        print([str(e) for e in caught.exceptions], group)


asyncio.run(main())
