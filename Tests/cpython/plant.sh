#!/bin/sh
# A compiler for `argot cc` that puts a fault in what it is given: "h" takes numbers that are too large for a short.
#
#     argot cc plant.sh ARGUMENTS…
#
# The real compiler is CC (gcc). Argot has it compile what it rewrote with a folder of Argot's own headers in front of
# all others.
if [ "${1-}" = -I ] && [ -f "${2-}/argot-generated.h" ]; then
  sed -i '/^ARGOT_INTEGER(h,/s/\<SHRT_MAX\>/USHRT_MAX/g' "$2/argot-generated.h"
fi
# shellcheck disable=SC2086 # CC may be several words
exec ${CC:-gcc} "$@"
