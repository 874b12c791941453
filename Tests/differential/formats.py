"""The formats that are tested: every unit alone, in company, and random ones from a fixed seed.

A format is a dict that goes through JSON: "api", "format", "names" (keyword families), "tree" (what the values are made
from), "kinds" (a letter per slot, see harness.c and KINDS), "arguments" (the C expression of each slot) and "limited"
(whether it can be built for the limited API of 3.9).
A tree is a list of nodes: ["u", unit] or [bracket, nodes].
"""
import random

# The units of the parse language: kinds of their slots. A `-` is an input.
PARSE = {
    **{unit: "r" for unit in "b B h H i I l k L K n f d D c C p s z y S Y U O".split()},
    **{unit + "#": "rr" for unit in "szy"},
    **{unit + "*": "v" for unit in "szyw"},
    "O!": "-r",
    "O&": "-r",
    "es": "-e",
    "et": "-e",
    "es#": "-Er",
    "et#": "-Er",
    "es#own": "-Wr",
    "et#own": "-Wr",
}

# The units of the build language: kinds of their inputs.
KINDS = {
    **dict.fromkeys("bBhci", "i"), "C": "i", "H": "u", "I": "u", "l": "l", "k": "k", "L": "L", "K": "K", "n": "n",
    "f": "d", "d": "d", "D": "D", "s": "s", "z": "s", "U": "s", "y": "s", "u": "w", "s#": "sn", "z#": "sn", "U#": "sn",
    "y#": "sn", "u#": "wn", "O": "O", "S": "O", "N": "N", "O&": "&O",
}

NUMERIC = "b B h H i I l k L K n f d D p".split()
CLEANING = {"s*", "z*", "y*", "w*", "es", "et", "es#", "et#", "O&"}
# Py_complex and Py_buffer are in no limited API of 3.9.
UNLIMITED = {"D", "s*", "z*", "y*", "w*"}
ENCODINGS = ['"utf-8"', "NULL", '"latin-1"', '"ascii"', '"utf-16"', '"no-such"', '"UTF8"', '"utf_8"']


def leaves(tree):
    for node in tree:
        if node[0] == "u":
            yield node[1]
        else:
            yield from leaves(node[1])


def spelling(tree):
    closing = {"(": ")", "[": "]", "{": "}"}
    return "".join(
        node[1].replace("own", "") if node[0] == "u" else node[0] + spelling(node[1]) + closing[node[0]] for node in tree
    )


def u(*units):
    return [["u", unit] for unit in units]


def g(*nodes):
    return ["(", list(nodes)]


def parse_arguments(tree, encoding):
    """The kinds of the slots and their C expressions; the type behind `O!` goes by the slot's number."""
    kinds, arguments = "", []
    for unit in leaves(tree):
        for kind in PARSE[unit]:
            slot = len(kinds)
            if kind != "-":
                arguments.append(f"(void *)s[{slot}].memory")
            elif unit == "O&":
                arguments.append("environment->converter")
            elif unit == "O!":
                arguments.append(["environment->type", "&PyList_Type", "&PyLong_Type"][slot % 3])
            else:
                arguments.append(encoding)
            kinds += kind
        if unit == "O&":
            kinds = kinds[:-1] + "r"
    return kinds, arguments


class Collection:
    def __init__(self, seed, count):
        self.formats = []
        self.seen = set()
        self.random = random.Random(seed)
        self.count = self.amount = count

    def parse(self, api, tree, *, optional=None, keyword_only=None, names=None, trailer="", encoding=ENCODINGS[0]):
        """Adds a parse format. `optional` and `keyword_only` say in front of which parameter `|` and `$` stand."""
        text = ""
        for index, node in enumerate(tree + [None]):
            text += "|" if optional == index else ""
            text += "$" if keyword_only == index else ""
            text += spelling([node]) if node else ""
        kinds, arguments = parse_arguments(tree, encoding)
        text += trailer
        key = (api, text, tuple(names or ()), tuple(arguments))
        if len(kinds) > 40 or key in self.seen:
            return
        self.seen.add(key)
        units = set(leaves(tree))
        self.formats.append({
            "api": api, "format": text, "names": names, "tree": tree, "kinds": kinds, "arguments": arguments,
            "minimum": len(tree) if optional is None else optional,
            "positional": len(tree) if keyword_only is None else keyword_only,
            "limited": not units & UNLIMITED,
        })

    def positional(self, tree, **options):
        self.parse("PyArg_ParseTuple", tree, **options)

    def keyword(self, tree, names=None, **options):
        names = names if names is not None else list("abcdefghijklmnop"[: len(tree)])
        self.parse("PyArg_ParseTupleAndKeywords", tree, names=names, **options)

    def single(self, node, **options):
        self.parse("PyArg_Parse", [node], **options)

    def build(self, api, tree, *, text=None, arguments=None):
        """Adds a build format; `arguments` replaces the expressions of some slots by literals."""
        kinds = "".join(KINDS[unit] for unit in leaves(tree))
        expressions = []
        for slot, kind in enumerate(kinds):
            if kind == "&":
                expressions.append("environment->maker")
            else:
                expressions.append(f"v[{slot}].{'p' if kind == 'D' else 'O' if kind == 'N' else kind}")
        for slot, literal in (arguments or {}).items():
            expressions[slot] = literal
        text = spelling(tree) if text is None else text
        key = (api, text, tuple(expressions))
        if len(kinds) > 40 or key in self.seen:
            return
        self.seen.add(key)
        self.formats.append({
            "api": api, "format": text, "names": None, "tree": tree, "kinds": kinds.replace("&O", "-O"),
            "arguments": expressions, "limited": "D" not in kinds,
            "literals": sorted((arguments or {}).items()),
        })


def collect(seed, count):
    import build_formats
    import parse_formats

    collection = Collection(seed, count)
    parse_formats.add(collection)
    build_formats.add(collection)
    for index, item in enumerate(collection.formats):
        item["id"] = index
    return collection.formats
