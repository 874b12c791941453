"""Formats of the build language, and of the functions that call with what they build."""
from formats import KINDS, spelling, u

UNITS = list(KINDS)
SIMPLE = ["i", "O", "s", "N", "d", "O&", "n", "y#", "z"]


def t(*nodes):
    return ["(", list(nodes)]


def l(*nodes):
    return ["[", list(nodes)]


def d(*nodes):
    return ["{", list(nodes)]


def add(c):
    alone(c)
    shapes(c)
    spellings(c)
    calls(c)
    at_random(c)


def alone(c):
    """Every unit, alone, in each container, and behind and in front of those whose failure it has to survive."""
    c.build("Py_BuildValue", [])
    for unit in UNITS:
        [node] = u(unit)
        c.build("Py_BuildValue", [node])
        for container in (t, l):
            c.build("Py_BuildValue", [container(node)])
        c.build("Py_BuildValue", [d(node, *u("i"))])
        c.build("Py_BuildValue", [d(*u("s"), node)], arguments={0: '"key"'})
        c.build("Py_BuildValue", [d(*u("s"), node)])
        for other in ["O", "N", "O&", "s"]:
            c.build("Py_BuildValue", [node, *u(other)])
            c.build("Py_BuildValue", [*u(other), node])


def shapes(c):
    for tree in [
        [t()], [l()], [d()], [t(), l(), d()], [t(t(t()))], [t(*u("O", "N", "O&")), *u("N")],
        [l(*u("N", "O", "N")), t(*u("N", "O&"))], [d(*u("O", "N", "O", "N"))], [d(*u("N", "N", "N", "N")), *u("N", "O&")],
        [d(*u("s"), d(*u("s", "i", "s", "N")), *u("s"), l(*u("i", "O"))), *u("N")],
        [t(l(d(*u("O", "O")), *u("N")), *u("O&")), *u("O&")], [t(*u("i", "i")), *u("i")], u("i", "i", "i"),
        [d(*u("O"), t(*u("s", "i")), *u("O"), l(*u("N")))], [d(t(*u("O", "i")), *u("N"))], [d(l(*u("N")), *u("N"))],
        [d(d(), *u("N")), *u("O&", "N")], u("s#", "y#", "U#", "z#", "N"), u("O&", "O&", "N", "O&"),
        [l(*u("O&", "N")), l(*u("O&", "N")), *u("O&")], u(*["O"] * 12), u(*["N"] * 12), [d(*u(*["s", "i"] * 6))],
    ]:
        c.build("Py_BuildValue", tree)
    for keys in [['"a"', '"b"'], ['"same"', '"same"'], ['"caf\\303\\251"', '""'], ['"\\303\\050"', '"ok"'], ["NULL", '"b"'],
                 ['"x"', '"' + "long" * 30 + '"'], ['"one" "two"', '"b\\000c"']]:
        c.build("Py_BuildValue", [d(*u("s", "i", "s", "N"))], arguments={0: keys[0], 2: keys[1]})
        c.build("Py_BuildValue", [d(*u("s", "O", "s"), t(*u("i", "O&"))), *u("N")], arguments={0: keys[0], 2: keys[1]})
        c.build("Py_BuildValue", [d(*u("s", "d")), d(*u("s", "N"))], arguments={0: keys[0], 2: keys[1]})


def spellings(c):
    """Separators where they are legal on every version, and the `:` that is no trailer here."""
    for text, tree in [("i,i", u("i", "i")), (" i : i\t", u("i", "i")), ("{si,si}", [d(*u("s", "i", "s", "i"))]),
                       ("{s:i, s:i}", [d(*u("s", "i", "s", "i"))]), ("i,", u("i")), ("(i,O)", [t(*u("i", "O"))]),
                       ("[ i:N]", [l(*u("i", "N"))]), (",i", u("i")), ("  ", []), ("s #", u("s")), ("i )", u("i")),
                       ("O:f", u("O", "f")), ("(ii )", [t(*u("i", "i"))]), ("S&N&", u("O&", "O&"))]:
        c.build("Py_BuildValue", tree, text=text)


def calls(c):
    trees = [
        [], u("i"), u("i", "i"), u("O"), u("N"), u("O&"), [t()], [t(*u("i", "i"))], [t(*u("O"))], [t(*u("N"))],
        [t(*u("i")), *u("i")], u("O", "O"), u("N", "N", "O&"), [l(*u("i", "N"))], [d(*u("s", "N"))], u("s", "i", "d"),
        [d(*u("s", "N")), *u("N")], u("s#", "y"), [t(l(*u("O&")), *u("N"))], u("O", "s"), u("S"), [t(t(*u("i")))],
    ]
    for tree in trees:
        for api in ("PyObject_CallFunction", "PyObject_CallMethod"):
            c.build(api, tree)
    for text, tree in [(" ", []), ("i,i", u("i", "i")), ("(i,)", [t(*u("i"))]), ("i ", u("i"))]:
        c.build("PyObject_CallFunction", tree, text=text)
        c.build("PyObject_CallMethod", tree, text=text)


def random_nodes(random, depth, count):
    nodes = []
    for _ in range(count):
        if depth < 3 and random.random() < 0.25:
            kind = random.choice("([{")
            size = random.choice([0, 1, 2, 2, 3])
            nodes.append([kind, random_nodes(random, depth + 1, size * 2 if kind == "{" else size)])
        else:
            nodes.append(["u", random.choice(random.choice([UNITS, SIMPLE]))])
    return nodes


def at_random(c):
    for _ in range(c.amount):
        tree = random_nodes(c.random, 0, c.random.choice([1, 1, 2, 3, 4]))
        text = spelling(tree)
        if c.random.random() < 0.3:
            text = text.replace("i", "i,", 1) if "i" in text[:-1] and "i)" not in text and "i]" not in text else text
            text = text if "i,}" not in text and not text.endswith(",") else spelling(tree)
        api = c.random.choice(["Py_BuildValue"] * 3 + ["PyObject_CallFunction", "PyObject_CallMethod"])
        c.build(api, tree, text=text)
