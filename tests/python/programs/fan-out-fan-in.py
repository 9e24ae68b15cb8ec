# Word counts of pieces, added up: fan out, fan in.
import collections
from concurrent.futures import ThreadPoolExecutor
from functools import reduce

TEXTS = ["the cat saw the dog", "the dog ran", "a cat and a dog met a bird"]


def count(text):
    words = collections.Counter()
    for word in text.split():
        words[word] += 1
    return words


def merge(a, b):
    for word, n in b.items():
        a[word] += n
    return a


with ThreadPoolExecutor() as pool:
    total = reduce(merge, pool.map(count, TEXTS), collections.Counter())
print(total.most_common(2))
print(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))
print(sum(total.values()), len(total))
