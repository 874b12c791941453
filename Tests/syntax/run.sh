#!/bin/bash
# Compares what the parsers say of formats with what every CPython at hand does with them.
#
#     Tests/syntax/run.sh [OPTION…]
#
# The options are those of the executable SyntaxSuite, which this builds. Environment: SWIFT_BUILD_OPTIONS, more options
# of `swift build`, such as --scratch-path. The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 2
interpreters=$(mktemp) || exit 2
trap 'rm -f "$interpreters"' EXIT
"${PYTHON:-python3}" -B scripts/interpreters.py >"$interpreters" || exit 1
# shellcheck disable=SC2206
product=(${SWIFT_BUILD_OPTIONS:-} -c release --static-swift-stdlib --product SyntaxSuite)
swift build --quiet "${product[@]}" || exit 2
"$(swift build "${product[@]}" --show-bin-path)/SyntaxSuite" "$@" "$interpreters"
