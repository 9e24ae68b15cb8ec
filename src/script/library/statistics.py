from math import sqrt as _sqrt


class StatisticsError(ValueError):
    pass


def _some(data, what):
    data = list(data)
    if not data:
        raise StatisticsError(f"{what} requires at least one data point")
    return data


def mean(data):
    data = _some(data, "mean")
    total = sum(data)
    whole = isinstance(total, int) and total % len(data) == 0
    return total // len(data) if whole else total / len(data)


def fmean(data):
    data = _some(data, "fmean")
    return sum(data) / len(data)


def median(data):
    data = sorted(_some(data, "median"))
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def mode(data):
    data = _some(data, "mode")
    return max(data, key=data.count)


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    middle = sum(data) / len(data)
    return sum([(x - middle) ** 2 for x in data]) / (len(data) - 1)


def pvariance(data, mu=None):
    data = _some(data, "pvariance")
    middle = sum(data) / len(data)
    return sum([(x - middle) ** 2 for x in data]) / len(data)


def stdev(data, xbar=None):
    return _sqrt(variance(data))


def pstdev(data, mu=None):
    return _sqrt(pvariance(data))
