#!/bin/sh
# Builds what `argot compile` makes of the examples, and of a file with one call for each format unit, without Argot:
# with gcc and clang, as C11 and C++17, without a warning, for the newest of each minor version of CPython that
# scripts/interpreters.py finds. The modules have to behave as the plain builds of the originals do.
#
#     Tests/compile/run.sh
#
# Environment: ARGOT is the tool (bin/argot), PYTHON the interpreter that runs this test (python3); CI=true asks for at
# least four minor versions. The last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
exec "${PYTHON:-python3}" -B "$here/check.py"
