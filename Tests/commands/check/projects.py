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
    for text in ("[", "{}", '[{"file": "a.c"}]'):
        project.put("build/compile_commands.json", text)
        contains(project.check("-p", "build", flags=[], code=2).stderr, "is no compilation database")


def database(project, *entries):
    """A database in build/, of folders and the options of sources in them."""
    project.put("build/compile_commands.json", json.dumps([
        {"directory": str(project.folder / folder), "file": source,
         "arguments": ["gcc", INCLUDE, *options, "-c", source, "-o", "x.o"]} for folder, source, *options in entries]))


@test
def quotes_in_commands_are_those_of_a_shell(project):
    source = ('#include <Python.h>\n#if NUMBER == 3\nstatic const char text[sizeof TEXT == sizeof "a b" ? 1 : -1];\n'
              'PyObject *f(void) { return Py_BuildValue("n", 0); }\n#endif\n')
    project.write(one__c=source, two__c=source, three__c=source)
    commands = [f"gcc {INCLUDE} -DNUMBER=3 -DTEXT=\\\"a\\ b\\\" -c one.c",
                f"gcc {INCLUDE} -D NUMBER=3 '-DTEXT=\"a b\"' -c two.c",
                f'gcc {INCLUDE} "-DNUMBER=3" -DTEXT="\\"a b\\"" -c three.c']
    project.put("compile_commands.json", json.dumps(
        [{"directory": str(project.folder), "file": "x.c", "command": command} for command in commands]))
    rows = project.found("-p", ".", flags=[], code=1)
    equal(rows, [(name, 4, 43, "build-value") for name in ("one.c", "three.c", "two.c")])


@test
def files_of_a_database_are_looked_up(project):
    project.write(src___a__c=WRONG, src___b__c=WRONG, src___lost__c=WRONG, build___relative__h="/* */\n", src___x__s="")
    database(project, ("build", "../src/a.c", "-include", "relative.h"), ("src", "b.c"), ("src", "x.s"))

    def files(*arguments, **options):
        return [one[0] for one in project.found("-p", *arguments, flags=[], **options)]

    equal(files("build", code=1), ["src/a.c", "src/b.c"])
    equal(files("build", "src/b.c", code=1), ["src/b.c"])
    equal(files("build", project.folder / "src/a.c", code=1), ["src/a.c"])
    done = project.check("-p", "build", "src", "--output-format", "concise", flags=[], code=2)
    contains(done.stderr, "src/lost.c was not analysed: build/compile_commands.json does not say how it is compiled")
    equal([line.split(":")[0] for line in done.stdout.splitlines()], ["src/a.c", "src/b.c"])
    equal(files("../build", "b.c", cwd="src", code=1), ["b.c"])
    equal(files("../build", "../src/b.c", cwd="build", code=1), ["../src/b.c"])


@test
def files_are_called_as_seen_from_here(project):
    project.write(src___a__c='#include "wrong.h"\n', src___b__c='#include "bad.h"\n', src___c__c="int x = ;\n",
                  include___wrong__h=WRONG, include___bad__h="int f( {\n")
    database(project, *(("build", f"../src/{name}.c", "-I../include") for name in "abc"))
    done = project.check("-p", "build", "--output-format", "concise", flags=[], code=2)
    equal(found(done), ["include/wrong.h:2:59:"])
    contains(done.stderr, "src/b.c was not analysed: include/bad.h:1:8: ")
    contains(done.stderr, "src/c.c was not analysed: src/c.c:1:9: ")
    done = project.check("-p", "../build", "--output-format", "concise", flags=[], cwd="include", code=2)
    equal(found(done), ["wrong.h:2:59:"])
    contains(done.stderr, "src/b.c was not analysed: bad.h:1:8: ")
    # The fix is made in that file, and the rule for make names it.
    project.check("-p", "build", "src/a.c", "--fix", "--unsafe-fixes", "-o", "out", "--depfile", "rule.d", flags=[],
                  code=0)
    contains(project.read("include/wrong.h"), '"l", &n')
    contains(project.read("rule.d"), " include/wrong.h ")


@test
def a_source_that_is_compiled_in_two_ways_is_checked_in_both(project):
    line = 'int {}(PyObject *a) {{ long n; return PyArg_ParseTuple(a, "i", &n) && n; }}\n'
    project.put("a.c", "#include <Python.h>\n" + line.format("f") + "#ifdef OTHER\n" + line.format("g") + "#endif\n")
    database(project, (".", "a.c"), (".", "./a.c", "-DOTHER"), (".", "a.c"))
    done = project.check("-p", "build", flags=[], code=1)
    equal([row.split(" ")[0] for row in done.stdout.splitlines() if row.startswith("a.c")], ["a.c:2:58:", "a.c:4:58:"])
    contains(done.stdout, "\n3 calls in 1 file, 2 findings\n")
    # The folder of a compile is one of these ways.
    project.put("one/config.h", "#define OTHER\n")
    project.put("two/config.h", "")
    project.put("a.c", '#include "config.h"\n' + project.read("a.c"))
    database(project, ("two", "../a.c", "-I."), ("one", "../a.c", "-I."))
    equal([one[1] for one in project.found("-p", "build", flags=[], code=1)], [3, 5])


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
