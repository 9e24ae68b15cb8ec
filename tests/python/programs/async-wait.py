# wait: the first that ends, the first that fails, all of them, a time limit.
# clock: virtual
import asyncio


async def job(seconds, fail=False):
    await asyncio.sleep(seconds)
    if fail:
        raise ValueError(seconds)
    return seconds


async def main():
    tasks = {asyncio.create_task(job(s)) for s in (0.03, 0.01, 0.02)}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))
    done, pending = await asyncio.wait(pending)
    print(sorted(t.result() for t in done), pending)
    tasks = [asyncio.create_task(job(0.01, True)), asyncio.create_task(job(1))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print([repr(t.exception()) for t in done], len(pending))
    done, pending = await asyncio.wait(pending, timeout=0.05)
    print(len(done), len(pending))
    for t in pending:
        t.cancel()
    await asyncio.wait(pending)
    print([t.cancelled() for t in pending])
    try:
        pending.pop().result()
    except asyncio.CancelledError:
        print("cancelled")
    task = asyncio.create_task(job(1))
    try:
        task.result()
    except asyncio.InvalidStateError as error:
        print(error)


asyncio.run(main())
