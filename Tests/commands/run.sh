#!/bin/sh
# End-to-end tests of commands of the tool: `argot check`, `argot verify`, `argot bench`, a folder each.
#
#     Tests/commands/run.sh [NAME…]        all tests, or those with these names, or of the folders with these names
#
# Environment: ARGOT names the tool (bin/argot), PYTHON a CPython with its headers. What validates SARIF is installed from
# PyPI in .venv-check at the top of the repository (check/requirements.txt). The last line is "N passed, N failed".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ARGOT=${ARGOT:-$here/../../bin/argot}
[ -x "$ARGOT" ] || { echo "no tool at $ARGOT: run make build" >&2; exit 2; }
ARGOT=$(cd "$(dirname "$ARGOT")" && pwd)/$(basename "$ARGOT")
export ARGOT
exec "${PYTHON:-python3}" -B "$here/main.py" "$@"
