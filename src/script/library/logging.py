import multiprocessing as _processes
import threading as _threading
import time as _time

NOTSET, DEBUG, INFO, WARNING, WARN, ERROR, CRITICAL = 0, 10, 20, 30, 30, 40, 50
FATAL = CRITICAL
_NAMES = {10: "DEBUG", 20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}
_settings = {"format": "%(levelname)s:%(name)s:%(message)s", "datefmt": None}
_loggers = {}


class _Logger:
    def __init__(self, name):
        self.name, self.level, self.handlers, self.propagate = name, 0, [], True

    def setLevel(self, level):
        self.level = getLevelName(level) if isinstance(level, str) else level

    def getEffectiveLevel(self):
        return self.level or _root.level

    def isEnabledFor(self, level):
        return level >= self.getEffectiveLevel()

    def addHandler(self, handler):
        self.handlers.append(handler)

    def log(self, level, msg, *args, exc_info=None, extra=None, stack_info=False):
        if not self.isEnabledFor(level):
            return
        text = str(msg)
        if args:
            text = text % (args[0] if len(args) == 1 and isinstance(args[0], dict) else args)
        now = _do("now")
        stamp = _settings["datefmt"] or "%Y-%m-%d %H:%M:%S"
        asctime = _time.strftime(stamp)
        ms = int(now * 1000) % 1000
        if _settings["datefmt"] is None:
            asctime += f",{ms:03d}"
        thread, process = _threading.current_thread(), _processes.current_process()
        line = _settings["format"] % {
            "name": self.name, "levelname": getLevelName(level), "levelno": level,
            "message": text, "asctime": asctime, "msecs": ms, "created": now,
            "relativeCreated": now * 1000, "thread": thread.ident, "threadName": thread.name,
            "process": _do("pid"), "processName": process.name, "funcName": "?", "lineno": 0,
            "filename": "script.py", "module": "script", "pathname": "script.py", "taskName": None,
        }
        print(line)
        if exc_info and isinstance(exc_info, BaseException):
            print(repr(exc_info))

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)


_root = _Logger("root")
_root.level = WARNING
debug, info, warning, error = _root.debug, _root.info, _root.warning, _root.error
exception, critical, log = _root.exception, _root.critical, _root.log


class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%"):
        self.fmt, self.datefmt = fmt, datefmt


class StreamHandler:
    def __init__(self, stream=None):
        pass

    def setFormatter(self, fmt):
        basicConfig(format=fmt.fmt, datefmt=fmt.datefmt)

    def setLevel(self, level):
        pass


def getLogger(name=None):
    if name is None or name == "root":
        return _root
    return _loggers.setdefault(name, _Logger(name))


def getLevelName(level):
    if isinstance(level, str):
        return {name: number for number, name in _NAMES.items()}.get(level, 0)
    return _NAMES.get(level, f"Level {level}")


def basicConfig(*, level=None, format=None, datefmt=None, handlers=None, force=False,
                stream=None, filename=None, style="%", encoding=None, filemode="a"):
    if level is not None:
        _root.setLevel(level)
    if format is not None:
        _settings["format"] = format
    if datefmt is not None:
        _settings["datefmt"] = datefmt


def disable(level=CRITICAL):
    _root.level = level + 1


def shutdown():
    pass
