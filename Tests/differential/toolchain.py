"""Interpreters, compilers and the tool under test."""
import glob
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
HARNESS = os.path.join(ROOT, "Sources", "Differential", "Harness")
ARGOT = os.environ.get("ARGOT") or os.path.join(ROOT, "bin", "argot")
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]


class Failure(Exception):
    """A step that did not work, with the text that says so."""


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)}\nended with status {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


class Interpreter:
    def __init__(self, path):
        self.path = path
        script = (
            "import json, sys, sysconfig, platform; print(json.dumps([platform.python_implementation(),"
            " sys.version_info[:2], platform.python_version(), sysconfig.get_paths()['include'], sys.version,"
            " sysconfig.get_paths()['platinclude']]))"
        )
        kind, minor, self.version, include, self.full, platform_include = json.loads(run([path, "-c", script]))
        self.is_usable = (
            kind == "CPython" and (3, 9) <= tuple(minor) <= (3, 15) and os.path.exists(include + "/Python.h"))
        self.minor = tuple(minor)
        self.includes = [f"-I{path}" for path in dict.fromkeys([HARNESS, include, platform_include])]


def interpreters(asked):
    """The usable interpreters: those asked for, or all that are found, oldest first."""
    found = asked or sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3"))) + ["/usr/bin/python3"]
    result, seen = [], set()
    for path in found:
        if not os.path.exists(path):
            continue
        interpreter = Interpreter(path)
        if interpreter.is_usable and interpreter.full not in seen:
            seen.add(interpreter.full)
            result.append(interpreter)
    return sorted(result, key=lambda one: one.minor)


def compile_module(source, output, name, includes, *, flags=(), cxx=False, strict=True, level="-O1"):
    """Builds an extension module; generated code has to be free of warnings."""
    language = ["g++", "-std=c++17", "-x", "c++", "-Wno-write-strings"] if cxx else ["gcc", "-std=c11"]
    warnings = WARNINGS if strict else ["-w"]
    system = [("-isystem" + one[2:] if one.startswith("-I") and one != f"-I{HARNESS}" else one) for one in includes]
    run([*language, *warnings, level, "-g0", "-shared", "-fPIC", f"-DBATCH={name}", *flags, *system, source, "-o", output])


def argot(source, output, flags):
    """Compiles the calls of a file; gives a record per call."""
    report = output + ".report"
    if os.path.exists(report):
        os.remove(report)
    run([ARGOT, "compile", source, "-o", output, "--", *flags], env={**os.environ, "ARGOT_REPORT": report})
    with open(report, encoding="utf-8") as file:
        return [json.loads(line) for line in file]
