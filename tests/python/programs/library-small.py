# The small modules that programs bring along, and old-style iteration.
import bisect
import copy
import functools
import heapq
import itertools
import math
import operator
import random
import statistics
import string
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

random.seed(42)
print(random.randint(1, 100), random.random(), random.choice("abcdef"))
print(random.sample(range(100), 3), random.uniform(1, 2), random.choices([1, 2, 3], k=4))
numbers = list(range(8))
random.shuffle(numbers)
print(numbers, random.Random(7).randint(0, 9), round(random.gauss(0, 1), 9))

heap = [5, 3, 8, 1]
heapq.heapify(heap)
print(heapq.heappop(heap), heapq.heappushpop(heap, 2), heap, heapq.nlargest(2, heap))
print(math.isqrt(17), math.gcd(12, 18), math.factorial(10), math.hypot(3, 4), math.floor(-2.5))
print(f"{math.log(10):.12g} {math.exp(1):.12g} {math.sin(1):.10g} {math.sqrt(2)}")
print(operator.itemgetter(1)([1, 2]), functools.reduce(operator.mul, range(1, 6)))
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), f"{statistics.stdev([1, 2, 4]):.6f}")
print(bisect.bisect([1, 3, 5], 3), string.ascii_lowercase[:5], string.digits)
deep = copy.deepcopy({"a": [1, 2]})
deep["a"].append(3)
print(deep, copy.copy([1]))

Point = namedtuple("Point", "x y", defaults=[0])
print(Point(1), Point(1, 2)._replace(x=5), Point(3)._asdict(), Point._fields)
print(Counter("hello").most_common(1), Counter(a=2) - Counter(a=1), ChainMap({1: 2}, {3: 4})[3])
groups = defaultdict(list)
for word in ["apple", "bean", "avocado"]:
    groups[word[0]].append(word)
print(dict(groups), list(OrderedDict(a=1)), deque([1, 2, 3], maxlen=2))
print([(k, len(list(g))) for k, g in itertools.groupby("aabc")], list(itertools.starmap(pow, [(2, 3)])))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.islice(itertools.count(5), 2)))


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(40), fibonacci.cache_info())


class Squares:
    def __getitem__(self, index):
        if index >= 4:
            raise IndexError(index)
        return index * index


print(list(Squares()), 9 in Squares(), sum(Squares()), [x for x in Squares()])
