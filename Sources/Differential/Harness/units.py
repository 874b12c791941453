"""How many C arguments a unit takes, and what a tree of units holds."""


def width(unit):
    """The C arguments of a unit, of which `own` says who gives the memory to a unit of the `es` family."""
    unit = unit.replace("own", "")
    return 1 + unit.endswith(("#", "!", "&")) + unit.startswith("e")


def leaves(tree):
    """The units of a tree, from left to right."""
    for node in tree:
        if node[0] == "u":
            yield node[1]
        else:
            yield from leaves(node[1])


def total_width(tree):
    return sum(map(width, leaves(tree)))


def slot_units(tree):
    """The unit that each C argument belongs to."""
    return [unit for unit in leaves(tree) for _ in range(width(unit))]
