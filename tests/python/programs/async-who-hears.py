# Who hears of what, and when: callbacks, ends of tasks, cancellation.
# needs: 3.11
# clock: virtual
import asyncio
import time


def current(when):
    task = asyncio.current_task()
    print(when, "in", None if task is None else task.get_name())


async def leaf(name, delay, fails=False):
    try:
        await asyncio.sleep(delay)
        if fails:
            raise ValueError(name)
        return name
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise


async def callbacks():
    # A callback is no task's step.
    loop = asyncio.get_running_loop()
    loop.call_soon(current, "soon")
    loop.call_later(0.01, current, "later")
    task = asyncio.create_task(leaf("a", 0.005), name="a")
    task.add_done_callback(lambda task: current("done"))
    await asyncio.sleep(0.02)
    current("step")


async def beside(name):
    for turn in range(3):
        print(name, "turn", turn)
        await asyncio.sleep(0)


async def waits():
    # wait() gives way even if what it waits for has ended already.
    ended = asyncio.create_task(leaf("b", 0))
    pending = asyncio.create_task(leaf("c", 1))
    await asyncio.sleep(0.01)
    other = asyncio.create_task(beside("d"))
    for condition in asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED:
        fs = [ended, pending] if condition == asyncio.FIRST_COMPLETED else [ended]
        done, rest = await asyncio.wait(fs, return_when=condition)
        print(condition, len(done), len(rest))
    await other
    pending.cancel("enough")
    print(await asyncio.gather(pending, return_exceptions=True))


async def messages():
    # The first who asks says why.
    task = asyncio.create_task(leaf("e", 1))
    await asyncio.sleep(0)
    print(task.cancel("first"), task.cancel("second"), task.cancelling())
    await asyncio.wait([task])


async def asks_itself(other):
    # Who is cancelled while it runs cancels what it waits for next.
    asyncio.current_task().cancel()
    try:
        await other
    except asyncio.CancelledError:
        print("heard", other.cancelled())
    future = asyncio.get_running_loop().create_future()
    asyncio.current_task().cancel()
    try:
        await future
    except asyncio.CancelledError:
        print("heard", future.cancelled())


async def turn(name, fails=False):
    await asyncio.sleep(0)
    if fails:
        raise ValueError(name)


async def groups():
    # The first failure wakes the group's task, even where that waits at the end.
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(turn("g", fails=True))
            task = asyncio.create_task(turn("h"))
            task.add_done_callback(lambda task: loop.call_soon(print, "beside"))
            group.create_task(turn("i"))
    except ExceptionGroup as error:
        print(error.exceptions)
    await asyncio.sleep(0)


async def gathers(task):
    try:
        print(await asyncio.gather(task))
    except asyncio.CancelledError as error:
        print("gather heard", error.args)


async def too_late():
    # A gather whose tasks have ended cannot be cancelled; who waits for it hears after it.
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(turn("p"))
    waits = asyncio.create_task(gathers(task))
    task.add_done_callback(lambda task: (waits.cancel("late"), loop.call_soon(print, "between")))
    await waits


async def party(barrier, name):
    for turn in range(2):
        place = await barrier.wait()
        print(name, place, barrier.n_waiting)


async def takes(name, acquire, release):
    try:
        await acquire()
        print(name, "has it")
        await asyncio.sleep(0.01)
        release()
    except asyncio.CancelledError:
        print(name, "does not take it")


async def woken_and_cancelled():
    # What a cancelled task was woken for, the next in the queue gets.
    lock, units = asyncio.Lock(), asyncio.Semaphore(1)
    for kind in lock, units:
        await kind.acquire()
        tasks = [asyncio.create_task(takes(n, kind.acquire, kind.release)) for n in "jkl"]
        await asyncio.sleep(0)
        kind.release()
        tasks[0].cancel()
        await asyncio.gather(*tasks)
    for put in True, False:
        items = asyncio.Queue(1)
        if put:
            items.put_nowait(0)
        acquire = (lambda: items.put(1)) if put else items.get
        release = items.get_nowait if put else lambda: items.put_nowait(2)
        tasks = [asyncio.create_task(takes(name, acquire, release)) for name in "mno"]
        await asyncio.sleep(0)
        release()
        tasks[0].cancel()
        await asyncio.gather(*tasks)


async def main():
    await callbacks()
    await waits()
    await messages()
    other = asyncio.create_task(leaf("f", 1))
    await asyncio.sleep(0)
    await asyncio.create_task(asks_itself(other))
    await groups()
    await woken_and_cancelled()
    await too_late()
    # Of those who leave nobody waits any more.
    barrier = asyncio.Barrier(2)
    await asyncio.gather(*(party(barrier, name) for name in "xyzw"))


asyncio.run(main())


async def tidies():
    try:
        await asyncio.sleep(1)
    finally:
        print("tidied up")


async def asks_itself_last(fails):
    asyncio.create_task(tidies())
    await asyncio.sleep(0)
    asyncio.current_task().cancel()
    if fails:
        raise ValueError("its own")
    return "not told"


for fails in False, True:
    try:
        print(asyncio.run(asks_itself_last(fails)))
    except (asyncio.CancelledError, ValueError) as error:
        print(type(error).__name__, error)


async def asks_itself(gives_way):
    # A call that blocks the loop is no wait of the task's.
    asyncio.current_task().cancel()
    time.sleep(0.01)
    print("still here")
    try:
        if gives_way:
            await asyncio.sleep(0)
        else:
            await asyncio.sleep(0.01)
    except asyncio.CancelledError:
        print("hears of it", gives_way)
    time.sleep(0.01)
    await asyncio.sleep(0)
    print("goes on")


for gives_way in False, True:
    asyncio.run(asks_itself(gives_way))
