# Objects that can be awaited: by a coroutine's __await__, by a generator.
# clock: virtual
import asyncio


class Ticket:
    def __init__(self, number):
        self.number = number

    def __await__(self):
        return self._wait().__await__()

    async def _wait(self):
        await asyncio.sleep(0.01 * self.number)
        return f"ticket {self.number}"


class Turn:
    def __await__(self):
        yield
        return "my turn"


class Both:
    def __await__(self):
        first = yield from asyncio.sleep(0.01, "slept").__await__()
        second = yield from Ticket(1).__await__()
        return first, second


async def other():
    print("others run meanwhile")


async def main():
    print(await Ticket(2))
    print(await asyncio.gather(Ticket(3), Ticket(1)))
    asyncio.create_task(other())
    print(await Turn())
    print(await Both())
    try:
        await asyncio.wait_for(Ticket(9), 0.05)
    except asyncio.TimeoutError:
        print("too late")


asyncio.run(main())
