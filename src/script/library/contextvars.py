# By the task that runs; a new task of asyncio gets a copy.
_contexts = {}
_NOTHING = object()


def _context():
    return _contexts.setdefault(_do("current"), {})


class Token:
    MISSING = _NOTHING

    def __init__(self, var, old_value):
        self.var, self.old_value = var, old_value


class ContextVar:
    def __init__(self, name, *, default=_NOTHING):
        self.name, self._default = name, default

    def get(self, *default):
        context = _context()
        if self in context:
            return context[self]
        if default:
            return default[0]
        if self._default is _NOTHING:
            raise LookupError(self)
        return self._default

    def set(self, value):
        context = _context()
        token = Token(self, context.get(self, _NOTHING))
        context[self] = value
        return token

    def reset(self, token):
        if token.old_value is _NOTHING:
            _context().pop(self, None)
        else:
            _context()[self] = token.old_value


class Context:
    def __init__(self, values=None):
        self._values = {} if values is None else values

    def run(self, callable, *args, **kwargs):
        current = _do("current")
        outer = _context()
        _contexts[current] = self._values
        try:
            return callable(*args, **kwargs)
        finally:
            _contexts[current] = outer

    def get(self, var, default=None):
        return self._values.get(var, default)

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def copy(self):
        return Context(dict(self._values))


def copy_context():
    return Context(dict(_context()))
