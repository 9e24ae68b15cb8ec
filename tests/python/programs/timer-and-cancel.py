# Timers run a function later, unless somebody calls them off.
import threading
import time

fired = []
timers = [threading.Timer(0.06, fired.append, args=["late"]),
          threading.Timer(0.02, fired.append, ("early",)),
          threading.Timer(0.04, lambda: fired.append("never"))]
for timer in timers:
    timer.start()
timers[2].cancel()
for timer in timers:
    timer.join()
print(fired)
print([timer.is_alive() for timer in timers], timers[0].finished.is_set())
