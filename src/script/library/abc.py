_left = {}


class ABC:
    def __new__(cls, *args, **kwargs):
        if cls not in _left:
            names = {name for base in cls.__mro__[:-1] for name in _do("names", base)}
            _left[cls] = sorted(
                [name for name in names if getattr(getattr(cls, name), "_is_abstract", False)])
        if _left[cls]:
            plural = "s" if len(_left[cls]) > 1 else ""
            raise TypeError(f"Can't instantiate abstract class {cls.__name__} with abstract "
                            f"method{plural} {', '.join(_left[cls])}")
        return super().__new__(cls)


def abstractmethod(funcobj):
    funcobj._is_abstract = True
    return funcobj
