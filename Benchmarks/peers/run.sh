#!/bin/sh
# Compares Argot with other ways to write extension functions, and writes Benchmarks/README.md, the figures in
# Benchmarks/results and the charts. `run.sh --help` lists the options.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
for python in python3 /usr/bin/python3; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    exec "$python" -B "$here/bench.py" "$@"
  fi
done
echo "run.sh: no Python 3.11 or newer found as python3; install one (Debian: apt-get install python3-dev)" >&2
exit 2
