# A scheduler of one's own: generators that give way by yield.
from collections import deque


def countdown(name, n):
    while n > 0:
        print(name, n)
        yield
        n -= 1


def averager():
    total, count, average = 0.0, 0, None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


class Scheduler:
    def __init__(self):
        self.queue = deque()

    def add(self, task):
        self.queue.append(task)
        return self

    def run(self):
        turns = 0
        while self.queue:
            task = self.queue.popleft()
            try:
                next(task)
            except StopIteration:
                continue
            turns += 1
            self.queue.append(task)
        return turns


print(Scheduler().add(countdown("a", 3)).add(countdown("b", 1)).add(countdown("c", 2)).run())
mean = averager()
next(mean)
print([mean.send(x) for x in (10, 30, 5)])
mean.close()


def chain(*parts):
    for part in parts:
        got = yield from part
        print("part gave", got)


def part(n):
    for i in range(n):
        yield i
    return n * 10


print(list(chain(part(2), part(1))))
g = part(3)
next(g)
try:
    g.throw(ValueError("stop"))
except ValueError as error:
    print("thrown out:", error, list(g))
