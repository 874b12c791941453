#!/bin/bash
# Checks argot.h against the newest of each minor version of CPython that scripts/interpreters.py finds.
#
#     Tests/primitives/run.sh
#
# Each interpreter gets the module of primitives.h built with gcc and clang, as C11 and C++17, in the full API; modules
# for the limited APIs in the file limited-apis are built once and loaded by every interpreter that may load them. Then
# the key cache goes through embed.c, and what remembers call sites through threads.c. That all this notices faults is for Tests/mutants to show.
# Environment: CI=true asks for at least four minor versions; PYTHON runs the scripts (python3); GCC and CLANG name the
# compilers; JOBS says how many processes run at once. The last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
include=$here/../../Sources/CArgot/include
export GCC=${GCC:-gcc} CLANG=${CLANG:-clang}
export here
work=$(mktemp -d) || exit 2
export work
trap 'rm -rf "$work"' EXIT
strict="-Wall -Wextra -Wpedantic -Wcast-qual -Wcast-function-type -Werror -fPIC -D_GNU_SOURCE"
export strict

# report LABEL STATUS FILE: one result. FILE ends with "PASSED FAILED", or else is what a failed command printed.
report() {
  local counts
  counts=$(tail -n 1 "$3" | grep -E '^[0-9]+ [0-9]+$') || counts=
  if [ "$2" -eq 0 ]; then
    echo "${counts:-1 0}" >>"$work/results"
    echo "ok      $1"
  else
    [ -n "$counts" ] && [ "${counts#* }" -gt 0 ] || counts="0 1"
    echo "$counts" >>"$work/results"
    echo "FAILED  $1"
    head -n 40 "$3"
  fi
}

# HEADERS, in all that follows, are the folders of one interpreter's headers, with colons between.
# use HEADERS: sets `system` to the options that name them.
use() {
  local folders folder
  IFS=: read -r -a folders <<<"$1"
  system=()
  for folder in "${folders[@]}"; do system+=(-isystem "$folder"); done
}

# build OUTPUT COMPILER LANGUAGE HEADERS INCLUDE FLAGS...: the module or oracle.
build() {
  local output=$1 compiler=$2 language=$3 folder=$5 system
  use "$4"
  shift 5
  # shellcheck disable=SC2086
  "$compiler" -x "${language%-*}" -std="${language#*-}" $strict "${system[@]}" -I"$folder" -shared "$@" \
    "$here/primitives.c" "$here/parsing.c" "$here/building.c" -o "$output"
}

# oracle PYTHON: the folder of the oracle for this interpreter; make_oracle PYTHON HEADERS fills it.
oracle() { echo "$work/oracle${1//\//_}"; }
make_oracle() {
  mkdir "$(oracle "$1")"
  build "$(oracle "$1")/oracle.so" "$GCC" c-c11 "$2" "$include" -O1 -DORACLE
}

# full PYTHON HEADERS COMPILER LANGUAGE: build and check in the full API. C++ keeps the asserts of CPython's headers.
full() {
  local name="$1, $3 $4, full API" folder flags="-O2 -DNDEBUG"
  folder=$(mktemp -d "$work/full.XXXXXX")
  [ "$4" = c-c11 ] || flags="-O0 -fno-exceptions"
  # shellcheck disable=SC2086
  { build "$folder/primitives.so" "$3" "$4" "$2" "$include" $flags &&
    "$1" "$here/check.py" "$folder" "$(oracle "$1")" full; } >"$folder/log" 2>&1
  report "$name" $? "$folder/log"
}

# limited VERSION HEADERS COMPILER LANGUAGE PYTHON...: one module for the limited API, checked on each interpreter.
limited() {
  local version=$1 headers=$2 compiler=$3 language=$4 folder name python
  shift 4
  folder=$(mktemp -d "$work/limited.XXXXXX")
  name="limited API $version of $(basename "${headers%%:*}"), $compiler $language"
  build "$folder/primitives.so" "$compiler" "$language" "$headers" "$include" -O2 -DNDEBUG \
    "-DPy_LIMITED_API=$version" >"$folder/log" 2>&1 || { report "$name" 1 "$folder/log"; return; }
  for python in "$@"; do
    "$python" "$here/check.py" "$folder" "$(oracle "$python")" "$version" >"$folder/log" 2>&1
    report "$name, on $python" $? "$folder/log"
  done
}

# unused HEADERS COMPILER LANGUAGE TEXT FLAGS...: a file that includes argot.h, perhaps inside extern "C", and uses
# nothing of it gives no warning.
unused() {
  local headers=$1 compiler=$2 language=$3 text=$4 log system
  use "$headers"
  shift 4
  log=$(mktemp "$work/unused.XXXXXX")
  # shellcheck disable=SC2086
  printf "$text" | "$compiler" -x "${language%-*}" -std="${language#*-}" $strict -O0 "${system[@]}" -I"$include" \
    "$@" -c -o "$log.o" - >"$log" 2>&1
  report "unused, $compiler $language $* $(basename "${headers%%:*}")" $? "$log"
}

# embedded PYTHON HEADERS INCLUDE OUTPUT TOOL: the key cache over several lives of an interpreter, under a tool, if any.
embedded() {
  local system
  use "$2"
  # shellcheck disable=SC2086
  "$GCC" -std=c11 $strict -O1 -shared "${system[@]}" -I"$3" "$here/embed.c" -o "$4" &&
    PYTHONHOME=$("$1" -c 'import sys; print(sys.base_prefix)') PYTHONMALLOC=malloc LD_PRELOAD=$4 \
      $5 "$1" -c 'raise SystemExit("embed.c was not run")'
}

keys() {
  local folder tool=
  folder=$(mktemp -d "$work/keys.XXXXXX")
  [ "$3" = valgrind ] && tool="valgrind -q --undef-value-errors=no --error-exitcode=99"
  embedded "$1" "$2" "$include" "$folder/embed.so" "$tool" >"$folder/log" 2>&1
  report "$1, key cache${tool:+, valgrind}" $? "$folder/log"
}

# threads: what remembers call sites, in threads under ThreadSanitizer.
threads() {
  local folder
  folder=$(mktemp -d "$work/threads.XXXXXX")
  # shellcheck disable=SC2086
  { "$GCC" -std=c11 $strict -O1 -g -fsanitize=thread -pthread -I"$include/argot" "$here/threads.c" -o "$folder/threads" &&
    "$folder/threads"; } >"$folder/log" 2>&1
  report "call sites in threads" $? "$folder/log"
}

export include
export -f report use build oracle make_oracle full limited unused embedded keys threads

# The interpreters, oldest first, each with its headers and the newest limited API whose modules it loads (0: none).
if ! found=$("${PYTHON:-python3}" -B "$here/../../scripts/interpreters.py" --newest); then
  echo "0 passed, 1 failed"
  exit 1
fi
pythons=() headers_of=() limited_of=()
while IFS=$'\t' read -r python headers newest; do
  pythons+=("$python") headers_of+=("$headers") limited_of+=("$newest")
done < <("${PYTHON:-python3}" -c 'import json, sys
for line in sys.argv[1].splitlines():
    one = json.loads(line)
    limited = 0 if one["free_threaded"] else one["hexversion"]
    print(one["path"], ":".join(one["includes"]), limited, sep="\t")
    print(one["path"] + ":", one["text"], file=sys.stderr)' "$found")

compilers=()
for compiler in "$GCC" "$CLANG"; do
  if command -v "$compiler" >/dev/null; then compilers+=("$compiler"); else echo "no $compiler: not compiled with it"; fi
done


# Jobs are collected, then run side by side.
: >"$work/jobs"
job() { printf '%q ' "$@" >>"$work/jobs"; echo >>"$work/jobs"; }
run_jobs() { xargs -d '\n' -P "${JOBS:-$(nproc)}" -I '{}' bash -c '{}' <"$work/jobs"; : >"$work/jobs"; }

for at in "${!pythons[@]}"; do job make_oracle "${pythons[at]}" "${headers_of[at]}"; done
run_jobs
for at in "${!pythons[@]}"; do
  python=${pythons[at]} headers=${headers_of[at]}
  for compiler in "${compilers[@]}"; do
    for language in c-c11 c++-c++17; do job full "$python" "$headers" "$compiler" "$language"; done
  done
  job keys "$python" "$headers" plain
done
for headers in "${headers_of[0]}" "${headers_of[-1]}"; do
  for compiler in "${compilers[@]}"; do
    job unused "$headers" "$compiler" c-c11 '#include <Python.h>\n#include "argot.h"\n'
    job unused "$headers" "$compiler" c++-c++17 'extern "C" {\n#include <Python.h>\n#include "argot.h"\n}\n'
  done
done
job threads
# Valgrind needs debugging symbols of the loader where that is not the system's.
for ((at = ${#pythons[@]} - 1; at >= 0; at--)); do
  valgrind -q "${pythons[at]}" -c '' >/dev/null 2>&1 || continue
  job keys "${pythons[at]}" "${headers_of[at]}" valgrind
  break
done

# Those that load modules for limited APIs: not the free-threaded ones.
able=() headers=
for at in "${!pythons[@]}"; do
  (( limited_of[at] )) || continue
  able+=("${pythons[at]}") headers=${headers_of[at]}
done
limited_apis=$(<"$here/limited-apis") || exit 2
# From the oldest headers that know the version, and once from the newest ones, which no longer rename "#" functions.
for version in $limited_apis; do
  loading=() oldest=
  for at in "${!pythons[@]}"; do
    (( limited_of[at] >> 16 >= version >> 16 )) || continue
    loading+=("${pythons[at]}")
    oldest=${oldest:-${headers_of[at]}}
  done
  [ ${#loading[@]} -gt 0 ] || continue
  for compiler in "${compilers[@]}"; do
    job limited "$version" "$oldest" "$compiler" c-c11 "${loading[@]}"
    job limited "$version" "$headers" "$compiler" c++-c++17 "${able[-1]}"
    job unused "$headers" "$compiler" c-c11 '#include <Python.h>\n#include "argot.h"\n' "-DPy_LIMITED_API=$version"
  done
done
[ ${#able[@]} -eq 0 ] || job limited 0x03060000 "$headers" "${compilers[0]}" c-c11 "${able[@]}"

: >"$work/results"
run_jobs
awk '{ passed += $1; failed += $2 }
  END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }' "$work/results"
