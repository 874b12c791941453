"""Checks `argot compile` on the examples and on the module of make_units.py; run.sh describes it."""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import safety
import make_units
from results import Failed, check, summary

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.append(str(ROOT / "scripts"))

import interpreters  # noqa: E402
import report  # noqa: E402

EXAMPLES = ROOT / "Examples"
ARGOT = str(pathlib.Path(os.environ.get("ARGOT", ROOT / "bin" / "argot")).absolute())

EXAMPLE_MODULES = ["ext1", "build_values", "string_peek", "insert_powers", "countdict"]
# countdict defines a static type, which the limited API does not have, by designated initialisers, which C++17 does not
# have: C++ builds take it from the C compiler.
C_ONLY = {"countdict": {"g++": ("gcc", ["-std=c11"]), "clang++": ("clang", ["-std=c11"])}}
LIMITED_MODULES = ["ext1", "build_values", "string_peek", "insert_powers", "units"]
LIMITED = ["0x03090000", "0x030B0000"]
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
C = [("gcc", ["-std=c11"]), ("clang", ["-std=c11"])]
CPLUSPLUS = [("g++", ["-std=c++17", "-x", "c++"]), ("clang++", ["-std=c++17", "-x", "c++"])]

# Faults planted into compiled sources, each of which has to be noticed: what it is, the module, a pattern, and what is
# put in its place.
PLANTED = [
    ("Argot's header is needed", "string_peek", r"(?m)^#line .*$", r'#include "argot.h"\n\g<0>'),
    ("a warning", "string_peek", r"\Z", "static int never_used(void) { return 0; }\n"),
    ("an extension of the language", "string_peek", r"\Z", "int (extension)(void);;\n"),
    ("a wrong value is stored", "string_peek", r"ARGOT_STORE\(p1, v1\);", r"v1 ^= 1; \g<0>"),
    ("a wrong value is built", "build_values", r"argot_new_int\(p\d+\)", "argot_new_int(18)"),
    ("another error", "units", r"PyArg_ParseTuple\(tuple, format, p0\)",
     "PyArg_ParseTuple(tuple, format[0] == 'c' ? \"h\" : format, p0)"),
]


def run(command, **options):
    finished = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              **options)
    if finished.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}\nexit status {finished.returncode}\n"
                     f"{finished.stdout}{finished.stderr}")
    return finished.stdout


def compile_source(source, output, flags):
    """Runs `argot compile`, which must be silent; returns the text and the report."""
    command = [ARGOT, "compile", source, "-o", output, "--", *flags]
    lines = output.with_suffix(".jsonl")
    finished = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env={**os.environ, "ARGOT_REPORT": str(lines)})
    if finished.returncode != 0 or finished.stdout or finished.stderr:
        raise Failed(f"exit status {finished.returncode}\n{finished.stdout}{finished.stderr}")
    return output.read_text(), report.calls(lines)


def include_options(interpreter, compiler, flags, folder):
    """`-I`, under which macros of CPython's headers may give warnings, or `-isystem` where the headers alone do."""
    probe = folder / "probe.c"
    probe.write_text("#include <Python.h>\nextern int not_empty;\n")
    finished = subprocess.run([compiler, *flags, *STRICT, *interpreter.include_options, "-fsyntax-only", probe],
                              capture_output=True)
    way = "-isystem" if finished.returncode else "-I"
    return [f"{way}{include}" for include in interpreter.includes]


def build(sources, folder, interpreter, compiler, flags, suffix):
    """Builds modules, given by name and source, into a new folder."""
    folder.mkdir(parents=True)
    includes = include_options(interpreter, compiler, flags, folder)
    for name, source in sources.items():
        program, language = C_ONLY.get(name, {}).get(compiler, (compiler, flags))
        # Nobody else's headers are in reach: no -I but CPython's, and no variable that would add one.
        run([program, *language, *STRICT, "-O1", "-fPIC", "-shared", *includes, source, "-o",
             folder / f"{name}{suffix}"], env={"PATH": os.environ["PATH"], "LC_ALL": "C"})


def behaviour(folder, interpreter):
    """What the examples' session and the units' calls give with the modules of a folder."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0",
                   "PYTHONDONTWRITEBYTECODE": "1"}
    return [run([interpreter.path, program], env=environment, cwd=folder)
            for program in (EXAMPLES / "session.py", HERE / "calls.py")]


def compare(expected, actual):
    for program, before, after in zip(("the session", "the units' calls"), expected, actual):
        if before != after:
            position = next((index for index, pair in enumerate(zip(before, after)) if pair[0] != pair[1]), 0)
            shown = slice(max(0, position - 200), position + 200)
            raise Failed(f"{program}: differs at character {position}\nplain:    … {before[shown]} …\n"
                         f"compiled: … {after[shown]} …")


def like_plain(plain, sources, folder, interpreter, compiler, flags):
    build(sources, folder, interpreter, compiler, flags, interpreter.ext_suffix)
    compare(plain, behaviour(folder, interpreter))


def limited_build(sources, folder, interpreter, compiler, flags, version):
    build(sources, folder, interpreter, compiler, [*flags, f"-DPy_LIMITED_API={version}"], ".abi3.so")
    return folder


def notices(plain, sources, folder, interpreter, fault):
    """A build with a fault must fail or behave otherwise."""
    _, module, pattern, replacement = fault
    text = sources[module].read_text()
    faulty, count = re.subn(pattern, replacement, text)
    if count == 0:
        raise Failed(f"'{pattern}' is not in the compiled {module}.c")
    folder.mkdir()
    path = folder / f"{module}.c"
    path.write_text(faulty)
    try:
        like_plain(plain, {**sources, module: path}, folder / "lib", interpreter, *C[0])
    except Failed:
        return
    raise Failed("nobody noticed")


def same_text(one, other):
    if one is None or other is None or one[0] != other[0]:
        raise Failed("the texts differ")


def all_compiled(compiled):
    """Every call is compiled, but for those that only CPython's own function can serve."""
    if not compiled or not compiled[1]:
        raise Failed("no call is in the report")
    left = [f"{site['file']}:{site['line']}: {site['api']} \"{site['format']}\": {site['reason']}"
            for site in compiled[1] if (site["status"] == "left") != ((site["api"], site["format"]) in make_units.LEFT)]
    if left:
        raise Failed("\n".join(["left, or compiled against expectation:", *left]))


def every_unit():
    absent = [f"{language} {unit}" for language, unit in make_units.missing()]
    if absent:
        raise Failed(f"make_units.py has no call with: {', '.join(absent)}")


def check_versions(pool, work, originals, compiled, pythons):
    """Builds for each interpreter; returns the behaviour of the plain builds."""
    def plain(interpreter):
        folder = work / "plain" / interpreter.path.strip("/").replace("/", "-")
        build(originals, folder, interpreter, "gcc", C[0][1], interpreter.ext_suffix)
        return behaviour(folder, interpreter)

    expected = list(pool.map(lambda one: check(f"{one.name} plain build", plain, one), pythons))
    jobs = []
    for interpreter, wanted in zip(pythons, expected):
        for compiler, flags in C + CPLUSPLUS if wanted else []:
            folder = work / "compiled" / interpreter.path.strip("/").replace("/", "-") / compiler
            jobs.append(pool.submit(check, f"{interpreter.name} {compiler} {flags[0]}", like_plain, wanted, compiled,
                                    folder, interpreter, compiler, flags))
    concurrent.futures.wait(jobs)
    return expected


def check_limited(pool, work, originals, pythons, version):
    """Builds once for a limited API and loads that on every interpreter that can."""
    loading = [interpreter for interpreter in pythons if interpreter.loads(version)]
    if not loading:
        return
    oldest, folder = loading[0], work / version
    folder.mkdir()
    compiled = {}
    for name in LIMITED_MODULES:
        compiled[name] = folder / f"{name}.c"
        flags = [*oldest.include_options, f"-DPy_LIMITED_API={version}"]
        check(f"{name}.c for the limited API {version}", compile_source, originals[name], compiled[name], flags)
    sources = {name: originals[name] for name in LIMITED_MODULES}
    plain = check(f"limited API {version}, plain build", limited_build, sources, folder / "plain", oldest, *C[0],
                  version)
    for compiler, flags in C:
        built = check(f"limited API {version}, {compiler} build with the headers of {oldest.name}", limited_build,
                      compiled, folder / compiler, oldest, compiler, flags, version)
        for interpreter in loading if plain and built else []:
            check(f"limited API {version}, {compiler} build on {interpreter.name}",
                  lambda: compare(behaviour(plain, interpreter), behaviour(built, interpreter)))


def main():
    if not os.access(ARGOT, os.X_OK):
        print(f"{ARGOT} does not exist or is not executable; run `make build`")
        return 2
    try:
        pythons = interpreters.found(newest=True)
    except interpreters.TooFew as problem:
        print(f"{problem}\n0 passed, 1 failed")
        return 1
    for interpreter in pythons:
        print(interpreter)
    newest, oldest = pythons[-1], pythons[0]

    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        work = pathlib.Path(name)
        work.chmod(0o755)
        (work / "units.c").write_text(make_units.source())
        check("every unit of the catalogue has a call", every_unit)
        originals = {module: EXAMPLES / module / f"{module}.c" for module in EXAMPLE_MODULES}
        originals["units"] = work / "units.c"
        compiled = {}
        (work / "newest").mkdir()
        (work / "oldest").mkdir()
        for module, source in originals.items():
            compiled[module] = work / "newest" / f"{module}.c"
            texts = [check(f"{module}.c with the headers of {interpreter.name}", compile_source, source,
                           work / folder / f"{module}.c", interpreter.include_options)
                     for folder, interpreter in (("newest", newest), ("oldest", oldest))]
            check(f"{module}.c is the same with both headers", same_text, *texts)
            check(f"{module}.c: every call is compiled that can be", all_compiled, texts[0])
        expected = check_versions(pool, work, originals, compiled, pythons)
        for version in LIMITED:
            check_limited(pool, work, originals, pythons, version)
        # One case runs as another user, who may not see the interpreter's own folder.
        copies = [shutil.copytree(folder, work / f"headers{number}") for number, folder in enumerate(newest.includes)]
        safety.check_all(ARGOT, work / "safety", copies)
        for number, fault in enumerate(PLANTED):
            if expected[-1]:
                check(f"planted: {fault[0]}", notices, expected[-1], compiled, work / f"fault{number}", newest, fault)
    return summary()


if __name__ == "__main__":
    sys.exit(main())
