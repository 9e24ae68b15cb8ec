def work(n):
    i = 0
    total = 0
    while i < n:
        total = (total * 3 + i) % 1000003
        if total % 3 == 0:
            total = total + 1
        i = i + 1
    return total


print(work(ROUNDS))
