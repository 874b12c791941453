#!/bin/sh
# Compares compiled calls with CPython's own, on every CPython found (see README.md).
# Usage: run.sh [--count N] [--seed S] [--interpreter PYTHON]... [--plant]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec "${PYTHON:-python3}" -B "$here/main.py" "$@"
