balance = 100
lock = Lock()
def pay(n):
    global balance
    with lock:
        seen = balance
        io(5)
        balance = seen - n
ts = [spawn(pay, n) for n in (10, 20, 30)]
for t in ts:
    t.join()
print(balance)
done = Event()
def waiter():
    print(done.wait(timeout=500))
w = spawn(waiter, name="W")
done.set()
w.join()
def bad():
    raise ValueError("no")
b = spawn(bad)
try:
    b.join()
except ValueError as e:
    print("caught", e)
print(w.name, w.done())
