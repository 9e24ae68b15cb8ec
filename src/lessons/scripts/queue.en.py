shelf = Queue(maxsize=2)       # room for two loaves

def baker():
    for loaf in range(5):
        cpu(10)
        shelf.put(loaf)        # waits while it is full
def seller():
    for _ in range(5):
        loaf = shelf.get()     # waits while it is empty
        io(25)
        print("sold loaf", loaf)

spawn(baker, name="baker")
spawn(seller, name="seller")
