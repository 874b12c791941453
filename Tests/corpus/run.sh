#!/bin/sh
# Runs `argot check` over code that nobody here wrote, and holds each finding against triage.tsv.
#
#     Tests/corpus/run.sh [--print] [NAME…]
#
# Names are those of packages, which `make packages` has built before, and of versions of CPython (3.11, 3.13), whose
# sources are fetched from Debian; without any, all. --print prints the findings as rows of triage.tsv.
# Environment: ARGOT names the tool (bin/argot), PYTHON runs this, CORPUS_MAIN is the script that runs (main.py). The last
# line is "N passed, N failed".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ARGOT=${ARGOT:-$here/../../bin/argot}
[ -x "$ARGOT" ] || { echo "no tool at $ARGOT: run make build" >&2; exit 2; }
ARGOT=$(cd "$(dirname "$ARGOT")" && pwd)/$(basename "$ARGOT")
export ARGOT
export PYTHONPATH="$here/../../scripts:$here/../packages:$here/../cpython"
exec "${PYTHON:-python3}" -B "$here/${CORPUS_MAIN:-main.py}" "$@"
