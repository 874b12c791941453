"""What the parts of this harness share: compilers, commands, and builds of the two modules."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "scripts"))

import report  # noqa: E402

import expected  # noqa: E402

ARGOT = os.environ["ARGOT"]
GCC, GXX = os.environ.get("GCC", "gcc"), os.environ.get("GXX", "g++")
CLANG, CLANGXX = os.environ.get("CLANG", "clang"), os.environ.get("CLANGXX", "clang++")
COMPILERS = {"methods.c": (GCC, CLANG), "methods.cc": (GXX, CLANGXX)}
LIMIT = 300


class Failure(Exception):
    """What went wrong, as text for the reader."""


def run(command, wrong=None, **environment):
    """What a command printed; raises Failure, with `wrong` in front, if its status is not 0."""
    full = {**os.environ, "LC_ALL": "C.UTF-8", **{key: str(value) for key, value in environment.items()}}
    full.pop("ARGOT_STRICT", None)
    command = [str(part) for part in command]
    try:
        result = subprocess.run(command, env=full, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, timeout=LIMIT)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Failure(f"{' '.join(command)}: {problem}")
    text = result.stdout.decode(errors="replace")
    if result.returncode:
        raise Failure(f"{wrong or ' '.join(command)}: status {result.returncode}\n{text}")
    return text


def flags(interpreter, *options, limited=None):
    found = ["-fPIC", *options, *interpreter.system_include_options]
    return found + ([f"-DPy_LIMITED_API={limited}"] if limited else [])


def build_plain(source, target, options, compiler=None):
    compiler = compiler or COMPILERS[source][0]
    run([compiler, *options, "-shared", HERE / source, "-o", target])


def build_ours(source, target, compiler, options, limited=None, linking=(), **environment):
    """Builds through the tool, and compares the report's lines about methods with what is expected in the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lines, built = target.with_suffix(".report"), target.with_suffix(".o")
    messages = run([ARGOT, "cc", compiler, *options, "-c", HERE / source, "-o", built],
                   ARGOT_REPORT=lines, **environment)
    if messages:
        raise Failure(f"the build is not silent:\n{messages}")
    run([compiler, "-shared", *linking, built, "-o", target])
    check_report(source, limited, report.methods(lines))


def check_report(source, limited, lines):
    wrong = expected.differences(source, limited, lines)
    if wrong:
        raise Failure("\n".join(["the report is not as expected.py has it:", *wrong]))


def check(interpreter, source, limited, plain, ours, caller, **environment):
    """Compares two builds of a module; the numbers of checks that passed and failed, and what was printed."""
    command = [interpreter.path, "-B", HERE / "check.py", source, limited or "none", plain, ours, caller]
    try:
        text = run(command, **environment)
    except Failure as failure:
        text = str(failure)
    counts = text.splitlines()[-1].split() if text else []
    if len(counts) == 2 and all(count.isdigit() for count in counts):
        return int(counts[0]), int(counts[1]), text
    return 0, 1, text
