async def dish(n):
    cpu(20)            # готовить
    await io(10)       # ждать гостя, работник свободен

async def waiter():
    cpu(10)            # шесть заказов одному повару
    for n in range(1, 7):
        spawn(dish, n, name=f"блюдо {n}")

spawn(waiter)
