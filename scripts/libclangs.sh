#!/bin/sh
# Installs one libclang of each major version that PyPI has, from 14 on, in .libclangs, and prints their paths, separated by
# colons, as ARGOT_TEST_LIBCLANGS takes them. What is there stays.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
found=
for version in 14.0.6 15.0.6.1 16.0.6 17.0.6 18.1.1; do
    library=.libclangs/$version/clang/native/libclang.so
    if [ ! -e "$library" ]; then
        rm -rf ".libclangs/$version.new"
        "$python" -m pip install --quiet --no-deps --only-binary :all: --disable-pip-version-check --root-user-action ignore \
            --target ".libclangs/$version.new" "libclang==$version" >&2
        mv ".libclangs/$version.new" ".libclangs/$version"
    fi
    found=$found:$PWD/$library
done
echo "${found#:}"
