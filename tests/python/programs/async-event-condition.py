# Events and conditions among coroutines.
# clock: virtual
import asyncio


async def waiter(event, name):
    print(name, "waits")
    await event.wait()
    print(name, "goes")


async def consumer(condition, store, name):
    async with condition:
        await condition.wait_for(lambda: store)
        print(name, "takes", store.pop(0))


async def producer(condition, store):
    for i in range(2):
        await asyncio.sleep(0.01)
        async with condition:
            store.append(i)
            condition.notify()


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in "ab"]
    await asyncio.sleep(0.01)
    print("set", event.is_set())
    event.set()
    await asyncio.wait(tasks)
    condition, store = asyncio.Condition(), []
    await asyncio.gather(consumer(condition, store, "c"), consumer(condition, store, "d"),
                         producer(condition, store))
    try:
        condition.notify()
    except RuntimeError as error:
        print(error)
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
