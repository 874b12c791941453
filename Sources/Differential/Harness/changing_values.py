"""Objects that hooks change, and the hooks."""
from typed_values import Foreign, Other, Typed
from user_code import RESETS, logged


def growing(value):
    """A container that is put back into its first state before each call, for hooks that change it."""
    first = type(value)(value)

    def reset():
        if isinstance(value, dict):
            dict.clear(value)
            dict.update(value, first)
        else:
            del value[len(first):]
            value[:] = first
    RESETS.append((value, reset))
    if isinstance(value, bytearray):
        # Gets room to grow into, and loses only what is at its end, so that its bytes stay where they are.
        value += bytes(len(value) // 2)
        reset()
    return value


def growing_dict(pairs):
    return growing(dict(pairs))


def changing_class():
    """An instance of the class behind `O!` that a hook can turn into something else."""
    value = Typed()
    RESETS.append((value, lambda: setattr(value, "__class__", Typed)))
    return value


def shrink():
    """What a hook does to the mutable objects of its call."""
    for value, _ in RESETS:
        if isinstance(value, (list, dict)):
            value.clear()
        elif isinstance(value, bytearray):
            value += b"more"
        elif isinstance(value, Typed):
            value.__class__ = Other
    logged("shrink")


def grow():
    for value, _ in RESETS:
        if isinstance(value, list):
            value.append(1)
        elif isinstance(value, dict):
            value["unknown"] = 1
    logged("grow")


def replace():
    """Puts other items into the containers; the first ones live on where the container's first state is kept."""
    for value, _ in RESETS:
        if isinstance(value, list):
            value[:] = [None] * len(value)
        elif isinstance(value, dict):
            for key in list(value):
                value[key] = None
    logged("replace")


def turn_foreign():
    for value, _ in RESETS:
        if isinstance(value, Typed):
            value.__class__ = Foreign
    logged("turn_foreign")


def interrupt():
    logged("interrupt")
    raise KeyboardInterrupt("from the hook")
