"""One call of each kind and all that can be seen of it."""
import array
import gc
import sys
from sys import getrefcount

import values
from build_cases import Maker as BuildMaker
from parse_cases import Maker as ParseMaker

CONTAINERS = (tuple, list, dict, set)


def parts(value, found, depth=0):
    """The object and what is in it, down to the items of groups in groups."""
    found.append(value)
    if depth < 5:
        if isinstance(value, dict):
            for key, item in dict.items(value):
                found.append(key)
                parts(item, found, depth + 1)
        elif isinstance(value, (tuple, list)):
            for index in range(tuple.__len__(value) if isinstance(value, tuple) else list.__len__(value)):
                item = (tuple if isinstance(value, tuple) else list).__getitem__(value, index)
                parts(item, found, depth + 1)
    return found


def fresh(found):
    """Those whose references nobody else counts."""
    return [value for value in found if getrefcount(value) < 60]


def explain(exception):
    """An exception as text, with those behind it."""
    told = []
    while exception is not None and len(told) < 4:
        try:
            text = str(exception)
        except Exception as error:
            text = f"<no text: {error}>"
        told.append((type(exception).__name__, text, repr(getattr(exception, "__notes__", None))))
        exception = exception.__cause__ or exception.__context__
    return told


def exported(found):
    """The bytearrays and arrays that cannot be resized, as somebody still has a view of them."""
    stuck = []
    for value in found:
        if isinstance(value, (bytearray, array.array)):
            try:
                value.append(1)
                value.pop()
            except BufferError:
                stuck.append(value)
    return stuck


class Call:
    def __init__(self, harness, item, made):
        self.harness = harness
        self.index = item["id"]
        self.kinds = item["kinds"]
        self.prepare(made)

    def reset(self):
        for _, reset in values.RESETS:
            reset()
        values.LOG.clear()

    def outcome(self, table):
        self.reset()
        before = [getrefcount(value) for value in self.watched]
        result, exception, held = self.make(table)
        told = explain(exception)
        del exception
        seen = self.inspect(held)
        during = [getrefcount(value) - count for value, count in zip(self.watched, before)]
        del held
        after = [getrefcount(value) - count for value, count in zip(self.watched, before)]
        log = list(values.LOG)
        return {"result": result, "exception": told, "seen": seen, "log": log, "references": (during, after)}

    def stuck(self):
        """The objects that cannot be changed after the calls. CPython's own calls leave no views."""
        return exported(self.watched)

    @staticmethod
    def warned(outcome):
        return any(entry[0] == "warning" for entry in outcome["log"])


class Parse(Call):
    maker = ParseMaker

    def prepare(self, made):
        self.args, self.kwargs = made
        self.watched = fresh(parts(self.args, []) + parts(self.kwargs, []))

    def shown(self):
        return (self.args, self.kwargs)

    def make(self, table):
        result, memory, contents, exception = self.harness.parse(table, self.index, self.args, self.kwargs, self.kinds)
        return (result, memory, contents), exception, None

    def inspect(self, held):
        return None

    def repeat(self, table, times):
        self.reset()
        self.harness.repeat_parse(table, self.index, self.args, self.kwargs, self.kinds, times)

    @staticmethod
    def show(outcome):
        (result, memory, contents) = outcome["result"]
        shown = []
        for place in range(0, len(memory), 112):
            slot = memory[place:place + 96].rstrip(b"\xa5")
            shown.append(slot.hex() if slot else "untouched")
        log = [tuple("..." if isinstance(part, bytes) else part for part in entry) for entry in outcome["log"]]
        return str({**outcome, "result": (result, shown, contents), "log": log})


def tell(value, inputs, depth=0):
    """A result as text: what was given is told by its place among the inputs, what was made by its type and value.
    Sizes show whether containers were made as CPython makes them."""
    for place, given in enumerate(inputs):
        if value is given and not isinstance(value, (bool, type(None))):
            return f"input {place}"
    kind = type(value)
    size = "" if kind in (str, int) else f" of {sys.getsizeof(value)} bytes, tracked {gc.is_tracked(value)}"
    if kind is dict:
        inner = ", ".join(tell(k, inputs, depth + 1) + ": " + tell(v, inputs, depth + 1) for k, v in value.items())
    elif kind in (tuple, list):
        inner = ", ".join(tell(item, inputs, depth + 1) for item in value)
    elif kind in (int, float, complex, str, bytes, bool, type(None)):
        inner = ascii(value)
    else:
        return f"{kind.__name__}"
    references = getrefcount(value) if kind in (dict, tuple, list) and value != () and depth else ""
    return f"{kind.__name__}({inner}){size} {references}"


class Build(Call):
    maker = BuildMaker

    def prepare(self, made):
        self.case = made
        found = []
        for value in (made.target, *made.values):
            if value is not self.harness.NULL:
                parts(value, found)
        self.watched = fresh(found)

    def shown(self):
        marked = tuple("NULL" if value is self.harness.NULL else value for value in self.case.values)
        return (self.case.target, self.case.name, marked, repr(self.case.pending))

    def arguments(self, table):
        case = self.case
        return table, self.index, case.target, case.name, self.kinds, case.values, case.pending

    def make(self, table):
        made, held, exception = self.harness.build(*self.arguments(table))
        return made, exception, (made, held)

    def inspect(self, held):
        made, value = held
        return (tell(value, self.case.values), getrefcount(value) < 60 and getrefcount(value)) if made else None

    def repeat(self, table, times):
        self.reset()
        self.harness.repeat_build(*self.arguments(table), times)

    show = staticmethod(str)
