#!/bin/sh
# Compares compiled calls with CPython's own, on every CPython at hand (see README.md).
#
#     Tests/differential/run.sh [OPTION…]
#
# The options are those of the executable DifferentialSuite, which this builds; without any, those of `make test`, which
# fail below a million calls: four minor versions make more.
# Environment: SWIFT_BUILD_OPTIONS, more options of `swift build`, such as --scratch-path. The last line is
# "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- --newest --least 1000000
# shellcheck disable=SC2086 # a list of words
build() { swift build ${SWIFT_BUILD_OPTIONS:-} --product DifferentialSuite "$@"; }
build --quiet
exec "$(build --show-bin-path)/DifferentialSuite" "$@"
