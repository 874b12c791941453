#!/bin/sh
# Builds public extension packages twice, plainly and through `argot cc`, runs their own tests on both, and compares.
#
#     Tests/packages/run.sh [NAME...]
#
# NAMEs are those of packages.tsv, which says what is built, tested and demanded; without any, all are. Everything is
# downloaded and built in .packages at the top of the repository. Environment: ARGOT is the tool (bin/argot), PYTHON the
# interpreter (python3). The last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
exec "${PYTHON:-python3}" -B "$here/packages.py" "$@"
