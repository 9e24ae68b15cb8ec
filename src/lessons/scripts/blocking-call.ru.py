async def polite(pause):
    for _ in range(4):
        cpu(5)
        await io(pause)    # тем временем работают другие

async def rude():
    cpu(5)
    io(60)                 # забыли await: замерли все
    cpu(5)

spawn(polite, 10, name="раз в 10 мс")
spawn(polite, 20, name="раз в 20 мс")
spawn(rude, at=30, name="невежа")
