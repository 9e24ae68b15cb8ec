from math import cos as _cos, log as _log, sin as _sin, sqrt as _sqrt

_WORD = 4294967295


# CPython's generator (MT19937) once a seed is given: the same numbers as there.
class Random:
    def __init__(self, x=None):
        self._words, self._next_gauss = None, None
        self.seed(x)

    def seed(self, a=None, version=2):
        self._next_gauss = None
        if a is None:
            self._words = None
            return
        if isinstance(a, float):
            a = hash(a)
        elif isinstance(a, str):
            number = 7
            for letter in a:
                number = (number * 31 + ord(letter)) % 2305843009213693951
            a = number
        a = abs(a)
        key = [a & _WORD]
        if a > _WORD:
            key.append(a >> 32)
        words = [19650218]
        for i in range(1, 624):
            words.append((1812433253 * (words[-1] ^ words[-1] >> 30) + i) & _WORD)
        i, j = 1, 0
        for _ in range(624):
            before = words[i - 1] ^ words[i - 1] >> 30
            words[i] = ((words[i] ^ before * 1664525 & _WORD) + key[j] + j) & _WORD
            i, j = i + 1, (j + 1) % len(key)
            if i == 624:
                words[0], i = words[623], 1
        for _ in range(623):
            before = words[i - 1] ^ words[i - 1] >> 30
            words[i] = ((words[i] ^ before * 1566083941 & _WORD) - i) & _WORD
            i += 1
            if i == 624:
                words[0], i = words[623], 1
        words[0] = 2147483648
        self._words, self._at = words, 624

    def _word(self):
        if self._words is None:
            return _b_randint(0, _WORD)
        words = self._words
        if self._at == 624:
            for i in range(624):
                y = words[i] & 2147483648 | words[(i + 1) % 624] & 2147483647
                words[i] = words[(i + 397) % 624] ^ y >> 1 ^ (2567483615 if y & 1 else 0)
            self._at = 0
        y = words[self._at]
        self._at += 1
        y ^= y >> 11
        y ^= y << 7 & 2636928640
        y ^= y << 15 & 4022730752
        return y ^ y >> 18

    def random(self):
        if self._words is None:
            return _b_random()
        return ((self._word() >> 5) * 67108864.0 + (self._word() >> 6)) / 9007199254740992.0

    def getrandbits(self, k):
        if k <= 32:
            return self._word() >> (32 - k) if k else 0
        return self._word() | self.getrandbits(k - 32) << 32

    def _below(self, n):
        k = n.bit_length()
        number = self.getrandbits(k)
        while number >= n:
            number = self.getrandbits(k)
        return number

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def randrange(self, start, stop=None, step=1):
        numbers = range(start) if stop is None else range(start, stop, step)
        if not len(numbers):
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {step})"
                             if stop is not None else "empty range for randrange()")
        return numbers[self._below(len(numbers))]

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        if weights is None and cum_weights is None:
            n = len(population) + 0.0
            return [population[int(self.random() * n)] for _ in range(k)]
        if cum_weights is None:
            cum_weights, total = [], 0
            for weight in weights:
                total += weight
                cum_weights.append(total)
        made, total = [], cum_weights[-1] + 0.0
        for _ in range(k):
            point, at = self.random() * total, 0
            while at < len(population) - 1 and cum_weights[at] <= point:
                at += 1
            made.append(population[at])
        return made

    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        size, four = 21, 1
        if k > 5:
            while four < k * 3:
                four *= 4
            size += four
        made = []
        if n <= size:
            pool = list(population)
            for i in range(k):
                j = self._below(n - i)
                made.append(pool[j])
                pool[j] = pool[n - i - 1]
            return made
        chosen = set()
        for i in range(k):
            j = self._below(n)
            while j in chosen:
                j = self._below(n)
            chosen.add(j)
            made.append(population[j])
        return made

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * _sqrt(u * c)

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd

    def gauss(self, mu=0.0, sigma=1.0):
        z, self._next_gauss = self._next_gauss, None
        if z is None:
            turn = self.random() * 6.283185307179586
            length = _sqrt(-2.0 * _log(1.0 - self.random()))
            z, self._next_gauss = _cos(turn) * length, _sin(turn) * length
        return mu + z * sigma

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u, v = self.random(), 1.0 - self.random()
            z = 1.7155277699214135 * (u - 0.5) / v
            if z * z / 4.0 <= -_log(v):
                return mu + z * sigma


SystemRandom = Random
_inst = Random()
seed, random, uniform, randint = _inst.seed, _inst.random, _inst.uniform, _inst.randint
randrange, choice, choices, sample = _inst.randrange, _inst.choice, _inst.choices, _inst.sample
shuffle, gauss, getrandbits = _inst.shuffle, _inst.gauss, _inst.getrandbits
expovariate, triangular, normalvariate = _inst.expovariate, _inst.triangular, _inst.normalvariate
