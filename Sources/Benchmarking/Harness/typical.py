"""The values that a call is measured with, unless others are given."""
import ast

# By the unit of the parse language: ints that are in no cache, text and bytes of ordinary length.
VALUES = {
    **dict.fromkeys("bB", 5), **dict.fromkeys("hHiIlkLKn", 1000), **dict.fromkeys("fd", 1.5), "D": 1.5 + 2j, "p": True,
    "c": b"W", "C": "W",
    **dict.fromkeys("s s# s* z z# z* U u u# Z Z# es et es# et#".split(), "Whirlwind"),
    **dict.fromkeys("y y# y* S".split(), b"Whirlwind"), **dict.fromkeys(["Y", "w*"], bytearray(b"Whirlwind")),
    "O": object(), "O&": object(),
}
# By the type behind `O!`.
TYPES = {
    "PyList_Type": [1000], "PyLong_Type": 1000, "PyUnicode_Type": "Whirlwind", "PyTuple_Type": (1000,),
    "PyDict_Type": {"key": 1000}, "PyFloat_Type": 1.5, "PyBytes_Type": b"Whirlwind",
    "PyByteArray_Type": bytearray(b"Whirlwind"), "PyBool_Type": True, "PyType_Type": int, "PyBaseObject_Type": object(),
}


def value(node, types):
    """A value for a node of a format's tree; the types behind `O!` are taken from the front of the list."""
    kind, inside = node
    if kind != "u":
        return tuple(value(item, types) for item in inside)
    return TYPES[types.pop(0)] if inside == "O!" else VALUES[inside]


def arguments(item):
    """(positional values, {keyword: value}) for a format: what is required by position, all else by name where it has one.
    """
    # A type of the source's own is measured as one of CPython's.
    types = ["PyList_Type" if found == "environment->type" else found[1:] for found in item["arguments"]
             if found == "environment->type" or found.startswith("&Py")]
    values = [value(node, types) for node in item["tree"]]
    names = item["names"]
    if names is None:
        return values, {}
    first = next((place for place, name in enumerate(names) if name and place >= item["minimum"]), len(names))
    by_name = min(first, item["positional"])
    return values[:by_name], dict(zip(names[by_name:], values[by_name:]))


def written(text):
    """(positional values, {keyword: value}) of a call that is written in Python: f("Whirlwind", 5, name=3.0)."""
    call = ast.parse(text.strip(), mode="eval").body
    if not isinstance(call, ast.Call):
        raise ValueError(f"{text} is no call such as f('Whirlwind', 5)")
    call.func = ast.Name("call", ast.Load())
    whole = compile(ast.fix_missing_locations(ast.Expression(call)), "call", "eval")
    return eval(whole, {"call": lambda *values, **named: (list(values), named)})
