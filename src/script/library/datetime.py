import time as _time


class _Microseconds:
    def __eq__(self, other):
        return type(other) is type(self) and self._us == other._us

    def __lt__(self, other):
        return self._us < other._us

    def __le__(self, other):
        return self._us <= other._us

    def __gt__(self, other):
        return self._us > other._us

    def __ge__(self, other):
        return self._us >= other._us

    def __hash__(self):
        return hash(self._us)


class timedelta(_Microseconds):
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0,
                 weeks=0):
        total = seconds + milliseconds / 1000 + microseconds / 1000000
        total += 60 * minutes + 3600 * hours + 86400 * (days + 7 * weeks)
        self._us = round(total * 1000000)
        self.days = self._us // 86400000000
        self.seconds = self._us // 1000000 % 86400
        self.microseconds = self._us % 1000000

    def total_seconds(self):
        return self._us / 1000000

    def __add__(self, other):
        return other + self if isinstance(other, datetime) else _delta(self._us + other._us)

    def __sub__(self, other):
        return _delta(self._us - other._us)

    def __mul__(self, number):
        return _delta(self._us * number)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        return _delta(self._us / other)

    def __str__(self):
        s = self.seconds
        text = f"{s // 3600}:{s // 60 % 60:02d}:{s % 60:02d}"
        if self.microseconds:
            text += f".{self.microseconds:06d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text

    def __repr__(self):
        return f"datetime.timedelta(seconds={self.total_seconds():g})"


def _delta(us):
    return timedelta(microseconds=us)


class datetime(_Microseconds):
    # A moment of the simulated clock, which begins at midnight.
    def __init__(self, us):
        self._us = us
        s = us // 1000000
        self.year, self.month, self.day = 1970, 1, 1 + s // 86400
        self.hour, self.minute, self.second = s // 3600 % 24, s // 60 % 60, s % 60
        self.microsecond = us % 1000000

    @staticmethod
    def now(tz=None):
        return datetime(round(_do("now") * 1000000))

    utcnow = today = now

    def timestamp(self):
        return self._us / 1000000

    def strftime(self, format):
        return _time.strftime(format.replace("%f", f"{self.microsecond:06d}"))

    def isoformat(self, sep="T"):
        text = (f"1970-01-{self.day:02d}{sep}{self.hour:02d}:{self.minute:02d}:"
                f"{self.second:02d}")
        return text + (f".{self.microsecond:06d}" if self.microsecond else "")

    def __str__(self):
        return self.isoformat(" ")

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return datetime(self._us - other._us)
        return _delta(self._us - other._us)

    def __add__(self, other):
        return datetime(self._us + other._us)
