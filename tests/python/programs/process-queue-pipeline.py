# Three processes in a row, and the parent at both ends.
from multiprocessing import Event, Process, Queue


def stage(inbox, outbox, n, ready):
    ready.set()
    for value in iter(inbox.get, "end"):
        outbox.put(value * 2 + n)
    outbox.put("end")


if __name__ == "__main__":
    queues = [Queue() for _ in range(4)]
    events = [Event() for _ in range(3)]
    stages = [Process(target=stage, args=(queues[i], queues[i + 1], i, events[i]))
              for i in range(3)]
    for s in stages:
        s.start()
    print([e.wait(5) for e in events])
    for value in range(4):
        queues[0].put(value)
    queues[0].put("end")
    print(list(iter(queues[3].get, "end")))
    for s in stages:
        s.join()
    print([s.exitcode for s in stages])
