"""Formats of the parse language."""
from formats import CLEANING, ENCODINGS, NUMERIC, PARSE, g, u

UNITS = list(PARSE)


def add(collection):
    alone(collection)
    pairs(collection)
    shapes(collection)
    keywords(collection)
    at_random(collection)


def alone(c):
    """Every unit in all three families, required, optional, and inside a group."""
    c.positional([])
    c.positional([], trailer=":f")
    c.positional([], optional=0, trailer=":f")
    for unit in UNITS:
        [node] = u(unit)
        c.positional([node])
        c.single(node)
        c.positional([node], optional=0, trailer=":name")
        c.positional([node], trailer=";a message of one's own")
        c.keyword([node], trailer=":f")
        c.positional([g(node)], trailer=":f")
    for unit in ["es", "et", "es#", "et#", "es#own", "et#own"]:
        for encoding in ENCODINGS:
            c.positional(u(unit), encoding=encoding)


def pairs(c):
    """Each unit beside those whose failure or side effects show when the other one acts."""
    for unit in UNITS:
        for other in ["i", "O", "s", "y*", "O&", "es"]:
            c.positional(u(unit, other), trailer=":f")
        for other in ["O&", "d", "s*"]:
            c.positional(u(other, unit))
    for index, unit in enumerate(UNITS):
        other = UNITS[(index * 7 + 3) % len(UNITS)]
        c.positional(u(unit, other), optional=index % 2)
        c.keyword(u(unit, other), optional=index % 3 if index % 3 < 2 else None, trailer=":f")


def shapes(c):
    mixed = [
        (u("i", "O&", "i") + [g(*u("i", "i"))], None),
        (u("s#", "y*", "n"), 2), (u("O!", "O&", "O!"), None), (u("O!", "O!", "O&", "O!"), None),
        (u("O&", "O&", "O&"), None), (u("O&", "O&", "O&"), 1), (u("y*", "O&", "s*", "O&"), None),
        (u("es", "O&", "es", "i"), None), (u("O", "O&", "U", "S", "Y"), None), (u("O&", "O"), 1),
        (u("p", "p", "p"), 1), (u("s", "i", "d", "O"), 2), (u("z", "z#", "z*"), 0),
        (u("i", "y*", "i"), None), (u("y*", "i"), None), (u("w*", "i"), None), (u("es#", "i"), None),
        (u("et", "y*", "z*", "O&"), 1), (u("O&", "d", "es"), None), (u("O&", "O!"), None),
        (u("y*", "O", "O", "O"), 1), (u("y*", "O", "i") + [g(*u("O", "O"))], 1), (u("i", "y*", "d", "z*"), 2),
    ]
    for tree, optional in mixed:
        c.positional(tree, optional=optional, trailer=":mixed")
        c.keyword(tree, optional=optional, trailer=":mixed")
        if len(tree) > 1:
            c.positional([g(*tree)], trailer=":mixed")
    groups = [
        [g()], [g(), *u("i")], [g(*u("i", "i"))], [g(g(*u("i")), *u("s"))], [g(g(g(g(*u("O")))))],
        [*u("i"), g(*u("i", "d"), g(*u("s", "z")))], [g(*u("O", "O&")), g(*u("O&", "y*"))], [g(*u("f", "f", "f"))],
        [g(*u("O!")), *u("O&")], [*u("O&"), g(*u("i", "i"))], [g(*u("s#")), g(*u("y#"))], [g(*u("U", "S")), *u("K")],
    ]
    for tree in groups:
        c.positional(tree, trailer=":g")
        c.positional(tree, optional=0)
        c.positional(tree, optional=len(tree), trailer=":g")
        c.keyword(tree, trailer=":g")
        if len(tree) == 1:
            c.single(tree[0])
            c.single(tree[0], trailer=":single")
    c.positional([["(", [g(*u("i"))] * 3]])
    deep = u("i")
    for _ in range(28):
        deep = [g(*deep)]
    c.positional(deep, trailer=":deep")
    for trailer in [":", ";", ";a:b", ":a;b", ":\u00e9t\u00e9", ";\u65e5\u672c", ":" + "n" * 250, ":" + "n" * 199 + "\u00e9",
                    ";" + "m" * 600, ":with space", ":*/", ":a\"b\\c??/%s"]:
        c.positional(u("i", "s"), trailer=trailer)
        c.positional(u("i", "s"), optional=1, trailer=trailer)
        c.keyword(u("i", "s"), optional=1, trailer=trailer)
        c.single(u("i")[0], trailer=trailer)


def keywords(c):
    tree = u("i", "O", "s")
    for names in [["a", "b", "c"], ["", "b", "c"], ["", "", "c"], ["", "", ""], ["self", "selfish", "sel"],
                  ["a" * 40, "a" * 39 + "b", "b"], ["\u00e9", "b", "c"], ["name with space", "b\"", "c\\"],
                  ["a", "a", "b"]]:
        for optional in [None, 0, 1, 3]:
            for keyword_only in [None, 0, 1, 2, 3]:
                positional_only = sum(name == "" for name in names)
                if keyword_only is not None and keyword_only < positional_only:
                    continue
                if optional is not None and keyword_only is not None and keyword_only < optional:
                    continue
                if names != ["a", "b", "c"] and keyword_only == 1 and optional == 1:
                    continue
                c.keyword(tree, names=names, optional=optional, keyword_only=keyword_only, trailer=":f")
    c.keyword([], names=[], trailer=":f")
    c.keyword([], names=[], optional=0)
    c.keyword(tree, trailer=";a message")
    c.keyword(tree)
    c.keyword(u("O&", "i", "O&", "y*"), names=["", "b", "c", "d"], optional=1, keyword_only=2, trailer=":conv")
    c.keyword(u("O&", "O&", "O"), optional=0, trailer=":conv")
    c.keyword(u("O&", "O!", "d"), optional=2, keyword_only=2, trailer=":conv")
    c.keyword(u("i", "d"), optional=0, keyword_only=0, trailer=":kw")
    c.keyword(u(*["i"] * 12), optional=4, trailer=":many")


def random_tree(random, depth):
    nodes = []
    for _ in range(random.choice([1, 1, 2, 2, 3, 4])):
        if depth < 3 and random.random() < 0.15:
            nodes.append(g(*random_tree(random, depth + 1)))
        else:
            pool = random.choice([UNITS, UNITS, NUMERIC, ["O", "O!", "O&", "s", "s#", "y*", "U"]])
            nodes.append(["u", random.choice(pool)])
    return nodes


def cleanups(tree):
    return sum(cleanups(node[1]) if node[0] != "u" else node[1].replace("own", "") in CLEANING for node in tree)


def at_random(c):
    random = c.random
    while c.count > 0:
        tree = random_tree(random, 0)
        # More clean-ups than CPython makes room for are undefined there.
        if cleanups(tree) > 7:
            continue
        c.count -= 1
        optional = random.choice([None, None, random.randint(0, len(tree))])
        trailer = random.choice(["", ":f", ":f", ";text"])
        encoding = random.choice(ENCODINGS)
        family = random.random()
        if family < 0.5:
            c.positional(tree, optional=optional, trailer=trailer, encoding=encoding)
        elif family < 0.6 and len(tree) == 1:
            c.single(tree[0], trailer=trailer, encoding=encoding)
        else:
            unnamed = random.choice([0, 0, random.randint(0, len(tree))])
            low = max(unnamed, optional or 0)
            keyword_only = random.choice([None, random.randint(low, len(tree))])
            names = [""] * unnamed + list("abcdef")[: len(tree) - unnamed]
            c.keyword(tree, names=names, optional=optional, keyword_only=keyword_only, trailer=trailer,
                      encoding=encoding)
