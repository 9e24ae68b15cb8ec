# A token bucket: bursts of two, then one every 50 ms.
# clock: virtual
import asyncio


class TokenBucket:
    def __init__(self, rate, capacity):
        self.rate, self.capacity = rate, capacity
        self.tokens = capacity
        self.loop = asyncio.get_running_loop()
        self.updated = self.loop.time()
        self.lock = asyncio.Lock()

    async def acquire(self):
        async with self.lock:
            self.refill()
            while self.tokens < 0.999:
                await asyncio.sleep((1 - self.tokens) / self.rate)
                self.refill()
            self.tokens -= 1

    def refill(self):
        now = self.loop.time()
        self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
        self.updated = now


async def request(bucket, i, start):
    await bucket.acquire()
    print(f"request {i} at {1000 * (bucket.loop.time() - start):3.0f} ms")


async def main():
    bucket = TokenBucket(rate=20, capacity=2)
    start = bucket.loop.time()
    await asyncio.gather(*(request(bucket, i, start) for i in range(6)))


asyncio.run(main())
