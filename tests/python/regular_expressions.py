# Regular expressions, as far as they are here.
import re
T = "It was the best of times, it was the worst of times; 12 + 345 = 357. a_b c-d"
print(re.findall(r"\w+", T), re.findall(r"[a-z]+", T.lower())[:4], re.findall(r"\d+", T), re.findall(r"(\w)(\w)", "abcd"), re.findall(r"(a)b*", "abbab"))
print(re.split(r"[\s,;]+", T)[:6], re.split(r"\W+", "a, b"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", 1))
print(re.sub(r"[^\w\s]", "", T), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", lambda m: m.group().upper(), "banana", 2), re.sub(r"\s+", " ", "a  b \n c"))
m = re.match(r"(?P<user>[\w.]+)@(?P<host>\w+)\.com", "joe.x@site.com!"); print(m, m.group(1), m["host"], m.groupdict(), m.span(2), m.start(), m.groups())
print(re.search("x", "abc"), bool(re.fullmatch(r"\d{3}-\d{4}", "555-1234")), re.fullmatch("a|ab", "ab"), re.search(r"^b", "a\nb", re.M), re.match("ABC", "abcd", re.IGNORECASE))
print(re.findall(r"<.+?>", "<a><b>"), re.findall(r"<.+>", "<a><b>"), re.findall(r"\bthe\b", "the other the"), re.findall("x*", "axb"), re.sub("x*", "-", "abxd"), re.findall(r"(?:ab)+", "ababxab"), re.findall(r"a{2,3}", "aaaaa"), re.findall(r"(?i:a)" if 0 else "a(?=b)", "abac"), re.findall("a(?!b)", "abac"), re.findall(r"(\w)\1", "aabbc"))
p = re.compile(r"^\[(\w+)\] (.*)$"); m = p.match("[INFO] all good"); print(m.group(1, 2), [x.group() for x in re.finditer(r"\d", "1a2")], re.escape("a.b*c"), p.pattern)
for bad in "(", "*a", "[a", "a)":
    try: re.compile(bad); print("?")
    except re.error as e: print("error")
print(re.findall(r"[\w']+", "don't stop"), re.findall(r"[.!?]", "a.b!"), re.findall(r"[^aeiou\s]", "hello you"), re.sub(r"(?P<x>a)", r"<\g<x>>", "banana"), re.findall(r"(a|b|cd)e", "aebecde"), re.search(r"(\d+)\s*(ms|s)", "took 15 ms").groups())
