#!/bin/sh
# End-to-end tests of methods whose calling convention `argot cc` changes: modules full of methods, built plainly and
# through the tool, are compared call by call on every CPython that scripts/interpreters.py finds.
#
#     Tests/methods/run.sh [TEXT…]        all tests, or those with one of the texts in their names
#
# Environment: ARGOT names the tool (bin/argot), PYTHON the CPython that runs the scripts and for which the other forms
# of builds are tried (forms.py), GCC, GXX, CLANG and CLANGXX the compilers; JOBS says how many processes run at once.
# The last line is "N passed, N failed".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ARGOT=${ARGOT:-$here/../../bin/argot}
[ -x "$ARGOT" ] || { echo "no tool at $ARGOT: run make build" >&2; exit 2; }
ARGOT=$(cd "$(dirname "$ARGOT")" && pwd)/$(basename "$ARGOT")
export ARGOT
exec "${PYTHON:-python3}" -B "$here/main.py" "$@"
