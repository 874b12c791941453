"""One function for each peer: builds its module as the peer's documentation says, optimised, and returns what is
loaded, as pairs of module and file. Raises CannotMeasure with the reason why a peer is missing."""

import json
import os
import shutil

import sources as debian
from paths import ROOT, SOURCES
from problems import CannotMeasure

#: The private functions that Clinic's output calls have their headers here, below a folder with Python.h.
_INTERNAL = "internal"


def clinic(workshop):
    """Argument Clinic of the interpreter's own version: its output calls functions that change with each version."""
    interpreter = workshop.interpreter
    try:
        store = debian.Sources(ROOT / ".bench" / "sources", parts=("Tools/clinic",))
        tool = store.get(interpreter) / "Tools" / "clinic" / "clinic.py"
    except debian.NoSource:
        raise CannotMeasure(f"Debian serves no source of CPython {interpreter.version}, which holds the tool")
    folder = workshop.folder / "clinic_rows"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "clinic").mkdir(parents=True)
    source = folder / "clinic_rows.c"
    shutil.copyfile(SOURCES / "clinic_rows.c", source)
    workshop.run([interpreter.path, "-B", tool, "-f", source])
    internal = [f"{option}/{_INTERNAL}" for option in interpreter.include_options]
    options = ["-DPy_BUILD_CORE_MODULE", f"-I{folder}", *internal]
    return [("clinic_rows", workshop.c_module(source, "clinic_rows", *options))]


def cython(workshop, folder="cython", *options):
    """Every module in a folder of its own: the file's name is the module's."""
    folder = workshop.folder / folder
    folder.mkdir(exist_ok=True)
    source = folder / "cython_rows.c"
    workshop.run([workshop.environment.python, "-m", "cython", *options, SOURCES / "cython_rows.pyx", "-o", source])
    return [("cython_rows", workshop.c_module(source, f"{folder.name}/cython_rows"))]


def cython_plain(workshop):
    """Functions of CPython's own type, in a method table, instead of Cython's."""
    return cython(workshop, "cython-plain", "-X", "binding=False")


def nanobind(workshop):
    """The flags are those of its CMake function, with NB_STATIC, NOMINSIZE and LTO."""
    found = workshop.run([workshop.environment.python, "-c", "import nanobind; print(nanobind.include_dir())"]).strip()
    library = f"{found}/../src/nb_combined.cpp"
    includes = [f"-I{found}", f"-I{found}/../ext/robin_map/include"]
    flags = ["-fno-strict-aliasing", "-fno-stack-protector", "-ffunction-sections", "-fdata-sections"]
    flags += ["-Wl,--gc-sections", "-DNB_COMPACT_ASSERTIONS"]
    sources = [SOURCES / "nanobind_rows.cpp", library]
    return [("nanobind_rows", workshop.cpp_module(sources, "nanobind_rows", *flags, *includes))]


def pybind11(workshop):
    includes = workshop.run([workshop.environment.python, "-c", "import pybind11; print(pybind11.get_include())"])
    source = SOURCES / "pybind11_rows.cpp"
    return [("pybind11_rows", workshop.cpp_module([source], "pybind11_rows", f"-I{includes.strip()}"))]


def mypyc(workshop):
    folder = workshop.folder / "mypyc"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(SOURCES / "mypyc_rows.py", folder / "mypyc_rows.py")
    compiler = " ".join(workshop.making.compiler)
    workshop.run(
        [workshop.environment.program("mypyc"), "mypyc_rows.py"],
        folder,
        # The interpreter's own settings may name a compiler and folders of another machine.
        CC=compiler,
        LDSHARED=f"{compiler} -shared",
        CPATH=":".join(workshop.interpreter.includes),
        MYPYC_OPT_LEVEL=workshop.making.optimization,
        PATH=f"{workshop.environment.folder / 'bin'}:{os.environ['PATH']}",
    )
    modules = list(folder.glob("mypyc_rows.*.so"))
    if len(modules) != 1:
        raise CannotMeasure("mypyc made no module mypyc_rows")
    return [("mypyc_rows", modules[0])]


def swig(workshop):
    source = workshop.folder / "swig_rows.c"
    program = workshop.environment.program("swig")
    workshop.run([program, "-python", "-builtin", "-O", "-o", source, SOURCES / "swig_rows.i"])
    return [("_swig_rows", workshop.c_module(source, "_swig_rows"))]


def cffi(workshop):
    source = workshop.folder / "_cffi_rows.c"
    workshop.run([workshop.environment.python, "-B", SOURCES / "cffi_source.py", source])
    return [("_cffi_rows", workshop.c_module(source, "_cffi_rows")), ("cffi_rows", SOURCES / "cffi_rows.py")]


def versions(workshop):
    """Name and version of everything in the peers' environment."""
    code = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"
    return {name.lower(): version for name, version in json.loads(
        workshop.run([workshop.environment.python, "-c", code])).items()}
