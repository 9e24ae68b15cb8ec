"""The workload in SimPy, as its manual teaches: a process a task, a resource of C cores, asked for again after each quantum.

rr_simpy.py TASKS CORES -> nanoseconds an event
"""

import sys
import time

import simpy

TASKS, CORES = int(sys.argv[1]), int(sys.argv[2])
QUANTUM, STRIDE, PAIRS = 10, 7, 127
ROUNDS = max(2, 100_000 // TASKS)


def pairs():
    scale, x, table = max(1, -(-TASKS // CORES)), 12345, []
    for _ in range(PAIRS):
        x = (x * 1103515245 + 12345) % 2**31
        burst = 1 + (x >> 8) % 39
        x = (x * 1103515245 + 12345) % 2**31
        table.append((burst, (1 + (x >> 8) % 19) * scale))
    return table


events = 0


def task(env, cores, number, table):
    global events
    for r in range(ROUNDS):
        burst, wait = table[(STRIDE * number + r) % PAIRS]
        while burst:
            with cores.request() as request:
                yield request
                slice_ = min(QUANTUM, burst)
                yield env.timeout(slice_)
                burst -= slice_
                events += 1
        yield env.timeout(wait)
        events += 1


table = pairs()
begin = time.perf_counter()
env = simpy.Environment()
cores = simpy.Resource(env, capacity=CORES)
for number in range(TASKS):
    env.process(task(env, cores, number, table))
env.run()
print((time.perf_counter() - begin) * 1e9 / events)
