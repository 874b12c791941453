"""Asks the CPython that runs this what it does with format strings.

    python3 oracle.py compile FOLDER INCLUDE…     compile the extension module beside this file into FOLDER
    python3 oracle.py run FOLDER QUESTIONS ANSWERS

The C compiler is $CC or `cc`. `run` prints how many calls aborted, and how many of these aborts were seen again in a
process of their own.

QUESTIONS and ANSWERS are files of bytes. A question is a letter for the family (p positional, k keyword, s PyArg_Parse,
v Py_BuildValue, c PyObject_CallFunction; the capital letter where zeros are to stand behind the format), two bytes for
the length of the format, low one first, and the format. An answer is one byte for the number of arguments, then each
call's outcome: one byte (0 success, 1 abort, 2 TypeError, 3 SystemError, 4 another exception), two for the length of
the text, and the text: the exception's, or the shape of what was built: "(" and ")", "[" and "]" around items, "{}" for
a dict, "0" for None and "." for anything else. The calls, with n for the number of arguments:

    positional    with the first 0, 1 … n arguments, and with one too many
    keyword       the same, arguments behind a '$' given by name; then with one argument alone, by name, each in turn
    others        one call
"""

import os
import shlex
import subprocess
import sys

FLAGS = "-std=c11 -D_POSIX_C_SOURCE=200809L -O1 -Wall -Wextra -Wpedantic -shared -fPIC".split()


def compile_module(folder, *includes):
    here = os.path.dirname(os.path.abspath(__file__))
    headers = [word for include in includes for word in ("-isystem", include)]
    command = [
        *shlex.split(os.environ.get("CC", "cc")), *FLAGS, *headers,
        os.path.join(here, "syntaxoracle.c"), "-o", os.path.join(folder, "syntaxoracle.so"),
    ]
    subprocess.run(command, check=True)


def run(folder, questions, answers):
    sys.path.insert(0, folder)
    import syntaxoracle

    # CPython says there that it aborts.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        print(*syntaxoracle.run(questions, answers))
    except Exception as error:
        print(error)
        raise


if __name__ == "__main__":
    {"compile": compile_module, "run": run}[sys.argv[1]](*sys.argv[2:])
