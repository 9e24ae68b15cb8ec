def update_wrapper(wrapper, wrapped):
    wrapper.__name__, wrapper.__wrapped__ = wrapped.__name__, wrapped
    return wrapper


def wraps(wrapped):
    return lambda wrapper: update_wrapper(wrapper, wrapped)


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


class _Info:
    def __init__(self, hits, misses, maxsize, currsize):
        self.hits, self.misses, self.maxsize, self.currsize = hits, misses, maxsize, currsize

    def __repr__(self):
        return (f"CacheInfo(hits={self.hits}, misses={self.misses}, maxsize={self.maxsize}, "
                f"currsize={self.currsize})")


def _cache(function, maxsize):
    known, counts = {}, [0, 0]

    def cached(*args, **kwargs):
        key = (args, tuple(kwargs.items())) if kwargs else args
        if key in known:
            counts[0] += 1
            known[key] = known.pop(key)
            return known[key]
        counts[1] += 1
        known[key] = function(*args, **kwargs)
        if maxsize is not None and len(known) > maxsize:
            del known[next(iter(known))]
        return known[key]

    def cache_info():
        return _Info(*counts, maxsize, len(known))

    def cache_clear():
        known.clear()
        counts[:] = [0, 0]
    cached.__name__ = function.__name__
    cached.cache_info, cached.cache_clear, cached.__wrapped__ = cache_info, cache_clear, function
    return cached


def cache(function):
    return _cache(function, None)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cache(maxsize, 128)
    return lambda function: _cache(function, maxsize)


def total_ordering(cls):
    def le(a, b):
        return a < b or a == b
    cls.__le__ = le
    cls.__gt__ = lambda a, b: not le(a, b)
    cls.__ge__ = lambda a, b: not a < b
    return cls


def cmp_to_key(mycmp):
    @total_ordering
    class Key:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0
    return Key


def cached_property(func):
    kept = "_cached_" + func.__name__

    def get(self):
        if not hasattr(self, kept):
            _do("set", self, kept, func(self))
        return getattr(self, kept)
    return property(get)


def singledispatch(func):
    chosen = {object: func}

    def dispatch(cls):
        for above in cls.__mro__ if hasattr(cls, "__mro__") else (cls, object):
            if above in chosen:
                return chosen[above]
        return func

    def register(cls, func=None):
        if func is None:
            if not isinstance(cls, type):
                raise TypeError("register() needs the class here: @f.register(int)")
            return lambda func: register(cls, func)
        chosen[cls] = func
        return func

    def wrapper(*args, **kwargs):
        return dispatch(args[0].__class__)(*args, **kwargs)
    wrapper.register, wrapper.dispatch = register, dispatch
    return update_wrapper(wrapper, func)
