# Callbacks of the loop: soon, later, called off.
# clock: virtual
import asyncio


def say(*words):
    print(*words)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    loop.call_later(0.03, say, "third")
    loop.call_later(0.01, say, "first")
    handle = loop.call_later(0.02, say, "never")
    loop.call_at(start + 0.02, say, "second")
    loop.call_soon(say, "soon", 1)
    loop.call_soon(say, "soon", 2)
    print("scheduled", handle.cancelled())
    handle.cancel()
    print(handle.cancelled())
    await asyncio.sleep(0)
    print("after one turn")
    await asyncio.sleep(0.05)
    future = loop.create_future()
    future.add_done_callback(lambda f: say("result", f.result()))
    loop.call_later(0.01, future.set_result, "value")
    print(await future, future.done())
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as error:
        print(type(error).__name__, error)


asyncio.run(main())
