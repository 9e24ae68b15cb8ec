def getpid():
    return _do("pid")


def cpu_count():
    return _do("cores")
