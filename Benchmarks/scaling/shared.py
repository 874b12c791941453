"""Makes the modules of Benchmarks/instructions importable: the measuring is theirs."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RESULTS = os.path.join(ROOT, "Benchmarks", "results")

sys.path.append(os.path.join(ROOT, "Benchmarks", "instructions"))
