"""How figures grow with a size: what one more unit costs, and what grows worse than linearly.

A curve is {size: figure}.
"""

import math

#: A curve is worse than linear if one more unit costs so many times more in its upper half than in its lower half.
WORSE = 1.25

#: Sizes that are powers of ten: a curve is worse than linear if it grows with a higher power in its last step.
WORST_POWER = 1.10


def per_unit(curve, above=None, below=None):
    """What one more unit costs on average between two sizes, the first and the last if none are given."""
    sizes = sorted(curve)
    low = sizes[0] if above is None else above
    high = sizes[-1] if below is None else below
    return (curve[high] - curve[low]) / (high - low)


def halves(curve):
    """What one more unit costs in the lower and in the upper half of the sizes."""
    sizes = sorted(curve)
    middle = min(sizes, key=lambda size: abs(size - (sizes[0] + sizes[-1]) / 2))
    return per_unit(curve, below=middle), per_unit(curve, above=middle)


def steepening(curve):
    """How many times more one more unit costs in the upper half of the sizes than in the lower."""
    low, high = halves(curve)
    return high / low if low > 0 else math.inf


def exponent(curve):
    """The power of the size with which the figure grows between the two largest: 1 is linear."""
    low, high = sorted(curve)[-2:]
    return math.log(curve[high] / curve[low]) / math.log(high / low)


def is_worse_than_linear(curve):
    """For few sizes that are far apart, their power decides, since the larger half is one step; else the two halves."""
    sizes = sorted(curve)
    if sizes[-1] >= 10 * sizes[-2]:
        return exponent(curve) > WORST_POWER
    return steepening(curve) > WORSE
