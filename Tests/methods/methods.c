/* A module of functions and methods with METH_VARARGS, in every form that tables and types have them in.
 *
 * The functions stand in the headers beside this file. Built plainly and through `argot cc`, and compared by check.py;
 * expected.py says which of the methods are to be entered by METH_FASTCALL.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <string.h>

#include "told.h"
#include "converted.h"
#include "positional.h"
#include "keywords.h"
#include "kept.h"
#include "types.h"

#define CAST(function) ((PyCFunction)(void (*)(void))(function))
#define ENTRY(name) {#name, name, METH_VARARGS, NULL}
#define POSITIONAL METH_VARARGS

static PyMethodDef methods[] = {
    {"empty", empty, METH_VARARGS, NULL},
    {"empty_named", (PyCFunction)empty_named, METH_VARARGS, PyDoc_STR("An entry with a cast.")},
    {"object", &object, METH_VARARGS, NULL},
    {"identity", identity, METH_VARARGS},
    {"integer", (PyCFunction)&integer, (METH_VARARGS), NULL},
    {.ml_name = "explained", .ml_meth = explained, .ml_flags = METH_VARARGS},
    {.ml_flags = METH_VARARGS, .ml_name = "string_peek", .ml_meth = string_peek},
    {"numbers", numbers, METH_VARARGS, NULL}, {"masks", masks, METH_VARARGS, NULL},
    {
        "reals",
        reals,
        METH_VARARGS,
        NULL
    },
    {"texts", texts, METH_VARARGS, NULL},
    {"characters", characters, METH_VARARGS, NULL},
    {"group", group, METH_VARARGS, NULL},
    {"nested", nested, METH_VARARGS, NULL},
    {"typed", typed, METH_VARARGS, NULL},
    {"twelve", twelve, METH_VARARGS, NULL},
    {"boxed", boxed, METH_VARARGS, NULL},
    {"callback", callback, METH_VARARGS, NULL},
#if !defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030B0000
    {"buffers", buffers, METH_VARARGS, NULL},
#endif
    {"encoded", encoded, METH_VARARGS, NULL},
    {"alternatives", alternatives, METH_VARARGS, NULL},
    {"sized", sized, METH_VARARGS, NULL},
    {"chosen", chosen, METH_VARARGS, NULL},
#ifndef Py_LIMITED_API
    {"complex_number", complex_number, METH_VARARGS, NULL},
    {"first", first, METH_VARARGS, NULL},
#endif
    {"shared", shared, METH_VARARGS, NULL},
    {"shared_again", shared, METH_VARARGS, NULL},
    {"letter", letter, METH_VARARGS, NULL},
    {"either", either, METH_VARARGS, NULL},

    {"kw_empty", CAST(kw_empty), METH_VARARGS | METH_KEYWORDS, NULL},
    {"kw_object", (PyCFunction)(void (*)(void))kw_object, METH_KEYWORDS | METH_VARARGS, NULL},
    {"kw_many", CAST(kw_many), METH_VARARGS | METH_KEYWORDS, NULL},
    {"kw_only", CAST(kw_only), METH_VARARGS|METH_KEYWORDS, NULL},
    {"kw_needed", CAST(&kw_needed), METH_VARARGS | METH_KEYWORDS, NULL},
    {"kw_alike", CAST(kw_alike), METH_VARARGS | METH_KEYWORDS, NULL},
    {"kw_boxed", CAST(kw_boxed), METH_VARARGS | METH_KEYWORDS, NULL},
    {"kw_ignored", CAST(kw_ignored), METH_VARARGS | METH_KEYWORDS, NULL},
    {"kw_null", kw_null, METH_VARARGS, NULL},
    {"kw_forms", CAST(kw_forms), METH_VARARGS | METH_KEYWORDS, NULL},

    {"called", called, METH_VARARGS, NULL},
    {"calls", calls, METH_VARARGS, NULL},
    {"recursive", recursive, METH_VARARGS, NULL},
    {"addressed", addressed, METH_VARARGS, NULL},
    {"call_addressed", call_addressed, METH_NOARGS, NULL},
    {"counted", counted, METH_VARARGS, NULL},
    {"handed_on", handed_on, METH_VARARGS, NULL},
    {"replaced", replaced, METH_VARARGS, NULL},
    {"unpacked", unpacked, METH_VARARGS, NULL},
    {"old_style", old_style, METH_VARARGS, NULL},
    {"writable", writable, METH_VARARGS, NULL},
    {"worded", worded, METH_VARARGS, NULL},
    {"helped", helped, METH_VARARGS, NULL},
    {"only_items", only_items, METH_VARARGS, NULL},
    {"namesake", namesake, METH_VARARGS, NULL},
    {"external", external, METH_VARARGS, NULL},
    ENTRY(by_macro),
    {"flags_by_macro", flags_by_macro, POSITIONAL, NULL},
    {"kw_is_null", CAST(kw_is_null), METH_VARARGS | METH_KEYWORDS, NULL},
    {"kw_counted", CAST(kw_counted), METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}
};

static PyObject *added(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:added", &i)) return NULL;
    return told("added", self, Py_BuildValue("(i)", i));
}

static PyObject *single(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:single", &i)) return NULL;
    return told("single", self, Py_BuildValue("(i)", i));
}

static PyObject *described(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:described", &i)) return NULL;
    return told("described", self, Py_BuildValue("(i)", i));
}

static PyMethodDef added_methods[] = {{"added", added, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef walked_methods[] = {{"walked", walked, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static const void *volatile walked_by_others;
static PyMethodDef single_method = {"single", single, METH_VARARGS, NULL};
static PyMethodDef described_method = {"described", described, METH_VARARGS, NULL};

static int fill(PyObject *module)
{
    PyObject *place = add_types(module), *one, *name = PyModule_GetNameObject(module);
    int ok = 0;
    if (place != NULL && name != NULL && PyModule_AddFunctions(module, added_methods) == 0) {
        one = PyCFunction_NewEx(&single_method, module, name);
        ok = one != NULL && PyObject_SetAttrString(module, "single", one) == 0;
        Py_XDECREF(one);
        one = ok ? PyDescr_NewMethod((PyTypeObject *)place, &described_method) : NULL;
        ok = one != NULL && PyObject_SetAttrString(place, "described", one) == 0;
        Py_XDECREF(one);
    }
    /* Whoever reads the table there may call the functions in other ways. */
    walked_by_others = walked_methods;
    if (ok) ok = PyModule_AddFunctions(module, walked_methods) == 0;
    Py_XDECREF(place);
    Py_XDECREF(name);
    return ok ? 0 : -1;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)(uintptr_t)fill}, {0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "methods", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_methods(void) { return PyModuleDef_Init(&definition); }
