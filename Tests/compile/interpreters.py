"""The CPythons that the tests use: from 3.9 on, with headers; pyenv's and the system's."""

import dataclasses
import json
import os
import pathlib
import subprocess

FACTS = """
import json, sys, sysconfig
print(json.dumps([sys.version_info[:3], sys.version, sysconfig.get_path("include"),
                  sysconfig.get_config_var("EXT_SUFFIX")]))
"""


@dataclasses.dataclass(frozen=True)
class Interpreter:
    path: str
    numbers: tuple
    text: str
    headers: str
    suffix: str

    @property
    def name(self):
        return ".".join(map(str, self.numbers))

    @property
    def minor(self):
        return self.numbers[1]

    def loads(self, limited):
        """Whether it loads modules that were built for a limited API, given as in `Py_LIMITED_API`."""
        return self.minor >= int(limited, 16) >> 16 & 0xFF


def found():
    """All of them, oldest first."""
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    result = []
    for path in [*pyenv.glob("versions/3.*/bin/python3"), pathlib.Path("/usr/bin/python3")]:
        if not os.access(path, os.X_OK):
            continue
        facts = json.loads(subprocess.run([path, "-c", FACTS], capture_output=True, text=True, check=True).stdout)
        interpreter = Interpreter(str(path), tuple(facts[0]), facts[1].replace("\n", " "), facts[2], facts[3])
        if interpreter.numbers >= (3, 9) and os.path.exists(f"{interpreter.headers}/Python.h"):
            result.append(interpreter)
    return sorted(result, key=lambda interpreter: (interpreter.numbers, interpreter.path))
