async def dish(n):
    cpu(20)            # готовить
    await io(10)       # спросить гостя; работник займётся другим

async def waiter():
    cpu(10)            # принять шесть заказов, отдать одному повару
    for n in range(1, 7):
        spawn(dish, n, name=f"блюдо {n}")

spawn(waiter)
