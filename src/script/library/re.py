# A pattern becomes a tree of tuples, whose first item says what to do with the
# others. Matching a node gives every place where it can end, best first.
IGNORECASE = I = 2
MULTILINE = M = 8
DOTALL = S = 16
VERBOSE = X = 64
ASCII = A = 256


class error(Exception):
    pass


class _Parser:
    def __init__(self, pattern, flags):
        self.text, self.at, self.flags = pattern, 0, flags
        self.count, self.names = 0, {}

    def peek(self, part):
        return self.text.startswith(part, self.at)

    def take(self, part):
        if self.peek(part):
            self.at += len(part)
            return True
        return False

    def fail(self, message):
        raise error(f"{message} at position {self.at}")

    def alternatives(self):
        choices = [self.sequence()]
        while self.take("|"):
            choices.append(self.sequence())
        return choices[0] if len(choices) == 1 else ("any of", choices)

    def sequence(self):
        nodes = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if self.flags & VERBOSE and self.text[self.at] in " \t\n#":
                if self.take("#"):
                    while self.at < len(self.text) and self.text[self.at] != "\n":
                        self.at += 1
                else:
                    self.at += 1
                continue
            nodes.append(self.repeated(self.single()))
        return ("all of", nodes)

    def repeated(self, node):
        while self.at < len(self.text):
            start = self.at
            if self.take("*"):
                low, high = 0, None
            elif self.take("+"):
                low, high = 1, None
            elif self.take("?"):
                low, high = 0, 1
            elif self.take("{"):
                end = self.text.find("}", self.at)
                bounds = self.text[self.at:end].split(",") if end >= 0 else [""]
                if not all([bound.isdigit() or not bound for bound in bounds]) or bounds == [""]:
                    self.at = start
                    return node
                low = int(bounds[0] or 0)
                high = low if len(bounds) == 1 else int(bounds[1]) if bounds[1] else None
                self.at = end + 1
            else:
                return node
            node = ("repeat", node, low, high, self.take("?"))
        return node

    def single(self):
        letter = self.text[self.at]
        self.at += 1
        if letter == "(":
            return self.group()
        if letter == "[":
            return self.letters()
        if letter == "\\":
            return self.escape()
        if letter == ".":
            return ("dot",)
        if letter in "^$":
            return (letter,)
        if letter in "*+?":
            self.at -= 1
            self.fail("nothing to repeat")
        return ("in", [(letter, letter)], False)

    def group(self):
        index, kind = None, "group"
        if self.take("?"):
            if self.take("P<"):
                end = self.text.index(">", self.at)
                name = self.text[self.at:end]
                self.at = end + 1
                self.count += 1
                index = self.names[name] = self.count
            elif self.take("P="):
                end = self.text.index(")", self.at)
                name = self.text[self.at:end]
                self.at = end + 1
                return ("same", self.names[name])
            elif self.take("="):
                kind = "ahead"
            elif self.take("!"):
                kind = "not ahead"
            elif not self.take(":"):
                self.fail("this extension of groups is not available here")
        else:
            self.count += 1
            index = self.count
        node = self.alternatives()
        if not self.take(")"):
            self.fail("missing ), unterminated subpattern")
        return (kind, node, index)

    def escape(self):
        if self.at == len(self.text):
            self.fail("bad escape (end of pattern)")
        letter = self.text[self.at]
        self.at += 1
        if letter.isdigit() and letter != "0":
            return ("same", int(letter))
        if letter in "bBAZ":
            return (letter,)
        return ("in", [self.kind(letter)], False)

    def kind(self, letter):
        if letter in "wWdDsS":
            return letter
        if letter in "ntrfv0":
            letter = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}[letter]
        elif letter == "x":
            self.at += 2
            letter = chr(int(self.text[self.at - 2:self.at], 16))
        elif letter.isalnum():
            self.fail(f"bad escape \\{letter}")
        return (letter, letter)

    def letters(self):
        negated, parts = self.take("^"), []
        while not (parts and self.peek("]")):
            if self.at >= len(self.text):
                self.fail("unterminated character set")
            first = self.one()
            if isinstance(first, tuple) and self.peek("-") and not self.peek("-]"):
                self.at += 1
                first = (first[0], self.one()[0])
            parts.append(first)
        self.at += 1
        return ("in", parts, negated)

    def one(self):
        letter = self.text[self.at]
        self.at += 1
        if letter == "\\":
            letter = self.text[self.at]
            self.at += 1
            return ("\b", "\b") if letter == "b" else self.kind(letter)
        return (letter, letter)


def _is_word(letter):
    return letter.isalnum() or letter == "_"


def _is_kind(kind, letter):
    small = kind.lower()
    if small == "w":
        found = _is_word(letter)
    elif small == "d":
        found = letter.isdigit()
    else:
        found = letter.isspace()
    return found if kind == small else not found


class _Run:
    def __init__(self, text, flags):
        self.text, self.flags, self.groups = text, flags, {}

    def fits(self, node, letter):
        if node[0] == "dot":
            return letter != "\n" or self.flags & DOTALL
        _, parts, negated = node
        both = (letter.lower(), letter.upper()) if self.flags & IGNORECASE else (letter,)
        for part in parts:
            for letter in both:
                if _is_kind(part, letter) if isinstance(part, str) else part[0] <= letter <= part[1]:
                    return not negated
        return negated

    def is_edge(self, at):
        before = at > 0 and _is_word(self.text[at - 1])
        after = at < len(self.text) and _is_word(self.text[at])
        return before != after

    def ends(self, node, at):
        kind, text = node[0], self.text
        if kind in ("in", "dot"):
            if at < len(text) and self.fits(node, text[at]):
                yield at + 1
        elif kind == "all of":
            yield from self.sequence(node[1], 0, at)
        elif kind == "any of":
            for choice in node[1]:
                yield from self.ends(choice, at)
        elif kind == "repeat":
            yield from self.repeated(node, at)
        elif kind == "group":
            index = node[2]
            for end in self.ends(node[1], at):
                old = self.groups.get(index)
                self.groups[index] = (at, end)
                yield end
                self.groups[index] = old
        elif kind == "same":
            span = self.groups.get(node[1])
            if span and text.startswith(text[span[0]:span[1]], at):
                yield at + span[1] - span[0]
        elif self.holds(kind, node, at):
            yield at

    def holds(self, kind, node, at):
        text = self.text
        if kind == "^":
            return at == 0 or self.flags & MULTILINE and text[at - 1] == "\n"
        if kind == "$":
            last = at == len(text) or at == len(text) - 1 and text[at] == "\n"
            return last or self.flags & MULTILINE and text[at] == "\n"
        if kind in "AZ":
            return at == (0 if kind == "A" else len(text))
        if kind in "bB":
            return self.is_edge(at) == (kind == "b")
        found = next(self.ends(node[1], at), None) is not None
        return found == (kind == "ahead")

    def sequence(self, nodes, index, at):
        if index == len(nodes):
            yield at
            return
        for end in self.ends(nodes[index], at):
            yield from self.sequence(nodes, index + 1, end)

    def repeated(self, node, at):
        _, inner, low, high, lazy = node
        if inner[0] in ("in", "dot"):
            most, text = at, self.text
            limit = len(text) if high is None else min(len(text), at + high)
            while most < limit and self.fits(inner, text[most]):
                most += 1
            places = range(at + low, most + 1)
            yield from places if lazy else reversed(places)
        else:
            yield from self.times(inner, low, high, lazy, at, 0)

    def times(self, inner, low, high, lazy, at, count):
        if lazy and count >= low:
            yield at
        if high is None or count < high:
            for end in self.ends(inner, at):
                if end > at or count < low:
                    yield from self.times(inner, low, high, lazy, end, count + 1)
        if not lazy and count >= low:
            yield at


class Match:
    def __init__(self, pattern, string, span, groups):
        self.re, self.string, self._groups = pattern, string, groups
        self._groups[0] = span

    def _index(self, group):
        index = self.re.groupindex.get(group) if isinstance(group, str) else group
        if index is None or not 0 <= index <= self.re.groups:
            raise IndexError("no such group")
        return index

    def span(self, group=0):
        return self._groups.get(self._index(group)) or (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def _text(self, group, default=None):
        start, end = self.span(group)
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        found = tuple([self._text(group) for group in groups or (0,)])
        return found[0] if len(found) == 1 else found

    def __getitem__(self, group):
        return self._text(group)

    def groups(self, default=None):
        return tuple([self._text(index, default) for index in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(name, default) for name in self.re.groupindex}

    def expand(self, template):
        parts, rest = [], template
        while "\\" in rest:
            before, _, rest = rest.partition("\\")
            parts.append(before)
            if rest.startswith("g<"):
                name, _, rest = rest[2:].partition(">")
                parts.append(self._text(int(name) if name.isdigit() else name, ""))
            elif rest[:1].isdigit():
                parts.append(self._text(int(rest[0]), ""))
                rest = rest[1:]
            else:
                parts.append({"n": "\n", "t": "\t", "\\": "\\"}.get(rest[:1], "\\" + rest[:1]))
                rest = rest[1:]
        return "".join(parts) + rest

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"


class Pattern:
    def __init__(self, pattern, flags=0):
        parser = _Parser(pattern, flags)
        self.pattern, self.flags, self._tree = pattern, flags, parser.alternatives()
        if parser.at < len(pattern):
            parser.fail("unbalanced parenthesis")
        self.groups, self.groupindex = parser.count, parser.names

    def _at(self, string, at, whole=False):
        run = _Run(string, self.flags)
        for end in run.ends(self._tree, at):
            if not whole or end == len(string):
                return Match(self, string, (at, end), dict(run.groups))
        return None

    def match(self, string):
        return self._at(string, 0)

    def fullmatch(self, string):
        return self._at(string, 0, True)

    def search(self, string, pos=0):
        for at in range(pos, len(string) + 1):
            found = self._at(string, at)
            if found:
                return found
        return None

    def finditer(self, string):
        at, last = 0, -1
        while at <= len(string):
            found = self.search(string, at)
            if found is None:
                return
            start, end = found.span()
            if start == end == last:
                at = end + 1
                found = self.search(string, at) if at <= len(string) else None
                if found is None:
                    return
                start, end = found.span()
            yield found
            at, last = end, end if start == end else -1

    def findall(self, string):
        found = []
        for match in self.finditer(string):
            groups = match.groups("")
            found.append(groups if len(groups) > 1 else groups[0] if groups else match.group())
        return found

    def subn(self, repl, string, count=0):
        parts, at, done = [], 0, 0
        for match in self.finditer(string):
            if count and done == count:
                break
            new = match.expand(repl) if isinstance(repl, str) else repl(match)
            parts += [string[at:match.start()], new]
            at, done = match.end(), done + 1
        return "".join(parts) + string[at:], done

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def split(self, string, maxsplit=0):
        parts, at, done = [], 0, 0
        for match in self.finditer(string):
            if maxsplit and done == maxsplit:
                break
            parts.append(string[at:match.start()])
            parts += match.groups()
            at, done = match.end(), done + 1
        return parts + [string[at:]]


def compile(pattern, flags=0):
    return pattern if isinstance(pattern, Pattern) else Pattern(pattern, flags)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def escape(pattern):
    special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"
    return "".join(["\\" + letter if letter in special else letter for letter in pattern])
