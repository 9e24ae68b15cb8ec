# What calls with wrong arguments say.
for call in (
    lambda: [].append(),
    lambda: [].append(1, 2),
    lambda: {}.copy(1),
    lambda: {1}.add(1, 2),
    lambda: "a".upper(2),
    lambda: ",".join("a", "b"),
    lambda: (1,).count(),
    lambda: {1}.symmetric_difference(),
    lambda: [1].pop("a"),
    lambda: [].insert("a", 1),
    lambda: range("a"),
    lambda: list(enumerate("ab", "c")),
    lambda: hex("a"),
    lambda: "a".center("b"),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
print(list(enumerate("ab", True)), hex(True), "abc".find("c", True), list(range(True)))
