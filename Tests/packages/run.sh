#!/bin/sh
# Builds public extension packages twice, plainly and through `argot cc`, runs their own tests on both, and compares.
#
#     Tests/packages/run.sh [NAME...]
#     Tests/packages/run.sh --overhead [--repeat N] [--without N] [NAME...]
#
# NAMEs are those of packages.tsv, which says what is built, tested and demanded; without any, all are. Everything is
# downloaded and built in .packages at the top of the repository. The second form measures what Argot adds to the CPU
# time of compiles, on what the first has built (overhead.py). Environment: ARGOT is the tool (bin/argot), PYTHON the
# interpreter (python3). The last line is "N passed, N failed", where the first form counts the demands on all packages
# together as one more.
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" = --overhead ]; then
  shift
  exec "${PYTHON:-python3}" -B "$here/overhead.py" "$@"
fi
exec "${PYTHON:-python3}" -B "$here/packages.py" "$@"
