# What a thread raises does not reach who joins it; a class can hand it on.
import threading


class Task(threading.Thread):
    def __init__(self, function, *args):
        super().__init__(daemon=True)
        self.function, self.arguments = function, args
        self.result = self.error = None

    def run(self):
        try:
            self.result = self.function(*self.arguments)
        except Exception as error:
            self.error = error

    def get(self):
        self.join()
        if self.error is not None:
            raise self.error
        return self.result


good, bad = Task(divmod, 17, 5), Task(divmod, 1, 0)
good.start()
bad.start()
print(good.get())
try:
    bad.get()
except ZeroDivisionError as error:
    print(type(error).__name__, error)
finally:
    print("both joined", good.is_alive(), bad.is_alive())
