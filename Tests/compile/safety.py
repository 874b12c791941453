"""What `argot compile` does when it cannot do its work: exit status 2, a message, and nothing written."""

import os
import subprocess

from results import Failed, check

NOBODY = 65534
GOOD = "#include <Python.h>\nPyObject *f(void);\nPyObject *f(void)\n{\n    return Py_BuildValue(\"i\", 1);\n}\n"


def snapshot(folder):
    """Every path below a folder with its target or content; None for folders and what must not be read."""
    def content(path):
        if path.is_symlink():
            return os.readlink(path)
        return path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else None
    return {path: content(path) for path in folder.rglob("*")}


def refuses(argot, folder, source, output, flags, mention, user):
    before = snapshot(folder)
    finished = subprocess.run([argot, "compile", source, "-o", output, "--", *flags], cwd=folder, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, user=user)
    if finished.returncode != 2:
        raise Failed(f"exit status {finished.returncode}, not 2\n{finished.stderr}")
    if mention not in finished.stderr:
        raise Failed(f"the message does not contain '{mention}': {finished.stderr}")
    if finished.stdout:
        raise Failed(f"printed on standard output: {finished.stdout}")
    after = snapshot(folder)
    changed = [str(path) for path in before.keys() | after.keys() if before.get(path, "") != after.get(path, "")]
    if changed:
        raise Failed(f"changed or left behind: {', '.join(sorted(changed))}")


def accepts(argot, folder, source, output, flags):
    finished = subprocess.run([argot, "compile", source, "-o", output, "--", *flags], cwd=folder, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL)
    if finished.returncode != 0 or not (folder / output).read_text().startswith("#include <Python.h>\n"):
        raise Failed(f"exit status {finished.returncode}\n{finished.stderr}")


def check_all(argot, folder, includes):
    """Runs every case in an empty folder; `includes` are the folders of CPython's headers."""
    folder.mkdir(mode=0o755)
    for name, text in {"good.c": GOOD, "absent.c": GOOD + '#include "absent.h"\n', "broken.c": GOOD + "int f( {\n",
                       "secret.c": GOOD, "old.c": "kept\n", "locked/old.c": "kept\n"}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder / "link.c").symlink_to("good.c")
    (folder / "out").mkdir()
    (folder / "locked").chmod(0o555)
    (folder / "secret.c").chmod(0o000)
    flags = [f"-I{include}" for include in includes]
    # Permissions do not stop root.
    user = NOBODY if os.getuid() == 0 else None
    for label, source, output, options, mention, who in [
        ("the output's folder is missing", "good.c", "nowhere/out.c", flags, "nowhere", None),
        ("the output's folder is not writable", "good.c", "locked/out.c", flags, "locked", user),
        ("the output exists in a folder that is not writable", "good.c", "locked/old.c", flags, "locked", user),
        ("the output is a folder", "good.c", "out", flags, "out", None),
        ("the output's device is full", "good.c", "/dev/full", flags, "/dev/full", None),
        ("the output is the input", "good.c", "good.c", flags, "good.c", None),
        ("the output is the input by another path", "good.c", "out/../good.c", flags, "good.c", None),
        ("the output is a link to the input", "good.c", "link.c", flags, "link.c", None),
        ("the input is a link to the output", "link.c", "good.c", flags, "good.c", None),
        ("the input is missing", "none.c", "out.c", flags, "none.c", None),
        ("the input is a folder", "out", "out.c", flags, "out", None),
        ("the input is not readable", "secret.c", "out.c", flags, "secret.c", user),
        ("a header is missing", "absent.c", "out.c", flags, "absent.h", None),
        ("a header is missing and the output exists", "absent.c", "old.c", flags, "absent.h", None),
        ("Python.h is missing", "good.c", "out.c", ["-I."], "Python.h", None),
        ("the input is not C", "broken.c", "out.c", flags, "broken.c", None),
    ]:
        check(f"-o: {label}", refuses, argot, folder, source, output, options, mention, who)
    check("-o: an existing output is replaced", accepts, argot, folder, "good.c", "old.c", flags)
