"""What is called with built values."""
from user_code import logged


class Target:
    """What PyObject_CallMethod looks its methods up on."""

    broken = 5

    def method(self, *arguments):
        return logged("method") or arguments

    def failing(self, *arguments):
        logged("failing")
        raise KeyError("from the method")

    @property
    def prop(self):
        logged("prop")
        raise OSError("from the property")

    @staticmethod
    def static(*arguments):
        return list(arguments)

    def __getattr__(self, name):
        logged("__getattr__ " + name)
        if name == "dynamic":
            return lambda *arguments: ("dynamic",) + arguments
        raise AttributeError(name)


def function(*arguments):
    logged(f"function of {len(arguments)}")
    return arguments


def failing(*arguments):
    logged("failing")
    raise ZeroDivisionError("from the function")


def interrupted(*arguments):
    logged("interrupted")
    raise KeyboardInterrupt("from the function")
