"""Places in C sources where one thing can be left out so that a rule of the group `flow` should notice."""

import collections
import re

Deletion = collections.namedtuple("Deletion", "rule kind function start end line")
#: A function's name and the range of its lines, and the range of its text from its parameters on.
Function = collections.namedtuple("Function", "name first last start end")

LITERAL = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.M)
RELEASE = re.compile(r"(?<![\w.>])(PyBuffer_Release|PyMem_Free|Py_DECREF|Py_XDECREF)\s*\(\s*&?\s*(\w+)\s*\)(?=\s*;)")
PARSE = re.compile(r"\b_?PyArg_(?:Parse|ParseTuple|ParseTupleAndKeywords)(?:_SizeT)?\s*\(")
#: What a unit of more than one argument reads, the longest first.
WIDE_UNITS = (("es#", 3), ("et#", 3), ("s#", 2), ("z#", 2), ("y#", 2), ("u#", 2), ("es", 2), ("et", 2), ("O!", 2),
              ("O&", 2), ("s*", 1), ("z*", 1), ("y*", 1), ("w*", 1))


def blanked(text, pattern):
    """The text with what matches as spaces; lines and positions stay."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def functions(code):
    """The functions whose braces stand alone at the beginning of lines, as nearly all C is written, or behind `)`."""
    for body in re.finditer(r"^[^\s#}][^\n;]*(?:\n[^\n;{}]+)*?\)\s*\{.*?^\}", code, re.M | re.S):
        name = re.search(r"(\w+)\s*\(", body[0])
        if name:
            yield Function(name[1], code.count("\n", 0, body.start()) + 1, code.count("\n", 0, body.end()) + 1,
                           body.start() + name.end(1), body.end())


def arguments(code, start):
    """The ranges of a call's arguments, from behind its parenthesis on."""
    found, depth, first = [], 0, start
    for place in range(start, len(code)):
        character = code[place]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        if depth < 0 or (depth == 0 and character == ","):
            found.append((first, place))
            first = place + 1
        if depth < 0:
            return found
    return []


def targets(text, code, function):
    """Each `&variable` that a parse call gets, with its unit and whether that is optional."""
    for call in PARSE.finditer(code, function.start, function.end):
        ranges = arguments(code, call.end())
        position = 2 if "Keywords" in call[0] else 1
        if len(ranges) <= position:
            continue
        literal = text[slice(*ranges[position])].strip()
        if not re.fullmatch(r'(?:"[^"\\]*"\s*)+', literal):
            continue
        rest = re.split("[:;]", "".join(re.findall(r'"([^"]*)"', literal)))[0]
        values = [code[slice(*place)].strip() for place in ranges[position + 1 + ("Keywords" in call[0]):]]
        is_optional = False
        while rest and values:
            unit, count = next(((unit, count) for unit, count in WIDE_UNITS if rest.startswith(unit)), (rest[0], 1))
            rest = rest[len(unit):]
            is_optional |= unit == "|"
            if unit in "|$()":
                continue
            for value in values[count > 1 and unit[-1] != "#":count]:
                name = re.fullmatch(r"&\s*(\w+)", value)
                if name:
                    yield name[1], unit, is_optional
            values = values[count:]


def deletions(text):
    """All deletions in a text, in order."""
    code = blanked(text, LITERAL)
    code = blanked(code, DIRECTIVE)
    for function in functions(code):
        body = code[function.start:function.end]
        filled = list(targets(text, code, function))
        encoded = {name for name, unit, _ in filled if unit[:2] in ("es", "et")}
        views = {name for name, unit, _ in filled if unit[-1] == "*"}
        optional = {name for name, _, is_optional in filled if is_optional}
        for match in RELEASE.finditer(code, function.start, function.end):
            called, name = match.groups()
            if not re.search(rf"[\w*&]\s+\**\s*\b{name}\s*(?:[,;=]|\[)", body[body.find("{"):]):
                continue
            if called == "PyBuffer_Release":
                rule, kind = "buffer-not-released", "parse call" if name in views else "PyObject_GetBuffer"
            elif called == "PyMem_Free":
                if name not in encoded:
                    continue
                rule, kind = "encoded-buffer-not-freed", "es, et"
            else:
                made = re.search(rf"\b{name}\s*=\s*(?:\(\s*\w+\s*\*\s*\)\s*)?_?Py[A-Z]\w*\s*\(", body)
                rule, kind = "reference-lost", f"{called}, from {'the C API' if made else 'elsewhere'}"
            yield Deletion(rule, kind, function, *match.span(), code.count("\n", 0, match.start()) + 1)
        for name in sorted(optional):
            match = re.search(rf"[\w*,]\s*\b{name}(\s*=\s*[^,;(){{}}=]+)(?=[,;])", body)
            if match and re.search(r"^\s*(?!return\b)\w[\w\s*]*\s\**[^;{}()]*$",
                                   re.split(r"[;{}]", body[:match.start(1)])[-1]):
                start, end = (function.start + place for place in match.span(1))
                yield Deletion("optional-target-uninitialized", "initialiser", function, start, end,
                               code.count("\n", 0, start) + 1)
