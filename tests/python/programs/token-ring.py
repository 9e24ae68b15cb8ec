# Threads that print in turn, each woken by the one before.
import threading

N, ROUNDS = 4, 3
turns = [threading.Event() for _ in range(N)]
text = []


def speak(i):
    for _ in range(ROUNDS):
        turns[i].wait()
        turns[i].clear()
        text.append("abcd"[i])
        turns[(i + 1) % N].set()


threads = [threading.Thread(target=speak, args=(i,)) for i in range(N)]
for t in reversed(threads):
    t.start()
turns[0].set()
for t in threads:
    t.join()
print("".join(text))
