total = 0
seen = [0] * 10
for i in range(ROUNDS):
    total = total + i
    seen[i % 10] = total
print(total)
