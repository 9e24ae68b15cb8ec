def copy(x):
    if isinstance(x, (list, dict, set)):
        return x.copy()
    if hasattr(x, "__copy__"):
        return x.__copy__()
    if not hasattr(x, "__dict__"):
        return x
    made = x.__class__.__new__(x.__class__)
    for name, value in x.__dict__.items():
        _do("set", made, name, value)
    return made


def deepcopy(x, memo=None):
    memo = {} if memo is None else memo
    if id(x) in memo:
        return memo[id(x)]
    if isinstance(x, tuple):
        return tuple([deepcopy(item, memo) for item in x])
    made = memo[id(x)] = copy(x)
    if isinstance(x, list):
        made[:] = [deepcopy(item, memo) for item in x]
    elif isinstance(x, dict):
        for key in x:
            made[key] = deepcopy(x[key], memo)
    elif hasattr(x, "__dict__") and made is not x:
        for name, value in x.__dict__.items():
            _do("set", made, name, deepcopy(value, memo))
    return made
