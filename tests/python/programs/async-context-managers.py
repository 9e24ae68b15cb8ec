# Classes with __aenter__ and __aexit__, several in one statement, errors swallowed.
# clock: virtual
import asyncio


class Resource:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await asyncio.sleep(0.01)
        print("enter", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        print("exit", self.name, None if kind is None else kind.__name__, error)
        await asyncio.sleep(0)
        return self.swallow


async def main():
    async with Resource("a") as a, Resource("b") as b:
        print(a.name, b.name)
    async with Resource("outer", swallow=True):
        async with Resource("inner"):
            raise KeyError("lost")
    print("after")


asyncio.run(main())
