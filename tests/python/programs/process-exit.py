# How processes end: well, by an error, by force.
import multiprocessing
import sys
import time


def good():
    pass


def bad():
    sys.exit(3)


def stuck():
    time.sleep(100)


if __name__ == "__main__":
    for target in (good, bad):
        p = multiprocessing.Process(target=target, name=target.__name__)
        print(p.exitcode, p.is_alive(), p.name)
        p.start()
        p.join()
        print(p.exitcode)
    p = multiprocessing.Process(target=stuck, daemon=True)
    p.start()
    p.join(0.02)
    print(p.is_alive(), p.exitcode)
    p.terminate()
    p.join()
    print(p.is_alive(), p.exitcode)
