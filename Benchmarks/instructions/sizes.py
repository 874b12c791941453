"""How many bytes of machine code each method of rows.c has, read from a linked module with binutils."""

import os
import re
import subprocess
from typing import Dict, NamedTuple

from problems import CannotMeasure


class Size(NamedTuple):
    """Bytes of text.

    `wrapper` is what stands between the interpreter and the user's code where nothing is out of the ordinary: the
    function in the method table, what was split off from it, the user's function if it was not inlined, and the first
    tier of keywords. `whole` has the other tiers of the same format in addition.
    """

    wrapper: int
    whole: int


#: The generated functions of one format. Those whose names end like this belong to the tiers behind the first.
_OF_FORMAT = re.compile(r"argot_parse_\d+(_\w+)?$")
_OTHER_TIERS = ("_slow", "_keyword")

_FUNCTION = re.compile(r"^[0-9a-f]+ <([^>]+)>:$")
_REFERENCE = re.compile(r"\b(?:call|j[a-z]+)\s+[0-9a-f]+ <([^>+]+)(?:\+0x[0-9a-f]+)?>")
_METHOD_BYTES, _FUNCTION_AT = 32, 8  # PyMethodDef: name, function, flags, text


def _output(*command):
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    if result.returncode:
        raise CannotMeasure(f"failed: {' '.join(command)}\n{result.stderr}".rstrip())
    return result.stdout


def _base(symbol):
    """The name in the source: the compiler appends .cold, .part.0, .constprop.0 and the like."""
    return symbol.partition(".")[0]


def _symbols(module):
    """Address and size of each symbol that has a size."""
    lines = (line.split() for line in _output("nm", "-S", module).splitlines())
    return {fields[3]: (int(fields[0], 16), int(fields[1], 16)) for fields in lines if len(fields) == 4}


def _references(module):
    """The functions that each function calls or jumps to."""
    found, current = {}, None
    for line in _output("objdump", "-d", "--no-show-raw-insn", "-j", ".text", module).splitlines():
        start = _FUNCTION.match(line)
        if start:
            current = found.setdefault(start[1], set())
        elif current is not None:
            current.update(_REFERENCE.findall(line))
    return found


def _entries(module, symbols, methods):
    """The symbol that each method's table entry points to."""
    table = symbols["methods"][0]
    by_address = {address: name for name, (address, _) in symbols.items()}
    relocations = (line.split() for line in _output("readelf", "-rW", module).splitlines() if "_RELATIVE" in line)
    target = {int(fields[0], 16): int(fields[-1], 16) for fields in relocations}
    at = (table + number * _METHOD_BYTES + _FUNCTION_AT for number in range(len(methods)))
    return {method: by_address[target[place]] for method, place in zip(methods, at)}


def of_methods(module, methods) -> Dict[str, Size]:
    """The size of each of `methods`, the names in the order of the table of `module`."""
    symbols, references = _symbols(module), _references(module)
    sizes = {}
    for method, entry in _entries(module, symbols, methods).items():
        reached, open_ends = set(), [entry]
        while open_ends:
            symbol = open_ends.pop()
            if symbol in reached or symbol not in symbols:
                continue
            reached.add(symbol)
            open_ends += [
                name
                for name in references.get(symbol, ())
                if _base(name) in (_base(entry), method) or _OF_FORMAT.match(_base(name))
            ]
        bytes_of = {symbol: symbols[symbol][1] for symbol in reached}
        others = sum(size for symbol, size in bytes_of.items() if _base(symbol).endswith(_OTHER_TIERS))
        sizes[method] = Size(sum(bytes_of.values()) - others, sum(bytes_of.values()))
    return sizes
