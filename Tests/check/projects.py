"""Compilation databases and configurations."""

import json

from support import INCLUDE, WRONG, contains, equal, test


def found(done):
    return [line.split(" ")[0] for line in done.stdout.splitlines()]


@test
def a_compilation_database_says_how_files_are_compiled(project):
    source = WRONG.replace('"i"', "FORMAT")
    project.write(src___one__c=source, src___two__c=source, src___other__c=source)
    project.put("src/with space.c", source)
    entries = [
        {"directory": str(project.folder / "src"), "file": "one.c",
         "command": f"gcc {INCLUDE} '-DFORMAT=\"i\"' -c one.c -o one.o"},
        {"directory": "../src", "file": "two.c",
         "arguments": ["gcc", INCLUDE, '-DFORMAT="l"', "-c", "two.c", "-o", "two.o"]},
        {"directory": str(project.folder), "file": "src/with space.c",
         "command": f"gcc {INCLUDE} -DFORMAT=\\\"i\\\" -c \"src/with space.c\" -o x.o"},
        {"directory": str(project.folder), "file": "start.S", "command": "gcc -c start.S -o start.o"},
    ]
    project.put("build/compile_commands.json", json.dumps(entries))
    done = project.check("-p", "build", "--output-format", "concise", flags=[], code=1)
    equal([line.split(":")[0] for line in done.stdout.splitlines()], ["src/one.c", "src/with space.c"])
    contains(project.check("-p", "build", "src/two.c", flags=[], code=0).stdout, "1 call in 1 file, nothing found")
    contains(project.check("-p", "build", "src/other.c", flags=[], code=2).stderr, "does not say how it is compiled")
    contains(project.check("-p", "nowhere", flags=[], code=2).stderr, "nowhere/compile_commands.json cannot be read")
    project.put("build/compile_commands.json", "{")
    contains(project.check("-p", "build", flags=[], code=2).stderr, "is no compilation database")


@test
def required_versions_come_from_the_project(project):
    project.put("a.c", '#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n'
                       'int f(PyObject *a, wchar_t *t) { return !PyArg_ParseTuple(a, "u", &t); }\n')

    def is_reported(requires, *options):
        project.put("pyproject.toml", f'[project]\nname = "x"\nrequires-python = "{requires}"\n')
        return "unavailable-unit" in project.check("a.c", "--output-format", "concise", *options).stdout

    equal([is_reported(text) for text in (">=3.9,<3.12", ">=3.9, <=3.11", "~=3.9.0", "==3.10.*", ">3.8,!=3.12.*,<3.13")],
          [False] * 5)
    equal([is_reported(text) for text in (">=3.9", ">=3.9,<4", "~=3.9", ">3.11", ">=3.11,<3.12.1", "==3.12.*")], [True] * 6)
    equal([is_reported(">=3.9", "--python", "3.9-3.11"), is_reported("<3.12", "--python", "3.13")], [False, True])


@test
def a_configuration_chooses_rules_and_names_functions(project):
    project.put("deep/a.c", '#include <Python.h>\nint mine(const char *, PyObject *, ...);\n'
                            'int f(PyObject *a) { long n; return !mine("i", a, &n) || PyArg_ParseTuple(a, "", NULL); }\n')
    functions = '[[functions]]\nname = "mine"\nlike = "PyArg_ParseTuple"\nformat = 0\narguments = 2\n'
    equal(found(project.check("deep/a.c", "--output-format", "concise", code=0)), [])
    project.put(".argot.toml", functions)
    equal(found(project.check("deep/a.c", "--output-format", "concise", code=1)), ["deep/a.c:3:44:"])
    project.put(".argot.toml", 'select = ["style"]\n' + functions)
    equal(found(project.check("deep/a.c", "--output-format", "concise", code=1)), ["deep/a.c:3:82:"])
    equal(found(project.check("deep/a.c", "--output-format", "concise", "--select", "default", code=1)), ["deep/a.c:3:44:"])
    tool = "".join(f"[tool.argot]\n{functions}".replace("[[functions]]", "[[tool.argot.functions]]"))
    (project.folder / ".argot.toml").unlink()
    project.put("pyproject.toml", tool)
    equal(found(project.check("deep/a.c", "--output-format", "concise", code=1)), ["deep/a.c:3:44:"])
    for text, complaint in (("select = 3", "select takes a list"), ("colour = 1", "there is no setting 'colour'"),
                            ('python = "2.7"', "python takes versions"), ("select = [", "is no TOML"),
                            ('[[functions]]\nname = "f"\nlike = "printf"', "is like one of CPython's")):
        project.put("other.toml", text)
        contains(project.check("deep/a.c", "--config", "other.toml", code=2).stderr, complaint)
    contains(project.check("deep/a.c", "--config", "absent.toml", code=2).stderr, "absent.toml cannot be read")
