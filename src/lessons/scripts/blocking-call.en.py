async def polite(pause):
    for _ in range(4):
        cpu(5)
        await io(pause)    # lets the others run meanwhile

async def rude():
    cpu(5)
    io(60)                 # forgot await: all stand still
    cpu(5)

spawn(polite, 10, name="every 10 ms")
spawn(polite, 20, name="every 20 ms")
spawn(rude, at=30, name="rude")
