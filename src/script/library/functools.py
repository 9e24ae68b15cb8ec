def wraps(wrapped):
    def same(wrapper):
        wrapper.__name__ = wrapped.__name__
        return wrapper
    return same


class partial:
    def __init__(self, func, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __call__(self, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})


def reduce(function, iterable, *initial):
    items = iter(iterable)
    if initial:
        value = initial[0]
    else:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    for item in items:
        value = function(value, item)
    return value


def cache(function):
    known = {}

    def cached(*args):
        if args not in known:
            known[args] = function(*args)
        return known[args]
    return cached


def lru_cache(maxsize=128):
    return cache(maxsize) if callable(maxsize) else cache


def total_ordering(cls):
    def le(a, b):
        return a < b or a == b
    cls.__le__ = le
    cls.__gt__ = lambda a, b: not le(a, b)
    cls.__ge__ = lambda a, b: not a < b
    return cls
