# Names, states and mistakes in the life of a thread.
# needs: 3.10
import threading


def work():
    names.append(threading.current_thread().name)


names = []
t = threading.Thread(target=work)
print(t.name, t.is_alive(), t.ident)
try:
    t.join()
except RuntimeError as error:
    print("RuntimeError:", error)
t.start()
t.join()
print(t.is_alive(), t.ident is not None, names)
try:
    t.start()
except RuntimeError as error:
    print("RuntimeError:", error)
named = threading.Thread(target=work, name="loader")
named.start()
named.join()
print(names)


class Worker(threading.Thread):
    def run(self):
        names.append(self.name)
        try:
            self.join()
        except RuntimeError as error:
            names.append(str(error))


w = Worker()
w.start()
w.join()
print(names[2:])
lock = threading.Lock()
try:
    lock.release()
except RuntimeError as error:
    print("RuntimeError:", error)
print(lock.acquire(), lock.acquire(blocking=False), lock.acquire(True, 0.01), lock.locked())
quiet = threading.Thread(target=work)
quiet.daemon = True
quiet.start()
try:
    quiet.daemon = False
except RuntimeError as error:
    print("RuntimeError:", error)
quiet.join()
print(quiet.daemon)
