shelf = Queue(maxsize=2)       # полка на две буханки

def baker():
    for loaf in range(5):
        cpu(10)
        shelf.put(loaf)        # ждёт, пока полка занята
def seller():
    for _ in range(5):
        loaf = shelf.get()     # ждёт, пока полка пуста
        io(25)
        print("продана буханка", loaf)

spawn(baker, name="пекарь")
spawn(seller, name="продавец")
