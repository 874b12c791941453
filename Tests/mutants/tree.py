"""The scratch copy of the sources, in which the faults are planted."""

import fcntl
import os
import pathlib
import re
import shutil
import subprocess

import faults

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build-mutants"
HEADERS = "Sources/CArgot/include"


class Tree:
    """A copy of the checkout's files under version control, as they are now, that keeps its own build."""

    def __init__(self):
        SCRATCH.mkdir(exist_ok=True)
        self.lock = open(SCRATCH / "lock", "w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"another run uses {SCRATCH}")
        self.root = SCRATCH / "tree"
        self.planted = {}
        self.synchronize()

    def synchronize(self):
        """Only files that differ are written, so that the next build is as small as it can be."""
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        names = {name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()}
        for path in self.files():
            if str(path.relative_to(self.root)) not in names:
                path.unlink()
        for name in names:
            source, target = ROOT / name, self.root / name
            if not target.exists() or source.read_bytes() != target.read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        for name in (".pythons", ".venv", "Package.resolved"):
            link = self.root / name
            if (ROOT / name).exists() and not link.is_symlink():
                link.symlink_to(ROOT / name)

    def files(self):
        for folder, folders, names in os.walk(self.root):
            if folder == str(self.root):
                folders[:] = [name for name in folders if name != ".build"]
            folders[:] = [name for name in folders if name != "__pycache__"]
            yield from (path for path in (pathlib.Path(folder, name) for name in names) if not path.is_symlink())

    def header(self):
        """The text of argot.h with that of its parts."""
        folder = self.root / HEADERS
        return re.sub(r'(?m)^#include "(argot/.*)"\n', lambda part: (folder / part[1]).read_text(encoding="utf-8"),
                      (folder / "argot.h").read_text(encoding="utf-8"))

    def planted_text(self, fault):
        """The fault's file, its text, and the text with the fault in it. Raises faults.Mistake."""
        path = self.root / fault.file
        if not path.is_file():
            raise faults.Mistake(f"{fault.where}: there is no {fault.file}")
        original = path.read_text(encoding="utf-8")
        return path, original, fault.planted(original)

    def plant(self, fault):
        path, original, planted = self.planted_text(fault)
        self.planted[path] = original
        path.write_text(planted, encoding="utf-8")

    def restore(self):
        for path, original in self.planted.items():
            path.write_text(original, encoding="utf-8")
        self.planted = {}
