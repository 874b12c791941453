#!/bin/sh
# Runs one test harness and believes its success only if its last line says so: "N passed, 0 failed". Exit status 77 of
# a harness means that it could not test anything here; that is no failure.
#
# Usage: run-harness.sh PROGRAM [ARGUMENT…]
set -u
[ $# -ge 1 ] || { echo "usage: $0 PROGRAM [ARGUMENT…]" >&2; exit 2; }
log=$(mktemp) || exit 2
trap 'rm -f "$log" "$log.status"' EXIT

printf '\n== %s\n' "$*"
{ "$@" </dev/null 2>&1; echo $? >"$log.status"; } | tee "$log"
status=$(cat "$log.status")
last=$(tail -n 1 "$log")
if [ "$status" -eq 77 ]; then
  echo "$1 was skipped" >&2
  exit
fi
if [ "$status" -ne 0 ]; then
  echo "$1 failed with status $status" >&2
  exit 1
fi
if ! printf '%s\n' "$last" | grep -Eqx '[1-9][0-9]* passed, 0 failed'; then
  echo "$1 ended with '$last' instead of 'N passed, 0 failed'" >&2
  exit 1
fi
