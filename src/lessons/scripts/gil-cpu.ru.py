def count(name):
    cpu(40)            # чистый Python: GIL нужен всегда
    print(name, "закончил на", now(), "мс")

for name in ["A", "B", "C"]:
    spawn(count, name, name=name)
