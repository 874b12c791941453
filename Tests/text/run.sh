#!/bin/bash
# Compares what Argot says of the formats of PyUnicode_FromFormat and PyBytes_FromFormat with what every CPython at hand
# does with them.
#
#     Tests/text/run.sh [OPTION…]
#
# The options are those of main.py. Environment: PYTHON runs it (python3); SWIFT_BUILD_OPTIONS, more options of
# `swift build`, such as --scratch-path; TEXT_SUITE, a TextSuite that is built already. The last line is
# "N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 2
if [ -z "${TEXT_SUITE:-}" ]; then
  # shellcheck disable=SC2206
  product=(${SWIFT_BUILD_OPTIONS:-} -c release --static-swift-stdlib --product TextSuite)
  swift build --quiet "${product[@]}" || exit 2
  TEXT_SUITE=$(swift build "${product[@]}" --show-bin-path)/TextSuite || exit 2
fi
exec "${PYTHON:-python3}" -B Tests/text/main.py "$@" "$TEXT_SUITE"
