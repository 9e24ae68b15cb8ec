counter = 0

def work(times):
    global counter
    for _ in range(times):
        cpu(10)
        counter += 1           # whose counter is it?
    print("here the counter is", counter)

a = spawn(work, 3, name="A")
b = spawn(work, 2, name="B")
a.join()
b.join()
print("and in the parent it is", counter)
