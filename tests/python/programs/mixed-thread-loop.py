# A loop in a thread of its own, given work from outside.
import asyncio
import threading

loop = asyncio.new_event_loop()


def serve():
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def double(n):
    await asyncio.sleep(0.01)
    return n * 2


thread = threading.Thread(target=serve, daemon=True)
thread.start()
futures = [asyncio.run_coroutine_threadsafe(double(n), loop) for n in range(3)]
print([f.result(timeout=2) for f in futures])
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(thread.is_alive(), loop.is_running())
