# A shielded task goes on when who waits for it is cancelled.
# clock: virtual
import asyncio


async def save():
    await asyncio.sleep(0.05)
    print("saved")
    return 42


async def request(inner):
    try:
        return await asyncio.shield(inner)
    except asyncio.CancelledError:
        print("request cancelled")
        raise


async def main():
    inner = asyncio.ensure_future(save())
    outer = asyncio.create_task(request(inner))
    await asyncio.sleep(0.01)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer:", outer.cancelled(), "inner done:", inner.done())
    print(await inner)
    try:
        print(await asyncio.wait_for(asyncio.shield(inner), 0.1))
        await asyncio.wait_for(asyncio.shield(asyncio.create_task(save())), 0.01)
    except asyncio.TimeoutError:
        print("timed out, not cancelled")
    await asyncio.sleep(0.1)


asyncio.run(main())
