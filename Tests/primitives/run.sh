#!/bin/bash
# Checks argot.h against every CPython from 3.9 on that pyenv has, and against the system's.
#
#     Tests/primitives/run.sh
#
# Each interpreter gets the module of primitives.c built with gcc and clang, as C11 and C++17, in the full API; modules
# for the limited API are built once and loaded by every interpreter that may load them. Then the key cache goes through
# embed.c, and faults planted into copies of argot.h (planted.txt) have to be noticed.
# Environment: CI=true asks for at least four minor versions; GCC and CLANG name the compilers; JOBS says how many
# processes run at once. The last line is "N passed, N failed".
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

# build OUTPUT COMPILER LANGUAGE HEADERS INCLUDE FLAGS...: the module or oracle.
build() {
  local output=$1 compiler=$2 language=$3 headers=$4 folder=$5
  shift 5
  # shellcheck disable=SC2086
  "$compiler" -x "${language%-*}" -std="${language#*-}" $strict -isystem "$headers" -I"$folder" -shared "$@" \
    "$here/primitives.c" -o "$output"
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
  name="limited API $version of $(basename "$headers"), $compiler $language"
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
  local headers=$1 compiler=$2 language=$3 text=$4 log
  shift 4
  log=$(mktemp "$work/unused.XXXXXX")
  # shellcheck disable=SC2086
  printf "$text" | "$compiler" -x "${language%-*}" -std="${language#*-}" $strict -O0 -isystem "$headers" -I"$include" \
    "$@" -c -o "$log.o" - >"$log" 2>&1
  report "unused, $compiler $language $* $(basename "$headers")" $? "$log"
}

# embedded PYTHON HEADERS INCLUDE OUTPUT: the key cache over several lives of an interpreter.
embedded() {
  local libraries
  libraries=$("$1" -c 'import sysconfig as s; v = s.get_config_var; print("-L%s -Wl,-rpath,%s -lpython%s" % (
    v("LIBDIR"), v("LIBDIR"), v("LDVERSION")), v("LIBS"))')
  # shellcheck disable=SC2086
  "$GCC" -std=c11 $strict -O1 -isystem "$2" -I"$3" "$here/embed.c" $libraries -o "$4" &&
    PYTHONHOME=$("$1" -c 'import sys; print(sys.base_prefix)') PYTHONMALLOC=malloc $5 "$4" 4
}

keys() {
  local folder tool=
  folder=$(mktemp -d "$work/keys.XXXXXX")
  [ "$3" = valgrind ] && tool="valgrind -q --undef-value-errors=no --error-exitcode=99"
  embedded "$1" "$2" "$include" "$folder/embed" "$tool" >"$folder/log" 2>&1
  report "$1, key cache${tool:+, valgrind}" $? "$folder/log"
}

# planted PYTHON HEADERS PROGRAM EXPRESSION: with this fault in argot.h, the program has to fail. Only faults of aliasing
# need the optimizer.
planted() {
  local folder
  folder=$(mktemp -d "$work/planted.XXXXXX")
  sed -E "$4" "$include/argot.h" >"$folder/argot.h"
  if cmp -s "$folder/argot.h" "$include/argot.h"; then
    echo "the expression changes nothing: $4" >"$folder/log"
    report "planted fault" 1 "$folder/log"
    return
  fi
  local strict="-w -fPIC -D_GNU_SOURCE" level=-O0
  [ "$3" = check-optimized ] && level=-O2
  (
    if [ "$3" = embed ]; then
      ! embedded "$1" "$2" "$folder" "$folder/embed" "" && [ -e "$folder/embed" ]
    else
      build "$folder/primitives.so" "$GCC" c-c11 "$2" "$folder" $level &&
        ! "$1" "$here/check.py" "$folder" "$(oracle "$1")" full
    fi
  ) >"$folder/log" 2>&1
  local status=$?
  [ $status -eq 0 ] && : >"$folder/log"
  report "planted fault noticed: $4" $status "$folder/log"
}

where='import sysconfig; print(sysconfig.get_paths()["include"])'
export where include
export -f report build oracle make_oracle full limited unused embedded keys planted

# The interpreters, oldest first; the version is that of the interpreter, not of its folder's name.
pythons=()
while read -r _ python; do pythons+=("$python"); done < <(
  for python in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python3 /usr/bin/python3; do
    [ -x "$python" ] && [ -e "$("$python" -c "$where")/Python.h" ] &&
      "$python" -c 'import sys; v = sys.version_info
v >= (3, 9) and print("%d.%03d.%03d" % v[:3], sys.executable)'
  done | sort -u)
minors=$(
  for python in "${pythons[@]}"; do "$python" -c 'import sys; print(sys.version_info[1])'; done | sort -un | wc -l)
for python in "${pythons[@]}"; do
  "$python" -c 'import sys; print(sys.executable + ":", sys.version.replace("\n", " "))'
done
if [ "$minors" -eq 0 ] || { [ "${CI:-}" = true ] && [ "$minors" -lt 4 ]; }; then
  echo "$minors minor versions of CPython found; install more (pyenv install 3.9 3.10 3.11 3.12) and their headers"
  echo "0 passed, 1 failed"
  exit 1
fi

compilers=()
for compiler in "$GCC" "$CLANG"; do
  if command -v "$compiler" >/dev/null; then compilers+=("$compiler"); else echo "no $compiler: not compiled with it"; fi
done

# Whether an interpreter can load modules for a limited API, given by its version number.
loads() { "$1" -c "import sys; sys.exit(sys.hexversion >> 16 < $2 >> 16)"; }

# Jobs are collected, then run side by side.
: >"$work/jobs"
job() { printf '%q ' "$@" >>"$work/jobs"; echo >>"$work/jobs"; }
run_jobs() { xargs -d '\n' -P "${JOBS:-$(nproc)}" -I '{}' bash -c '{}' <"$work/jobs"; : >"$work/jobs"; }

for python in "${pythons[@]}"; do job make_oracle "$python" "$("$python" -c "$where")"; done
run_jobs
for python in "${pythons[@]}"; do
  headers=$("$python" -c "$where")
  for compiler in "${compilers[@]}"; do
    for language in c-c11 c++-c++17; do job full "$python" "$headers" "$compiler" "$language"; done
  done
  job keys "$python" "$headers" plain
done
newest=${pythons[-1]}
for headers in "$("${pythons[0]}" -c "$where")" "$("$newest" -c "$where")"; do
  for compiler in "${compilers[@]}"; do
    job unused "$headers" "$compiler" c-c11 '#include <Python.h>\n#include "argot.h"\n'
    job unused "$headers" "$compiler" c++-c++17 'extern "C" {\n#include <Python.h>\n#include "argot.h"\n}\n'
  done
done
command -v valgrind >/dev/null && job keys "$newest" "$headers" valgrind

# From the oldest headers that know the version, and once from the newest ones, which no longer rename "#" functions.
for version in 0x03060000 0x03070000 0x030A0000 0x030B0000 0x030C0000 0x030D0000; do
  loading=()
  for python in "${pythons[@]}"; do loads "$python" "$version" && loading+=("$python"); done
  [ ${#loading[@]} -gt 0 ] || continue
  for compiler in "${compilers[@]}"; do
    job limited "$version" "$("${loading[0]}" -c "$where")" "$compiler" c-c11 "${loading[@]}"
    job limited "$version" "$headers" "$compiler" c++-c++17 "$newest"
    job unused "$headers" "$compiler" c-c11 '#include <Python.h>\n#include "argot.h"\n' "-DPy_LIMITED_API=$version"
  done
done
job limited 0x03060000 "$headers" "${compilers[0]}" c-c11 "${pythons[@]}"

newest_minor=$("$newest" -c 'import sys; print(sys.version_info[1])')
while read -r program expression; do
  case $program in
    '' | '#'*) continue ;;
    # Code for later versions than the newest here is not compiled.
    *@*) [ "$newest_minor" -ge "${program#*@}" ] || continue ;;
  esac
  job planted "$newest" "$headers" "${program%@*}" "$expression"
done <"$here/planted.txt"

: >"$work/results"
run_jobs
awk '{ passed += $1; failed += $2 }
  END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }' "$work/results"
