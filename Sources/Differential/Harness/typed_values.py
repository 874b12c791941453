"""What the units with an argument of their own ask for: the class of `O!`, and the converter of `O&`."""
from user_code import logged


class Typed:
    """The class behind `O!`."""


class TypedSub(Typed):
    pass


class Pretender:
    """Claims to be of the class behind `O!`."""

    @property
    def __class__(self):
        logged("Pretender.__class__")
        return Typed


class Other(Typed):
    pass


class Foreign:
    pass


class Conv:
    """What a converter does with it; see mode_of in converters.c. The hook runs first."""

    def __init__(self, mode, hook=None):
        self.mode = mode
        self.action = hook

    def hook(self):
        if self.action:
            self.action()
