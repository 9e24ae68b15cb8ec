# A server without a network: clients are queues, messages go to all of them.
# clock: virtual
import asyncio
from collections import defaultdict, deque


class Room:
    def __init__(self):
        self.members = {}
        self.history = deque(maxlen=3)
        self.count = defaultdict(int)

    def join(self, name):
        self.members[name] = asyncio.Queue()
        return self.members[name]

    async def say(self, name, text):
        self.count[name] += 1
        self.history.append((name, text))
        for other, inbox in self.members.items():
            if other != name:
                await inbox.put(f"{name}: {text}")


async def client(room, name, lines):
    inbox = room.join(name)
    await asyncio.sleep(0)
    for delay, text in lines:
        await asyncio.sleep(delay)
        await room.say(name, text)
    await asyncio.sleep(0.1)
    got = []
    while not inbox.empty():
        got.append(inbox.get_nowait())
    return name, got


async def main():
    room = Room()
    for name, got in await asyncio.gather(
        client(room, "ann", [(0.01, "hi"), (0.03, "bye")]),
        client(room, "bob", [(0.02, "hello")]),
        client(room, "cy", []),
    ):
        print(name, got)
    print(list(room.history), dict(room.count))
    try:
        room.members["cy"].get_nowait()
    except asyncio.QueueEmpty:
        print("nothing for cy")


asyncio.run(main())
