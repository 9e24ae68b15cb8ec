# What each thread has for itself, and why a task was cancelled.

import asyncio
import threading


class Own(threading.local):
    kind = "shared"

    def __init__(self, first, step=1):
        self.values = [first]
        self.step = step

    def more(self):
        self.values.append(self.values[-1] + self.step)
        return self.values


own = Own(10, step=5)
own.more()


def other():
    print(own.values, own.kind, own.more(), hasattr(own, "nothing"))
    own.step = 100


thread = threading.Thread(target=other)
thread.start()
thread.join()
print(own.more(), own.step)
plain = threading.local()
try:
    print(plain.value)
except AttributeError as e:
    print(e)


async def long():
    await asyncio.sleep(10)


async def gives_up():
    raise asyncio.CancelledError("by itself")


async def reasons(task):
    ways = [lambda: task, lambda: asyncio.sleep(0, task.result()), lambda: asyncio.gather(task)]
    for way in ways:
        try:
            await way()
        except asyncio.CancelledError as e:
            print(repr(e), end=" ")
    print(await asyncio.gather(task, return_exceptions=True))


async def main():
    task = asyncio.create_task(long())
    await asyncio.sleep(0)
    task.cancel("enough")
    await reasons(task)
    task = asyncio.create_task(long())
    task.cancel("too early")
    await reasons(task)
    await reasons(asyncio.create_task(gives_up()))
    future = asyncio.get_running_loop().create_future()
    future.cancel("no need")
    await reasons(future)


asyncio.run(main())

# What stands first is not the target.
try:
    threading.Thread(own.more)
except AssertionError as e:
    print(e)
