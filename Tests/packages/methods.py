"""Finds methods that take a tuple and parse it by a format, without Argot: in the preprocessed text of a build."""

import collections
import re

import sites

# METH_VARARGS is 0x0001 behind the preprocessor; METH_KEYWORDS and others may be beside it.
ENTRY = re.compile(r'\{\s*"([^"]*)"\s*,([^{},;]*(?:\([^{};]*\))?[^{},;]*),([^{},;]*\b0x0001\b[^{},;]*)[,}]')
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
SPACE = re.compile(r"\s*")


def end_of(text, start):
    """The index behind the bracket that closes the one at `start`, in a text without literals; None without one."""
    pairs = {"(": ")", "{": "}"}
    opening, closing = text[start], pairs[text[start]]
    depth = 0
    for mark in re.compile(f"[{opening}{closing}]").finditer(text, start):
        depth += 1 if mark[0] == opening else -1
        if depth == 0:
            return mark.end()
    return None


def definition(text, name):
    """Parameters and body of a function that is defined in the text, else None."""
    for found in re.finditer(rf"\b{name}\s*\(", text):
        end = end_of(text, found.end() - 1)
        if end is None:
            continue
        brace = SPACE.match(text, end).end()
        if text[brace:brace + 1] == "{":
            return text[found.end():end - 1], text[brace:end_of(text, brace)]
    return None


def parses_arguments(text, name):
    """Whether the function hands its second parameter to a call that parses by a format."""
    found = definition(text, name)
    if found is None:
        return False
    parameters, body = found
    names = [IDENTIFIER.findall(parameter) for parameter in parameters.split(",")]
    if len(names) < 2 or not names[1]:
        return False
    call = rf"\b_?PyArg_ParseTuple(?:AndKeywords)?(?:_SizeT)?\s*\(\s*{names[1][-1]}\s*,"
    return re.search(call, body) is not None


def in_text(text):
    """The methods in preprocessed text, as pairs of the names in Python and in C."""
    text = "\n".join(row for row in text.splitlines() if not row.startswith("# "))
    plain = sites.LITERAL.sub('""', text)
    known = {}
    for entry in ENTRY.finditer(text):
        names = IDENTIFIER.findall(entry[2])
        if names:
            name = names[-1]
            if name not in known:
                known[name] = parses_arguments(plain, name)
            if known[name]:
                yield entry[1], name


def count(texts):
    """How many entries of method tables preprocessed texts have, by the names of method and function.

    Entries of different sources with the same names count once, as a table in a header has to.
    """
    total = collections.Counter()
    for _, text in texts:
        total |= collections.Counter(in_text(text))
    return total


def reported(path):
    """The methods of Argot's report as dictionaries, one for each place in the sources."""
    return list({(entry["file"], entry["line"], entry["column"]): entry
                 for entry in sites.report.methods(path)}.values())
