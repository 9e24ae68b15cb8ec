def warn(message, category=None, stacklevel=1):
    print(f"{'UserWarning' if category is None else category.__name__}: {message}")


def filterwarnings(action, message="", category=None):
    pass


simplefilter = filterwarnings
