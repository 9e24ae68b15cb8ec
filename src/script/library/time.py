def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    _do("sleep", seconds)


def time():
    return _do("now")


perf_counter = monotonic = process_time = thread_time = time


def time_ns():
    return round(_do("now") * 1000000000)


perf_counter_ns = monotonic_ns = process_time_ns = thread_time_ns = time_ns


def strftime(format, t=None):
    # The simulated clock begins at midnight.
    s = int(_do("now"))
    parts = {"H": f"{s // 3600 % 24:02d}", "M": f"{s // 60 % 60:02d}", "S": f"{s % 60:02d}",
             "Y": "1970", "m": "01", "d": f"{1 + s // 86400:02d}", "y": "70", "b": "Jan",
             "I": f"{(s // 3600 + 11) % 12 + 1:02d}", "p": "AM" if s % 86400 < 43200 else "PM",
             "%": "%"}
    whole = {"X": "%H:%M:%S", "T": "%H:%M:%S", "D": "%m/%d/%y", "x": "%m/%d/%y", "F": "%Y-%m-%d",
             "c": "%d %b %Y %H:%M:%S"}
    for letter, text in whole.items():
        format = format.replace("%" + letter, text)
    made, letters = "", iter(format)
    for letter in letters:
        made += parts.get(next(letters, ""), "?") if letter == "%" else letter
    return made


def ctime(secs=None):
    return strftime("%b %d %H:%M:%S %Y")


asctime = ctime


def localtime(secs=None):
    return None


gmtime = localtime
