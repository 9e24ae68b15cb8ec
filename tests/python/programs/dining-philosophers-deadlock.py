# Every philosopher takes the left fork, then waits for ever for the right one.
# ends: deadlock
import threading
import time

forks = [threading.Lock() for _ in range(3)]


def philosopher(seat):
    with forks[seat]:
        time.sleep(0.05)
        with forks[(seat + 1) % 3]:
            print(seat, "eats")


for seat in range(3):
    threading.Thread(target=philosopher, args=(seat,)).start()
