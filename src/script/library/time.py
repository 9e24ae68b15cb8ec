def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    _do("sleep", seconds)


def time():
    return _do("now")


def perf_counter():
    return _do("now")


def monotonic():
    return _do("now")


def process_time():
    return _do("now")


def perf_counter_ns():
    return int(_do("now") * 1000000000)
