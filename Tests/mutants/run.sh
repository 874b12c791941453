#!/bin/sh
# Plants the faults of Tests/mutants/faults/ one at a time, and demands that a test fails for each.
#
#     Tests/mutants/run.sh [--list] [--from LAYER] [--to LAYER] [FAULT…]
#
# README.md describes the layers and how a fault is written. The last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
exec "${PYTHON:-python3}" -B "$here/main.py" "$@"
