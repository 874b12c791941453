#!/bin/sh
# End-to-end tests of `argot bench`: what is measured, sources, exit codes, formats of the output.
#
#     Tests/bench/run.sh [NAME…]        all tests, or those with these names
#
# Environment: ARGOT names the tool (bin/argot), PYTHON a CPython with its headers. The last line is "N passed, N failed".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ARGOT=${ARGOT:-$here/../../bin/argot}
[ -x "$ARGOT" ] || { echo "no tool at $ARGOT: run make build" >&2; exit 2; }
ARGOT=$(cd "$(dirname "$ARGOT")" && pwd)/$(basename "$ARGOT")
export ARGOT
exec "${PYTHON:-python3}" -B "$here/main.py" "$@"
