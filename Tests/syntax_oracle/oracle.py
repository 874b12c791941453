"""Asks the CPython that runs this which format strings it accepts.

    python3 oracle.py BUILD_FOLDER < formats > verdicts

BUILD_FOLDER is where the extension module beside this file is compiled to, with the C compiler in $CC or `cc`. Each line
of the input is a family (positional, keyword, single, value, call) and a format in hexadecimal, or `-` for the empty one.
The first line of the output is `sys.hexversion`; the others answer line by line:

    aborts                     the process dies
    0 2 of 3                   of 3 arguments, the first 0 and the first 2 make the call succeed
    0 2 last of 3              and so does the last argument alone, given by name (keyword family)

Arguments behind a `$` are given by name. For PyArg_Parse and the build language it is `1 of 1` (success) or ` of 1`.

The arguments are made from a reading of the format that is as naive as can be: units one after the other, the longest
first, and everything else skipped. Up to CPython's first complaint that is what CPython reads too.
"""

import os
import re
import subprocess
import sys
import sysconfig

UNIT = re.compile(rb"e[st]#?|[szyw]\*|[szyuZ]#|O[!&]|[A-Za-z]|[()]|.", re.S)
ITEM = re.compile(rb"[szUyu]#|[OSN]&|.", re.S)

ROLES = {b"es": b"eo", b"et": b"eo", b"es#": b"eoo", b"et#": b"eoo", b"O!": b"to", b"O&": b"co"}


def value(unit):
    """An argument that the parse unit converts."""
    if unit[:1] in b"szCUeuZ":
        return "a"
    if unit[:1] in b"cyS":
        return b"a"
    if unit[:1] in b"wY":
        return bytearray(b"a")
    return 1


def parse_arguments(form):
    """The C arguments' roles, the Python arguments and how many of them come before a `$`."""
    roles = b""
    stack = [[]]
    positional = None
    for unit in UNIT.findall(re.split(rb"[:;\0]", form, maxsplit=1)[0]):
        if unit == b"(":
            stack.append([])
        elif unit == b")":
            if len(stack) > 1:
                group = tuple(stack.pop())
                stack[-1].append(group)
        elif unit == b"$" and len(stack) == 1 and positional is None:
            positional = len(stack[0])
        elif unit.isalpha() or len(unit) > 1:
            if unit == b"e":
                continue
            roles += ROLES.get(unit, b"oo" if unit[1:] == b"#" else b"o")
            stack[-1].append(value(unit))
    while len(stack) > 1:
        group = tuple(stack.pop())
        stack[-1].append(group)
    return roles, stack[0], len(stack[0]) if positional is None else positional


def can_abort(form):
    """Whether the parentheses are unbalanced or deep."""
    depth = 0
    for byte in re.split(rb"[:;\0]", form, maxsplit=1)[0]:
        depth += (byte == ord("(")) - (byte == ord(")"))
        if not 0 <= depth < 30:
            return True
    return depth != 0


def build_roles(form):
    """The C arguments' roles for a format of the build language, floating-point ones left out."""
    roles = b""
    for item in ITEM.findall(form.split(b"\0")[0]):
        if item[:1] in b"szUy":
            roles += b"s"
        elif item[:1] == b"u":
            roles += b"u"
        elif item[1:] == b"&":
            roles += b"mi"
        elif item[:1] in b"OSN":
            roles += b"O"
        elif item == b"D":
            roles += b"D"
        elif item in b"bBhHiIlkLKncC" or item == b"p" and sys.version_info >= (3, 14):
            roles += b"i"
        if item[1:] == b"#":
            roles += b"i"
    return roles


def answer(attempt, family, form):
    letter = family[0]
    if family in ("value", "call"):
        result = attempt(letter, form, build_roles(form), lambda *arguments: None, None, 0, False)
        return f"{result or ''} of 1"
    isolated = can_abort(form)
    roles, arguments, positional = parse_arguments(form)
    if family == "single":
        result = attempt(letter, form, roles, tuple(arguments or [1]), None, 0, isolated)
        return "aborts" if result < 0 else f"{result or ''} of 1"
    count = len(arguments)
    if family == "positional":
        positional = count
    # Names that are made here are equal to those in the list, not the same objects.
    named = [("".join(["k", str(index)]), argument) for index, argument in enumerate(arguments)]
    accepted = []
    for given in range(count + 1):
        in_order = tuple(arguments[: min(given, positional)])
        by_name = dict(named[positional:given]) or None
        result = attempt(letter, form, roles, in_order, by_name, count, isolated)
        if result < 0:
            return "aborts"
        if result:
            accepted.append(str(given))
    if family == "keyword" and count and attempt(letter, form, roles, (), dict(named[-1:]), count, isolated) > 0:
        accepted.append("last")
    return f"{' '.join(accepted)} of {count}"


def compile_module(folder):
    here = os.path.dirname(os.path.abspath(__file__))
    library = os.path.join(folder, "syntaxoracle.so")
    subprocess.run(
        [
            *os.environ.get("CC", "cc").split(), "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-shared", "-fPIC",
            "-I" + sysconfig.get_paths()["include"], os.path.join(here, "syntaxoracle.c"), "-o", library,
        ],
        check=True,
    )
    sys.path.insert(0, folder)


def main():
    compile_module(sys.argv[1])
    import syntaxoracle

    # Children that abort would print what is still in the buffer once more.
    print(sys.hexversion, flush=True)
    for line in sys.stdin:
        family, form = line.split()
        form = b"" if form == "-" else bytes.fromhex(form)
        print(answer(syntaxoracle.attempt, family, form.split(b"\0")[0]), flush=True)


if __name__ == "__main__":
    main()
