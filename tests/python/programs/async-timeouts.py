# Time limits: of one call, of a block, of nothing in particular.
# needs: 3.11
# clock: virtual
import asyncio


async def slow(seconds):
    try:
        await asyncio.sleep(seconds)
        return "done"
    except asyncio.CancelledError:
        print("slow was cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.wait_for(slow(0.01), timeout=1))
    try:
        await asyncio.wait_for(slow(1), timeout=0.05)
    except asyncio.TimeoutError:
        print("wait_for: too long")
    try:
        async with asyncio.timeout(0.02) as limit:
            await slow(1)
    except TimeoutError:
        print("timeout: too long", limit.expired())
    async with asyncio.timeout(0.02) as limit:
        limit.reschedule(loop.time() + 0.5)
        print(await slow(0.1), limit.expired())
    async with asyncio.timeout(None):
        print(await slow(0.1))
    try:
        async with asyncio.timeout_at(loop.time() + 0.05):
            try:
                await slow(2)
            finally:
                print("inner finally")
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__))
    try:
        async with asyncio.timeout(0.1):
            async with asyncio.timeout(0.05):
                await slow(1)
    except TimeoutError:
        print("inner one")
    print(f"{loop.time():.2f}" != "", await asyncio.wait_for(slow(0), None))


asyncio.run(main())
