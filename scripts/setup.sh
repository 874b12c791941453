#!/bin/sh
# Installs what building, testing and measuring Argot needs and this machine lacks; says nothing where nothing is missing.
#
# System packages come from apt-get, as root or through sudo; on other systems the script names what to install and
# exits 2. Python packages go to .venv, never to the system's Python.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

# Sets `missing` to the Debian packages this machine lacks.
find_missing() {
  missing=
  for pair in git:git patch:patch gcc:gcc g++:g++ make:make valgrind:valgrind pkg-config:pkg-config \
    python3:python3; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
  done
  # CPython's headers twice: for the Swift package, which finds them by pkg-config, and for the python3 on the PATH.
  if ! pkg-config --exists python3 2>/dev/null || ! python3 -c '
import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' 2>/dev/null; then
    missing="$missing python3-dev"
  fi
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
  missing=${missing# }
}

install_missing() {
  if ! command -v apt-get >/dev/null 2>&1; then
    say "this machine lacks what Debian calls: $missing"
    say "install the same with your package manager (on Fedora: git patch gcc gcc-c++ make valgrind pkgconf python3-devel), then try again"
    exit 2
  fi
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      say "neither root nor sudo; run as root: apt-get install $missing"
      exit 2
    fi
    as_root=sudo
  fi
  say "installing with apt-get: $missing"
  $as_root apt-get update -q >&2
  # shellcheck disable=SC2086 # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
  wanted=$missing
  find_missing
  if [ -n "$missing" ]; then
    say "installed $wanted, but still cannot use: $missing"
    say "is another python3 before the system's on the PATH? It needs its own headers (Python.h) and the venv module"
    exit 2
  fi
}

if ! command -v swift >/dev/null 2>&1; then
  PATH=$PATH:/opt/swift/usr/bin
  if ! command -v swift >/dev/null 2>&1; then
    say "there is no swift on the PATH; install Swift 6.3 or later from https://www.swift.org/install"
    exit 2
  fi
fi

find_missing
[ -z "$missing" ] || install_missing

# From 3.12 on a new virtual environment comes without setuptools.
if ! .venv/bin/python3 -c 'import setuptools' 2>/dev/null; then
  say "making .venv, a Python environment with setuptools"
  python3 -m venv --clear .venv
  .venv/bin/python3 -c 'import setuptools' 2>/dev/null ||
    .venv/bin/python3 -m pip install --quiet --disable-pip-version-check setuptools >&2
fi
