# An asynchronous generator, a pipeline of them, and one left early.
# clock: virtual
import asyncio


async def ticker(delay, to):
    try:
        for i in range(to):
            yield i
            await asyncio.sleep(delay)
    finally:
        print("ticker closed")


async def squares(source):
    async for value in source:
        yield value * value


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n


async def main():
    print([x async for x in squares(ticker(0.01, 4))])
    print({x: x + 1 async for x in Countdown(3) if x != 1})
    source = ticker(0.01, 10)
    async for value in source:
        if value == 2:
            break
        print("value", value)
    await source.aclose()
    async for value in Countdown(2):
        print(value)
    else:
        print("no more")
    it = Countdown(1).__aiter__()
    print(await it.__anext__())
    print(await anext(it, "empty")) if False else None


asyncio.run(main())
