# Dining philosophers that take the lower fork first always finish.
import threading
import time


class Philosopher(threading.Thread):
    def __init__(self, seat, forks, meals):
        super().__init__(name=f"philosopher {seat}")
        self.seat, self.meals = seat, meals
        left, right = seat, (seat + 1) % len(forks)
        self.first, self.second = forks[min(left, right)], forks[max(left, right)]
        self.eaten = 0

    def run(self):
        while self.eaten < self.meals:
            with self.first, self.second:
                time.sleep(0.002)
                self.eaten += 1

    def __str__(self):
        return f"{self.name} ate {self.eaten} times"


forks = [threading.Lock() for _ in range(5)]
table = [Philosopher(seat, forks, meals=3) for seat in range(5)]
for philosopher in table:
    philosopher.start()
for philosopher in table:
    philosopher.join()
    print(philosopher)
print(any(fork.locked() for fork in forks))
