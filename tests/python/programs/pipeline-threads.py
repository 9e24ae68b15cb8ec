# Stages linked by queues; the end of the input runs through them all.
import threading
from queue import Queue

END = None


class Stage(threading.Thread):
    def __init__(self, function, inbox, outbox):
        threading.Thread.__init__(self)
        self.function, self.inbox, self.outbox = function, inbox, outbox

    def run(self):
        for item in iter(self.inbox.get, END):
            result = self.function(item)
            if result is not None:
                self.outbox.put(result)
        self.outbox.put(END)


def keep_even(n):
    return n if n % 2 == 0 else None


def square(n):
    return n ** 2


def show(n):
    return f"<{n:>4}>"


queues = [Queue(3) for _ in range(4)]
stages = [Stage(f, a, b) for f, a, b in zip((keep_even, square, show), queues, queues[1:])]
for stage in stages:
    stage.start()


def feed():
    for n in range(10):
        queues[0].put(n)
    queues[0].put(END)


threading.Thread(target=feed).start()
print(list(iter(queues[-1].get, END)))
for stage in stages:
    stage.join()
