# Small whole numbers: each has a slot of its own.
print({3, 1, 2}, {True, 0}, {5, -1}, {-5, 4, -2}, {10, 20, 30, 40}, {1000, 7, 100, 10})
s = set([9, 3, 7, 1, 30, 12])
print(s, list(s), [x for x in s], *s)
s.add(2)
s.discard(9)
print(s, {x * x for x in range(12)})
while s:
    print(s.pop(), s)
a = {3, 1, 2}
print([(x, y) for x in a for y in a], tuple({4, 2, 9} | {0}), {4, 2, 9} & {9, 4}, {4, 2} ^ {2, 0})
print({"one"}, {1.5}, {(1, 2)}, {None})
print({100 * x % 37 for x in range(30)}, {x * 8 for x in range(25)}, {-x * 7 for x in range(20)})
