# Members of an Enum between processes: each is the same one over there.
# needs: 3.11
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import Enum, Flag, IntEnum, auto


class State(Enum):
    IDLE = auto()
    BUSY = auto()
    DONE = auto()


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()


@dataclass
class Job:
    id: int
    state: State = State.IDLE


def work(job, out):
    match job:
        case Job(state=State.BUSY):
            job.state = State.DONE
    out.put((job, job.state is State.DONE, State.BUSY, Level.HIGH, Perm.R | Perm.W))


def step(state, perm):
    match state:
        case State.IDLE:
            return State.BUSY, perm | Perm.X
        case State.BUSY:
            return State.DONE, perm
        case State.DONE:
            return None, ~perm


if __name__ == "__main__":
    out = multiprocessing.Queue()
    process = multiprocessing.Process(target=work, args=(Job(1, State.BUSY), out))
    process.start()
    job, same, state, level, perm = out.get()
    process.join()
    print(job, same, state is State.BUSY, job.state is State.DONE)
    print(level is Level.HIGH, level + 1, perm == (Perm.R | Perm.W), perm)
    with ProcessPoolExecutor(2) as pool:
        for state, then in zip(State, pool.map(step, list(State), [Perm.R, Perm.W, Perm.X])):
            print(state, then)
