#!/bin/sh
# Measures how costs grow with the number of units, formats and files; `run.sh --help` lists the options, README.md has
# what was found. The first run makes .venv-bench-scaling, a Python environment with what draws the charts.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
venv=$here/../../.venv-bench-scaling
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  "${PYTHON:-python3}" -m venv --clear "$venv"
  "$venv/bin/python3" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
exec "$venv/bin/python3" -B "$here/scaling.py" "$@"
