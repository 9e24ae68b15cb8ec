# The barber sleeps until a customer comes; who finds no chair leaves.
import threading
import time

CHAIRS = 2
customers = threading.Semaphore(0)
mutex = threading.Lock()
waiting, served, left = [], [], []


def barber():
    while True:
        customers.acquire()
        with mutex:
            if not waiting:
                return
            customer = waiting.pop(0)
        time.sleep(0.06)
        served.append(customer)


def arrive(name):
    with mutex:
        if len(waiting) == CHAIRS:
            left.append(name)
            return
        waiting.append(name)
    customers.release()


shop = threading.Thread(target=barber)
shop.start()
for name in ["Al", "Bo", "Cy", "Di"]:
    arrive(name)
    time.sleep(0.01)
time.sleep(0.25)
customers.release()
shop.join()
print("served", served, "left", left)
