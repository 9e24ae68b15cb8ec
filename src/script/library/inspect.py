def iscoroutine(object):
    return _do("is_coroutine", object)


def iscoroutinefunction(obj):
    return _do("is_coroutine_function", obj)


def isawaitable(object):
    return _do("is_coroutine", object) or hasattr(object, "__await__") or hasattr(object, "_await")
