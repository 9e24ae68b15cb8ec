async def dish(n):
    cpu(20)            # cook
    await io(10)       # ask the guest; the worker goes on

async def waiter():
    cpu(10)            # take six orders for one cook
    for n in range(1, 7):
        spawn(dish, n, name=f"dish {n}")

spawn(waiter)
