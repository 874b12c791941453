#!/bin/sh
# Runs a compiler and appends its command line to the file $RECORD: the working directory and the words, each ended by
# a NUL, and a word that is a record separator. One write a command, so that parallel builds do not mix them.
{ printf '%s\0' "$PWD" "$@"; printf '\036\0'; } |
  dd bs=1M iflag=fullblock oflag=append conv=notrunc of="$RECORD" 2>/dev/null
exec "$@"
