# A race needs no threads: between reading and writing lies an await.
# clock: virtual
import asyncio


class Account:
    def __init__(self):
        self.balance = 0
        self.lock = asyncio.Lock()

    async def deposit(self, amount):
        seen = self.balance
        await asyncio.sleep(0.01)
        self.balance = seen + amount

    async def safe_deposit(self, amount):
        async with self.lock:
            await self.deposit(amount)


async def main():
    account = Account()
    await asyncio.gather(*[account.deposit(10) for _ in range(5)])
    print("without a lock:", account.balance)
    account = Account()
    await asyncio.gather(*[account.safe_deposit(10) for _ in range(5)])
    print("with a lock:", account.balance)


asyncio.run(main())
