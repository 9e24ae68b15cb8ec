d = {}
for i in range(40):
    d[i] = i
    if i >= 3: del d[i - 3]
print(d)
d = {0: 0}
for i in range(1, 20):
    d[i] = i
    if i % 2 == 0:
        del d[i]; del d[i - 1]
print(d)
