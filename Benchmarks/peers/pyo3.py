"""Builds the module of PyO3: cargo, with crates from Debian, because the peers' other sources have none."""

import os
import shutil

from paths import ROOT, SOURCES
from problems import CannotMeasure

#: PyO3 and what it is made of, as Debian names it. The suite is that of scripts/pythons.sh.
_PACKAGES = [
    f"librust-{crate}-dev"
    for crate in (
        *("pyo3", "pyo3-ffi", "pyo3-macros", "pyo3-macros-backend", "pyo3-build-config", "libc", "once-cell", "heck"),
        *("portable-atomic", "proc-macro2", "quote", "syn-2", "unicode-ident", "target-lexicon"),
    )
]
_CRATES = ROOT / ".bench" / "crates"
_REGISTRY = _CRATES / "root" / "usr" / "share" / "cargo" / "registry"

_MANIFEST = """\
[package]
name = "pyo3_rows"
version = "0.0.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]
path = "pyo3_rows.rs"

[dependencies]
pyo3 = { version = "*", features = ["extension-module"] }

[profile.release]
opt-level = 3
lto = "fat"
codegen-units = 1
"""

_CONFIGURATION = """\
[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "%s"
"""


def _fetch(workshop):
    """Unpacks the crates, once for all interpreters."""
    if _REGISTRY.is_dir():
        return
    configuration = ROOT / ".pythons" / "apt" / "apt.conf"
    if not configuration.exists():
        raise CannotMeasure("its crates come from Debian's next release, whose lists `make pythons` fetches")
    shutil.rmtree(_CRATES, ignore_errors=True)
    (_CRATES / "debs").mkdir(parents=True)
    workshop.run(["apt-get", "-q", "-c", configuration, "download", *_PACKAGES], _CRATES / "debs")
    # The folder has its name only when everything is in it.
    for archive in (_CRATES / "debs").glob("*.deb"):
        workshop.run(["dpkg-deb", "-x", archive, _CRATES / "new"])
    (_CRATES / "new").rename(_CRATES / "root")


def version():
    """PyO3's version, or nothing where it was not fetched."""
    found = [folder.name.partition("-")[2] for folder in _REGISTRY.glob("pyo3-[0-9]*")]
    return found[0] if found else ""


def build(workshop):
    """The module, optimised as PyO3's chapter on performance says."""
    if not shutil.which("cargo"):
        raise CannotMeasure("cargo is missing (rustup, or Debian: apt-get install cargo)")
    _fetch(workshop)
    folder = workshop.folder / "pyo3"
    (folder / ".cargo").mkdir(parents=True, exist_ok=True)
    (folder / "Cargo.toml").write_text(_MANIFEST, encoding="utf-8")
    (folder / ".cargo" / "config.toml").write_text(_CONFIGURATION % _REGISTRY, encoding="utf-8")
    shutil.copyfile(SOURCES / "pyo3_rows.rs", folder / "pyo3_rows.rs")
    workshop.run(
        ["cargo", "build", "--release", "--offline", "--quiet", "--jobs", "1"],
        folder,
        PYO3_PYTHON=workshop.interpreter.path,
        CARGO_TARGET_DIR=os.fspath(folder / "target"),
    )
    return [("pyo3_rows", folder / "target" / "release" / "libpyo3_rows.so")]
