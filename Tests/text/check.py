"""Compares the claims in a file with what this CPython does: check.py CLAIMS PLACE START EXAMPLES

PLACE is a file for the number of the claim at hand and of those passed and failed, so that something is known of them if
this process ends. START is the first claim that is compared.
"""

import mmap
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import oracle  # noqa: E402

# One more conversion: what it prints tells how many arguments were read before it.
LAST = b"\x01%zd"


def numbers(value):
    return [f"{value}", f"{value:o}", f"{value:x}", f"{value:X}"]


def without(text, ranges):
    for start, end in sorted(ranges, reverse=True):
        text = text[:start] + text[end:]
    return text


def ascii_part(text):
    return "".join(character for character in text if character.isascii())


def ranges(field):
    return [tuple(map(int, one.split("-"))) for one in field.split(",")] if field else []


class Checker:
    def __init__(self):
        self.oracle = oracle.Oracle()

    def call(self, family, text, arguments):
        """The result as text, each byte a character in bytes; or the exception."""
        result = self.oracle.call(family, text, arguments)
        return result.decode("latin-1") if isinstance(result, bytes) else result

    def problem(self, family, text, outcome, stop, slots, ignored, used):
        """What differs from the claim; None if nothing does."""
        arguments = self.oracle.arguments(family, text)
        result = self.call(family, text, arguments)
        if outcome in ("SystemError", "ValueError"):
            right = type(result).__name__ == outcome
            if outcome == "SystemError":
                right = right and str(result).startswith("invalid format string: ")
            return None if right else f"{result!r} instead of {outcome}"
        if not isinstance(result, str):
            return f"{result!r} instead of text"
        # Copied behind wide characters, bytes that are not ASCII become other ones, up to 3.11.
        rest = ascii_part(text[stop:].decode("latin-1"))
        if not ascii_part(result).endswith(rest):
            return f"{result!r} does not end with {rest!r}"
        counted = self.call(family, text[:stop] + LAST, arguments)
        if not (isinstance(counted, str) and counted.endswith(f"\x01{arguments[len(slots)]}")):
            return f"{counted!r}: not {len(slots)} arguments were read"
        if outcome == "copies-rest":
            return None
        if ignored:
            plain = self.call(family, without(text, ignored), arguments)
            if plain != result:
                return f"{result!r}, but {plain!r} without what is ignored"
        for each in used:
            if self.call(family, without(text, [each]), arguments) == result:
                return f"{result!r}, with or without {text[each[0]:each[1]]}"
        return self.values(family, text, slots, arguments, result)

    def values(self, family, text, slots, arguments, result):
        """Each argument is read in its whole width, and as what it is taken for."""
        for index, (slot, value) in enumerate(zip(slots, arguments)):
            low = value & 0xFFFFFFFF
            if slot in "il":
                whole = any(number in result for number in numbers(value))
                half = any(number in result for number in numbers(low))
                if whole != (slot == "l") or not whole and not half:
                    return f"{result!r}: argument {index + 1} is not read as {slot}"
            elif slot == "p" and hex(value) not in result or slot == "c" and chr(low) not in result:
                return f"{result!r}: argument {index + 1} is not read as {slot}"
            elif slot in "sw" and b"." not in text:
                nulled = [0 if kind == "v" else each for kind, each in zip(slots, arguments)]
                found = self.call(family, text, nulled + list(arguments[len(slots):]))
                wide = chr(oracle.REFERENCES + index)
                expected = wide if slot == "w" else chr(0x41 + index) + "B"
                if not isinstance(found, str) or expected not in found:
                    return f"{found!r}: argument {index + 1} is not read as {slot}"
        return None


def main(claims, place, start, examples):
    with open(claims) as file:
        lines = file.read().splitlines()
    checker = Checker()
    passed = failed = shown = left_out = 0
    with open(place, "wb") as file:
        file.write(b" " * 80)
    with open(place, "r+b") as file, mmap.mmap(file.fileno(), 80) as memory:
        for number in range(int(start), len(lines)):
            family, text, outcome, stop, slots, ignored, used = lines[number].split("\t")
            text = bytes.fromhex(text)
            # What has to be a type for one conversion has to be a str for another.
            if family == "unicode" and b"N" in text and (b"U" in text or b"V" in text):
                left_out += 1
                continue
            memory[:] = (b"%d %d %d" % (number, passed, failed)).ljust(80)
            problem = checker.problem(family, text, outcome, int(stop), slots, ranges(ignored), ranges(used))
            if problem is None:
                passed += 1
                continue
            failed += 1
            if shown < int(examples):
                shown += 1
                print(f"{family} {text}: {problem}", flush=True)
        memory[:] = (b"%d %d %d" % (len(lines), passed, failed)).ljust(80)
    print(f"{passed} formats, {failed} differences, {left_out} left out")


if __name__ == "__main__":
    main(*sys.argv[1:])
