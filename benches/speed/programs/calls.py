def mix(a, b):
    c = a * 3 + b
    return c % 1000003


def work(n):
    i = 0
    total = 0
    while i < n:
        total = mix(total, i)
        if total % 3 == 0:
            total = total + 1
        i = i + 1
    return total


print(work(ROUNDS))
