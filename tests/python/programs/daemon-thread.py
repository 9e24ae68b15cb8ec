# A daemon thread does not keep the program alive.
# needs: 3.10
import threading
import time


def heartbeat():
    while True:
        time.sleep(3600)
        print("never printed")


t = threading.Thread(target=heartbeat, daemon=True)
t.start()
print(t.daemon, t.is_alive(), threading.active_count())
print([x.name for x in threading.enumerate()])
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name)
