# Smokers: an agent puts two things on the table, who has the third one smokes.
import threading

agent = threading.Semaphore(1)
smoker = {name: threading.Semaphore(0) for name in ("tobacco", "paper", "matches")}
smoked = []


def smoke(name, times):
    for _ in range(times):
        smoker[name].acquire()
        smoked.append(name)
        agent.release()


rounds = ["paper", "matches", "paper", "tobacco"]
threads = [threading.Thread(target=smoke, args=(n, rounds.count(n))) for n in smoker]
for t in threads:
    t.start()
for name in rounds:
    agent.acquire()
    smoker[name].release()
for t in threads:
    t.join()
print(smoked)
