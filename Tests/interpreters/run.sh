#!/bin/sh
# Checks how the tests find their interpreters (scripts/interpreters.py), and how scripts/pythons.sh finds its mirror.
#
#     Tests/interpreters/run.sh
#
# Environment: PYTHON runs this test (python3). The last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
exec "${PYTHON:-python3}" -B "$here/check.py"
