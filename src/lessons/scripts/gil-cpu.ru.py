def count(name):
    cpu(40)            # чистый Python: GIL нужен всё время
    print(name, "закончил на", now(), "мс")

for name in ["A", "B", "C"]:
    spawn(count, name, name=name)
