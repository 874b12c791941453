"""Calls of functions that METH_FASTCALL enters: which of the others have such a form, and what only they have."""
import user_code
from nodes import Leaf, Pair


def is_changing(kwargs):
    return any(value is kwargs for value, _ in user_code.RESETS)


# Why the arguments of a call cannot come through METH_FASTCALL, or do not come as they are given here.
LEFT_OUT = {
    "the arguments are no tuple": lambda args, kwargs: not isinstance(args, tuple),
    # CPython has raised an exception before it enters the function.
    "a name is no str": lambda args, kwargs: not all(
        isinstance(name, str)
        for name in (dict.keys(kwargs) if isinstance(kwargs, dict) else [pair[0] for pair in kwargs or ()])),
    # METH_VARARGS hands the dict of PyObject_Call on, and user code can change it during the call. METH_FASTCALL hands
    # on what was in it.
    "the dict changes during the call": lambda args, kwargs: is_changing(kwargs),
}


def left_out(args, kwargs):
    """Why a call has no such form, or None."""
    return next((reason for reason, holds in LEFT_OUT.items() if holds(args, kwargs)), None)


def odd_pairs(maker, pairs):
    """Names of keyword arguments that callers seldom give, or never: callers in C can repeat them, as no dict can."""
    names, choice = maker.names, maker.below(9 if maker.names else 3)
    pairs, place = list(pairs), maker.below(len(names))
    if choice == 0:
        return [pairs[other] for other in maker.shuffled(pairs)]
    if choice == 1:
        # All at once: more names than parameters.
        return pairs + maker.split(maker.all_good()).kwargs.items
    if choice == 2:
        added = [Pair(Leaf(key), Leaf("1")) for key in ("'unknown'", "fresh('unknown')")]
    elif choice == 3:
        # Given by position as well, if the place is among the first.
        added = [Pair(maker.pick(maker.keys[place]), maker.good(maker.parameters[place])) for _ in range(2)]
    elif choice == 4:
        name = names[place]
        near = maker.pick([name + "\0", name[:-1] + "\0", name[:-1] + "\xe9", name[:-1] + "~", "~" + name[1:]])
        added = [Pair(Leaf(f"fresh({ascii(near)})"), maker.good(maker.parameters[place]))]
        if maker.chance(0.5):
            # In the place of the name.
            pairs = [pair for pair in pairs if pair.key not in maker.keys[place]]
    else:
        odd = maker.pick(["StrSub", "OddHash", "OddEqual"])
        key = maker.pick(maker.keys[place]) if choice < 8 else Leaf(f"{odd}({ascii(names[place])})")
        make = maker.pick([maker.good, maker.near, maker.anything])
        added = [Pair(key, make(maker.parameters[place]))]
    for pair in added:
        pairs.insert(maker.below(len(pairs) + 1), pair)
    return pairs
