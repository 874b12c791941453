#!/bin/sh
# Prints how many instructions a call takes, row by row: CPython's argument functions, the same source compiled by
# Argot, and a hand-written limit. `run.sh --help` lists the options; README.md says what the figures mean.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
for python in python3 /usr/bin/python3; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' >/dev/null 2>&1; then
    exec "$python" -B "$here/bench.py" "$@"
  fi
done
echo "run.sh: no Python 3.9 or newer found as python3; install one (Debian: apt-get install python3-dev)" >&2
exit 2
