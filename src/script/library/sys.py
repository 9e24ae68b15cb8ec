import traceback as _traceback
from collections import namedtuple as _namedtuple

argv = ["script.py"]
maxsize = 9223372036854775807
version = "3.11.7 (Interleave)"
version_info = _namedtuple("version_info", "major minor micro releaselevel serial")(
    3, 11, 7, "final", 0)
platform = "linux"
modules = {}


class _Stream:
    def write(self, text):
        print(text, end="")
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False


stdout = stderr = _Stream()
stdin = None


def exit(status=None):
    raise SystemExit(*(() if status is None else (status,)))


def getswitchinterval():
    return 0.005


def setswitchinterval(interval):
    pass


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit):
    pass


def exc_info():
    error = _traceback._handled()
    return (None if error is None else error.__class__, error, None)
