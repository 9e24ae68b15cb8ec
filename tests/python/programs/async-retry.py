# Try again, each time after a longer wait.
# clock: virtual
import asyncio
import functools


class Unreachable(Exception):
    """The server did not answer."""


def retry(times, base):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except Unreachable as error:
                    if attempt == times:
                        raise
                    delay = base * 2 ** (attempt - 1)
                    print(f"attempt {attempt} failed ({error}), again in {delay:.2f} s")
                    await asyncio.sleep(delay)
        return wrapper
    return decorate


calls = {"n": 0}


@retry(times=4, base=0.01)
async def ask(server, good_at):
    calls["n"] += 1
    await asyncio.sleep(0.001)
    if calls["n"] < good_at:
        raise Unreachable(f"{server} #{calls['n']}")
    return f"{server} answered"


async def main():
    print(ask.__name__)
    print(await ask("alpha", good_at=3))
    calls["n"] = 0
    try:
        await ask("beta", good_at=9)
    except Unreachable as error:
        print("gave up:", error, calls)


asyncio.run(main())
