# A child process has its own copy of what was global.
import multiprocessing
import os

counter = 0
log = ["parent"]


def work(name, queue):
    global counter
    counter += 100
    log.append(name)
    queue.put((name, counter, log, os.getpid() != parent))


parent = os.getpid()
if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    queue = multiprocessing.Queue()
    for name in ("a", "b"):
        p = multiprocessing.Process(target=work, args=(name, queue))
        p.start()
        print(queue.get())
        p.join()
        print(p.exitcode, p.is_alive(), p.pid == parent)
    print(counter, log)
