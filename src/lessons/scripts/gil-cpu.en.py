def count(name):
    cpu(40)            # pure Python: always needs the GIL
    print(name, "done at", now(), "ms")

for name in ["A", "B", "C"]:
    spawn(count, name, name=name)
