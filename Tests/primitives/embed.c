/*
 * The key cache and the remembered ints of argot.h over several lives of an interpreter in one process, with
 * sub-interpreters, and with a key asked for while the interpreter goes down. Prints what was wrong; the exit status is the number of failures.
 *
 *     LD_PRELOAD=./embed.so python3
 *
 * A shared library that takes the place of the program's own main(): so it uses the CPython that the program has, and
 * needs no libpython to link with. Run it with PYTHONMALLOC=malloc: it looks at strings that outlive their interpreter
 * because it owns them.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "argot.h"
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 32, CYCLES = 4 };

static PyObject *slots[COUNT];
static ArgotKeys keys = {COUNT, slots, NULL};
static int failures = 0;

static void check(int condition, const char *description, int cycle)
{
    if (condition) return;
    printf("    cycle %d: %s\n", cycle, description);
    failures++;
}

static PyObject *make(int index)
{
    char text[] = "keyXX";
    text[3] = (char)('A' + index / 10);
    text[4] = (char)('0' + index % 10);
    return argot_key(&keys, &slots[index], text, 5);
}

/* A destructor that runs with the interpreter half gone. */
static void use_late(PyObject *capsule)
{
    PyObject *key = make(0);
    (void)capsule;
    check(key != NULL, "no key at shutdown", -1);
    Py_XDECREF(key);
}

static void use_keys(int cycle, PyObject **first, int is_main)
{
    int i;
    for (i = 0; i < COUNT; i++) {
        PyObject *one = make(i), *two = make(i);
        check(one != NULL && two != NULL, "no key", cycle);
        check((one == two) == is_main, is_main ? "a key was made twice" : "a key was shared", cycle);
        if (!is_main) check(one != first[i], "a key of the main interpreter came out", cycle);
        check(PyUnicode_Compare(one, two) == 0, "a key has another text", cycle);
        if (is_main) first[i] = one;
        Py_DECREF(one);
        Py_DECREF(two);
    }
}

/* Whichever interpreter asks, small ints are CPython's own, greater ones are new, and each comes with a reference. */
static void use_ints(int cycle)
{
    long value;
    for (value = -10; value <= 260; value++) {
        PyObject *expected = PyLong_FromLong(value), *one = argot_new_long(value);
        Py_ssize_t references = Py_REFCNT(expected);
        PyObject *two = argot_new_long(value);
        check(one != NULL && PyLong_AsLong(one) == value, "an int has another value", cycle);
        if (value >= -5 && value <= 256) {
            check(one == expected && two == expected, "a small int is not CPython's", cycle);
            check(Py_REFCNT(expected) - references == (PY_VERSION_HEX < 0x030C0000), "references to an int", cycle);
        } else if (value < 0 || PY_VERSION_HEX < 0x030F0000) {
            check(one != two, "a greater int is remembered", cycle);
        }
        Py_DECREF(expected);
        Py_DECREF(one);
        Py_DECREF(two);
    }
}

static void use_sub_interpreter(int cycle, PyObject **first)
{
    PyThreadState *main_state = PyThreadState_Get();
    PyThreadState *state = NULL;
#if PY_VERSION_HEX >= 0x030C0000
    PyInterpreterConfig config;
    memset(&config, 0, sizeof(config));
    config.check_multi_interp_extensions = 1;
    config.allow_threads = 1;
    config.gil = PyInterpreterConfig_OWN_GIL;
    Py_NewInterpreterFromConfig(&state, &config);
#else
    state = Py_NewInterpreter();
#endif
    check(state != NULL, "no sub-interpreter", cycle);
    if (state == NULL) return;
    use_keys(cycle, first, 0);
    use_ints(cycle);
    Py_EndInterpreter(state);
    PyThreadState_Swap(main_state);
}

static void live(int cycle)
{
    PyObject *first[COUNT], *module, *dict, *capsule, *late;
    int i;
    Py_InitializeEx(0);
    memset(first, 0, sizeof(first));
    /* In one of two cycles a sub-interpreter is the first to ask. */
    if (cycle % 2) use_sub_interpreter(cycle, first);
    use_keys(cycle, first, 1);
    use_ints(cycle);
    use_sub_interpreter(cycle, first);
    use_keys(cycle, first, 1);
    /* Dropped while modules are cleared, and again right after the keys are: both ask for a key once more. */
    capsule = PyCapsule_New(&keys, "late", use_late);
    late = PyCapsule_New(&keys, "late", use_late);
    module = PyImport_AddModule("__main__");
    dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    check(PyObject_SetAttrString(module, "late", capsule) == 0, "no capsule", cycle);
    check(PyDict_SetItemString(dict, "late", late) == 0, "no capsule", cycle);
    Py_DECREF(capsule);
    Py_DECREF(late);
    for (i = 0; i < COUNT; i++) Py_INCREF(first[i]);
    Py_Finalize();
    check(keys.owner == NULL, "the owner outlived its interpreter", cycle);
    for (i = 0; i < COUNT; i++) {
        check(slots[i] == NULL, "a slot outlived its interpreter", cycle);
        check(Py_REFCNT(first[i]) == 1, "a key was never dropped", cycle);
    }
}

/* Valgrind's own program loads this library, too. */
#pragma weak Py_InitializeEx

__attribute__((constructor)) static void run(void)
{
    int cycle;
    if (Py_InitializeEx == NULL) return;
    for (cycle = 0; cycle < CYCLES; cycle++) live(cycle);
    exit(failures > 100 ? 100 : failures);
}
