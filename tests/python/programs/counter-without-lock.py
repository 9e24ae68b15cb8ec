# An open race: the sum may be anything between the work of one and of all.
# ends: finished
import threading

counter = 0


def work(times):
    global counter
    for _ in range(times):
        value = counter
        value += 1
        counter = value


threads = [threading.Thread(target=work, args=(1000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
