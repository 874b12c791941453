"""Faults planted in generated code, each of which the comparison must see."""


def submit(pool, tally, folder, interpreter, formats, options):
    return []
