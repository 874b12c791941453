#!/bin/bash
# Compares what the parsers say of formats with what every CPython at hand does with them.
#
#     Tests/syntax/run.sh [OPTION…]
#
# The options are those of the executable SyntaxSuite, which this builds. Environment: SWIFT_BUILD_OPTIONS, more options
# of `swift build`, such as --scratch-path. The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 2
folder=$(mktemp -d) || exit 2
# The suite makes its files in there, too, and cannot remove them when a signal ends it.
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -B scripts/interpreters.py >"$folder/interpreters" || exit 1
# shellcheck disable=SC2206
product=(${SWIFT_BUILD_OPTIONS:-} -c release --static-swift-stdlib --product SyntaxSuite)
swift build --quiet "${product[@]}" || exit 2
binaries=$(swift build "${product[@]}" --show-bin-path) || exit 2
TMPDIR=$folder "$binaries/SyntaxSuite" "$@" "$folder/interpreters"
