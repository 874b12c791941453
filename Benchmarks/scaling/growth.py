"""How figures grow with a size: what one more unit costs, and what grows worse than linearly.

A curve is {size: figure}.
"""

import math

#: A curve is worse than linear if one more unit costs so many times more among large sizes than among smaller ones.
WORSE = 1.25


def per_unit(curve, above=None, below=None):
    """What one more unit costs on average between two sizes, the first and the last if none are given."""
    sizes = sorted(curve)
    low = sizes[0] if above is None else above
    high = sizes[-1] if below is None else below
    return (curve[high] - curve[low]) / (high - low)


def small_and_large(curve):
    """What one more unit costs among small and among large sizes: in the lower and the upper half of them, or, where
    each is ten times the one before, in the last step but one and in the last."""
    sizes = sorted(curve)
    if len(sizes) > 2 and sizes[-1] >= 10 * sizes[-2]:
        before, middle = sizes[-3:-1]
        return per_unit(curve, before, middle), per_unit(curve, above=middle)
    middle = min(sizes, key=lambda size: abs(size - (sizes[0] + sizes[-1]) / 2))
    return per_unit(curve, below=middle), per_unit(curve, above=middle)


def steepening(curve):
    """How many times more one more unit costs among large sizes than among small ones."""
    small, large = small_and_large(curve)
    return large / small if small > 0 else math.inf


def is_worse_than_linear(curve):
    return steepening(curve) > WORSE
