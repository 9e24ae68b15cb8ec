def _handled():
    # A bare raise finds what is being handled, also from here.
    try:
        raise
    except BaseException as error:
        return None if str(error) == "No active exception to reraise" else error


def _line(error):
    text = str(error)
    return error.__class__.__name__ + (": " + text if text else "")


def format_exception(exc, value=None, tb=None):
    error = exc if value is None else value
    return ["Traceback (most recent call last):\n", _line(error) + "\n"]


def format_exc(limit=None):
    error = _handled()
    return "NoneType: None\n" if error is None else "".join(format_exception(error))


def print_exception(exc, value=None, tb=None, limit=None, file=None):
    print("".join(format_exception(exc, value)), end="")


def print_exc(limit=None, file=None):
    print(format_exc(), end="")
