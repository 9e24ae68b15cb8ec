# A connection as a machine of states, an Enum, driven by events with `match`.
# needs: 3.11
# clock: virtual
import asyncio
import time
from enum import Enum, Flag, StrEnum, auto


class State(Enum):
    CLOSED = auto()
    CONNECTING = auto()
    OPEN = auto()
    FAILED = auto()

    @property
    def is_final(self):
        return self in (State.FAILED, State.CLOSED)


class Event(StrEnum):
    DIAL = auto()
    ANSWER = auto()
    ERROR = auto()
    HANG_UP = "hang up"


class Can(Flag):
    READ = auto()
    WRITE = auto()
    BOTH = READ | WRITE


class Connection:
    def __init__(self, name):
        self.name, self.state, self.can, self.tries = name, State.CLOSED, Can(0), 0
        self.changed = asyncio.Condition()

    async def handle(self, event):
        match self.state, event:
            case State.CLOSED | State.FAILED, Event.DIAL:
                await self.become(State.CONNECTING)
                self.tries += 1
            case State.CONNECTING, Event.ANSWER:
                self.can |= Can.BOTH
                await self.become(State.OPEN)
            case State.CONNECTING, Event.ERROR if self.tries < 2:
                await self.become(State.CLOSED)
                await self.handle(Event.DIAL)
            case State.CONNECTING | State.OPEN, Event.ERROR:
                self.can &= ~Can.WRITE
                await self.become(State.FAILED)
            case State.OPEN, Event.HANG_UP:
                self.can = Can(0)
                await self.become(State.CLOSED)
            case state, event:
                print(f"{self.name}: {event} means nothing while {state.name}")

    async def become(self, state):
        await asyncio.sleep(0.01)
        async with self.changed:
            print(f"{self.name}: {self.state.name} -> {state.name} {self.can}")
            self.state = state
            self.changed.notify_all()

    async def until(self, *states):
        async with self.changed:
            await self.changed.wait_for(lambda: self.state in states)
        return self.state


async def drive(connection, events):
    for event in events:
        await asyncio.sleep(0.05)
        await connection.handle(Event(event))


async def main():
    start = time.monotonic()
    good, bad = Connection("good"), Connection("bad")
    watch = asyncio.create_task(bad.until(State.FAILED))
    async with asyncio.TaskGroup() as group:
        group.create_task(drive(good, ["dial", "dial", "answer", "hang up"]))
        group.create_task(drive(bad, ["answer", "dial", "error", "error", "dial", "answer", "error"]))
    print(await watch, good.state.is_final, bad.state.is_final, good.can, bad.can)
    try:
        await good.handle(Event("shout"))
    except ValueError as e:
        print(e)
    print(f"{time.monotonic() - start:.2f}")


asyncio.run(main())
