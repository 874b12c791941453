#!/bin/sh
# Builds two small extensions, in C and in C++, through `argot cc` with the build systems, compiler caches and compilers
# that extensions are built with. Every call has to be compiled, and the extensions have to work.
#
#     Tests/builds/run.sh [NAME…]        all tests, or those with these names
#
# What is missing is installed with apt-get, as root; otherwise the tests that need it are skipped, with the reason.
# Python packages go to .builds at the top of the repository. Environment: ARGOT names the tool (bin/argot), PYTHON the
# CPython for which extensions are built, with its headers, GCC, GXX, CLANG and CLANGXX the compilers. The last line is
# "N passed, N failed".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ARGOT=${ARGOT:-$here/../../bin/argot}
[ -x "$ARGOT" ] || { echo "no tool at $ARGOT: run make build" >&2; exit 2; }
ARGOT=$(cd "$(dirname "$ARGOT")" && pwd)/$(basename "$ARGOT")
export ARGOT PYTHONPATH="$here/../hazards:$here/../packages"
exec "${PYTHON:-python3}" -B "$here/main.py" "$@"
