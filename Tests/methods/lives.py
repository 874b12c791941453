"""The modules in sub-interpreters and over several lives of an interpreter, and under the sanitizers."""

import json
import os

import tools
from tools import GCC, GXX, HERE, Failure

SANITIZE = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
LIMITED = "0x030A0000"


def build(folder, source, limited, interpreter, options, **environment):
    """A line of METHODS_MODULES: the module, built both ways."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, ours = folder / f"{source}.plain.so", folder / f"{source}.ours.so"
    flags = tools.flags(interpreter, *options, limited=limited)
    linking = [option for option in options if option.startswith("-fsan")]
    tools.build_plain(source, plain, flags)
    compiler = tools.COMPILERS[source][0]
    try:
        tools.build_ours(source, ours, compiler, flags, limited, linking, **environment)
    except Failure:
        # The report is judged where the same module is built without sanitizers.
        if not ours.exists():
            raise
    return source, limited, str(plain), str(ours)


def live(interpreter, folder, modules, options, preload=(), **environment):
    embed = folder / "embed.so"
    warnings = ["-std=gnu11", "-Wall", "-Wextra", "-Werror"]
    tools.run([GCC, *tools.flags(interpreter, *options, *warnings), "-shared", HERE / "embed.c", "-o", embed,
               "-lpthread"])
    home = tools.run([interpreter.path, "-c", "import sys; print(sys.base_prefix)"]).strip()
    tools.run([interpreter.path], PYTHONHOME=home, LD_PRELOAD=" ".join([*preload, str(embed)]),
              METHODS_SCRIPT=HERE / "one_life.py", METHODS_FOLDER=HERE, METHODS_MODULES=json.dumps(modules),
              **environment)


def lives(work, interpreter):
    folder = work / f"lives{interpreter.minor[1]}"
    modules = [build(folder, "methods.cc", None, interpreter, ["-O1"])]
    if interpreter.loads(LIMITED):
        modules.append(build(folder, "methods.c", LIMITED, interpreter, ["-O1"]))
    live(interpreter, folder, modules, ["-O1"])


def sanitizer_environment(library):
    """Halts at the first mistake; CPython keeps memory at its end, and reads of its own arenas are not seen."""
    return {"ASAN_OPTIONS": "detect_leaks=0:detect_stack_use_after_return=1:abort_on_error=1",
            "UBSAN_OPTIONS": "print_stacktrace=1", "PYTHONMALLOC": "malloc"}, [library]


def sanitized(tally, work, found, caller):
    """Both builds with the sanitizers of gcc, on the newest interpreter that starts with them."""
    library = tools.run([GCC, "-print-file-name=libasan.so"]).strip()
    if not os.path.isabs(library):
        tally.add("sanitizers", 0, 1, f"{GCC} has no libasan.so: install it")
        return
    environment, preload = sanitizer_environment(library)
    for one in sorted((one for one in found if not one.debug), key=lambda one: one.minor, reverse=True):
        try:
            tools.run([one.path, "-c", "import threading"], LD_PRELOAD=library, **environment)
        except Failure as failure:
            print(f"skipped: {one.path} does not run with {library}:\n{failure}", flush=True)
            continue
        break
    else:
        tally.add("sanitizers", 0, 1, "no interpreter runs with them")
        return
    folder = work / "sanitized"
    built = {}
    for source, options, environment_of_tool in [
            ("methods.c", ["-O1", *SANITIZE], {}), ("methods.cc", ["-O0", *SANITIZE], {"ARGOT_CALL_SITES": "1"})]:
        name = f"{source}, sanitizers, on {one.path}"

        def compare():
            built[source] = build(folder, source, None, one, options, **environment_of_tool)
            return tools.check(one, *built[source], caller(work, one), LD_PRELOAD=library, **environment)
        tally.test(name, compare)
    if "methods.cc" in built:
        tally.test(f"lives, sanitizers, on {one.path}", lambda: live(
            one, folder, [built["methods.cc"]], ["-O1", *SANITIZE], preload, **environment))


def jobs(tally, work, found, caller):
    newest = {one.minor: one for one in found if not one.debug}
    for one in newest.values():
        name = f"lives and sub-interpreters of {one.path}"
        yield name, lambda a=(name, lives, work, one): tally.test(*a)
    yield "sanitizers", lambda: sanitized(tally, work, found, caller)
