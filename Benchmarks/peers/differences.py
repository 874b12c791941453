"""What the peers check less: the calls that end in another way than CPython's, one entry for all that are alike."""

import re

#: What stands in a message for the one call: the function, the argument, its type.
_OF_ONE_CALL = re.compile(
    r"(?i)\b\w+\(\):? |argument '?\w+'?|in method '\w+', |, not \w+|got .*|\d+"
    r"| to convert to .*|'\w+' object| character .*"
)


def _alike(kind, expected, found):
    """Calls with the same answer are alike."""
    text = found if kind == "refuses" else expected
    if kind == "another exception":
        return kind, expected.partition(":")[0], found.partition(":")[0]
    if kind == "another result":
        return kind, "", ""
    return kind, _OF_ONE_CALL.sub("", text.splitlines()[0]).strip(), ""


def _short(outcome):
    """An outcome without what a message adds to its first sentence."""
    first = outcome.splitlines()[0]
    return first if len(first) <= 90 else first[:87] + "…"


def grouped(found):
    """Entries for what compared.py found about one column: kind, functions, number of calls, the shortest example."""
    groups = {}
    for kind, function, call, expected, given in found:
        groups.setdefault(_alike(kind, expected, given), []).append((function, call, expected, given))
    entries = []
    for (kind, *_), calls in groups.items():
        _, call, expected, given = min(calls, key=lambda each: (len(each[1]), each[1]))
        entries.append({
            "kind": kind,
            "functions": sorted({function for function, *_ in calls}),
            "calls": len(calls),
            "example": call,
            "cpython": _short(expected),
            "column": _short(given),
        })
    order = ("accepts", "refuses", "another result", "another exception")
    return sorted(entries, key=lambda entry: (order.index(entry["kind"]), -entry["calls"], entry["example"]))
