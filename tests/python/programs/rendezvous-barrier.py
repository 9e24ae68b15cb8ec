# Phases kept in step by a barrier; its action runs once a phase.
import threading
import time

phases = []
barrier = threading.Barrier(3, action=lambda: phases.append("---"))
lock = threading.Lock()


def worker(number):
    for phase in range(3):
        time.sleep(0.005 * number)
        with lock:
            phases.append(f"phase {phase}")
        barrier.wait()


threads = [threading.Thread(target=worker, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("\n".join(phases))
print(barrier.parties, barrier.n_waiting, barrier.broken)
