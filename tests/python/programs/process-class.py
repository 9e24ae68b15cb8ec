# A process as a class; what it sets on itself stays in the child.
from multiprocessing import JoinableQueue, Process, Queue, current_process


class Consumer(Process):
    def __init__(self, tasks, results):
        Process.__init__(self, name="consumer")
        self.tasks, self.results = tasks, results
        self.seen = 0

    def run(self):
        while True:
            task = self.tasks.get()
            if task is None:
                self.tasks.task_done()
                self.results.put((current_process().name, "saw", self.seen))
                break
            self.seen += 1
            self.results.put(task())
            self.tasks.task_done()


class Multiply:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __call__(self):
        return f"{self} = {self.a * self.b}"

    def __str__(self):
        return f"{self.a} * {self.b}"


if __name__ == "__main__":
    tasks, results = JoinableQueue(), Queue()
    consumer = Consumer(tasks, results)
    consumer.start()
    for i in range(3):
        tasks.put(Multiply(i, i + 1))
    tasks.put(None)
    tasks.join()
    for _ in range(4):
        print(results.get())
    consumer.join()
    print(consumer.seen, consumer.name, current_process().name)
