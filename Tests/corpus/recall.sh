#!/bin/sh
# Leaves out releases and initialisers in code that nobody here wrote, and counts how many of these faults the rules of
# the group `flow` notice.
#
#     Tests/corpus/recall.sh [--misses] [NAME…]
#
# Names are as those of run.sh; of CPython, some modules of 3.13 are taken. The faults are planted in a copy, at most one
# in a function at a time, since the rules look at functions one by one; of a function with more than six places, every
# second, third… is taken. --misses prints the faults that go unnoticed.
# Environment: as that of run.sh.
set -eu
CORPUS_MAIN=recall.py exec "$(dirname "$0")/run.sh" "$@"
