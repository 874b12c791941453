"""Imports both extensions from the folder in sys.argv[1] and calls them; fails if anything is not as written."""

import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
factor = int(sys.argv[2])
sys.path.insert(0, str(folder))


def refused(call, *arguments):
    try:
        call(*arguments)
    except TypeError as error:
        return str(error)
    raise AssertionError(arguments)


for name in sys.argv[3:]:
    module = __import__(name)
    assert pathlib.Path(module.__file__).parent == folder, module.__file__
    assert module.scale("a", 2) == ("a", 2 * factor)
    assert "str" in refused(module.scale, 1, 2)
    assert refused(module.scale, "a") == "scale() takes exactly 2 arguments (1 given)"
    assert module.between(0.0) == {"middle": 0.5}
    assert module.between(2, high=4) == {"middle": 3.0}
    assert "low" in refused(module.between)
