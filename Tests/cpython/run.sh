#!/bin/sh
# Runs CPython's own tests of its C API on its test modules (_testcapi, _testlimitedcapi, _testbuffer), built from
# CPython's source twice: plainly, and through `argot cc`. Every test has to end alike.
#
#     Tests/cpython/run.sh [--plant] [--require VERSIONS] [VERSION…]
#
# VERSIONs, as 3.13, are tested instead of all for which Debian has the source, from 3.11 on. The run fails if one of
# those that --require names, as 3.11,3.13, could not be tested. --plant puts a fault in the compiled code: the run then
# has to fail. Sources and builds go to .cpython at the top of the repository. Environment: ARGOT is the tool
# (bin/argot), PYTHON the interpreter that runs this test (python3), CC the compiler (gcc).
#
# The last line is "N passed, N failed", where N counts test modules, once for each interpreter. Exit status 77 means
# that there was no source for any interpreter, so that nothing was tested, and nothing was required.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ARGOT=${ARGOT:-$here/../../bin/argot}
[ -x "$ARGOT" ] || { echo "no tool at $ARGOT: run make build" >&2; exit 2; }
ARGOT=$(cd "$(dirname "$ARGOT")" && pwd)/$(basename "$ARGOT")
export ARGOT PYTHONPATH="$here/../../scripts"
exec "${PYTHON:-python3}" -B "$here/main.py" "$@"
