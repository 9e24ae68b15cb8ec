def count(name):
    cpu(40)            # pure Python: needs the GIL all the time
    print(name, "done at", now(), "ms")

for name in ["A", "B", "C"]:
    spawn(count, name, name=name)
