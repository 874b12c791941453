"""Makes the modules of Benchmarks/instructions and scripts importable: the peers are measured by the same code."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
INSTRUCTIONS = HERE.parent / "instructions"
SOURCES = HERE / "rows"

for _folder in (INSTRUCTIONS, ROOT / "scripts", ROOT / "Tests" / "cpython"):
    if str(_folder) not in sys.path:
        sys.path.append(str(_folder))
