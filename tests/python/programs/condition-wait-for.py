# wait_for takes the predicate, and says by its value whether it came true.
import threading
import time

stock = 0
changed = threading.Condition()


def deliver():
    global stock
    for _ in range(3):
        time.sleep(0.02)
        with changed:
            stock += 5
            changed.notify_all()


courier = threading.Thread(target=deliver)
courier.start()
with changed:
    enough = changed.wait_for(lambda: stock >= 12, timeout=2)
    print("enough:", enough, stock)
    print("more:", changed.wait_for(lambda: stock > 100, timeout=0.02))
    print(changed.wait(0.01))
courier.join()
try:
    changed.notify()
except RuntimeError as error:
    print(error)
