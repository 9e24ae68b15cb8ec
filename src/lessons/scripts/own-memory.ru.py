counter = 0

def work(times):
    global counter
    for _ in range(times):
        cpu(10)
        counter += 1           # чей это счётчик?
    print("здесь счётчик равен", counter)

a = spawn(work, 3, name="A")
b = spawn(work, 2, name="B")
a.join()
b.join()
print("а у родителя он равен", counter)
