# The quickest first.
# clock: virtual
import asyncio


async def mirror(name, delay):
    await asyncio.sleep(delay)
    if name == "down":
        raise OSError("no route")
    return name


async def main():
    mirrors = [mirror("far", 0.3), mirror("near", 0.1), mirror("down", 0.2)]
    for earliest in asyncio.as_completed(mirrors):
        try:
            print(await earliest)
        except OSError as error:
            print("error:", error)
    try:
        for future in asyncio.as_completed([mirror("a", 0.1), mirror("b", 0.9)], timeout=0.4):
            print(await future)
    except asyncio.TimeoutError:
        print("the others are too slow")


asyncio.run(main())
