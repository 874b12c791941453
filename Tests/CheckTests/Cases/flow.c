#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

void consume(void *thing);

PyObject *uninitialized(PyObject *self, PyObject *args)
{
    int required, number, compared, returned;
    if (!PyArg_ParseTuple(args, "i|i", &required, &number)) return NULL; // 36 optional-target-uninitialized
    consume(&required);
    consume((void *) (long) number);
    if (!PyArg_ParseTuple(args, "|i", &compared)) // 35 optional-target-uninitialized
        return NULL;
    if (compared > 3) consume(self);
    if (!PyArg_ParseTuple(args, "|(i)", &returned)) return NULL; // 36 optional-target-uninitialized
    return PyLong_FromLong(returned);
}

PyObject *initialized(PyObject *self, PyObject *args)
{
    int given = 0, assigned, conditional, checked, looped, early;
    static int kept;
    PyObject *object = NULL;
    assigned = 1;
    if (!PyArg_ParseTuple(args, "|iiO", &given, &assigned, &object)) return NULL;
    if (!PyArg_ParseTuple(args, "|ii", &kept, &conditional)) return NULL;
    if (PyTuple_Size(args) > 1) consume((void *) (long) conditional);
    if (!PyArg_ParseTuple(args, "|i", &checked)) return NULL;
    if (PyTuple_Size(args) && checked) return self;
    if (!PyArg_ParseTuple(args, "|i", &looped)) return NULL;
    for (Py_ssize_t i = 0; i < PyTuple_Size(args); i++) consume((void *) (long) looped);
    if (!PyArg_ParseTuple(args, "|i", &early)) return NULL;
    if (PyTuple_Size(args) == 0) return self;
    return PyLong_FromLong(given + assigned + kept + early);
}

PyObject *kept(PyObject *self, PyObject *args)
{
    static int number;
    if (!PyArg_ParseTuple(args, "|i", &number)) return NULL;
    return PyLong_FromLong(number);
}

PyObject *leaking(PyObject *self, PyObject *args)
{
    Py_buffer view;
    char *name = NULL, *other;
    if (!PyArg_ParseTuple(args, "y*", &view)) return NULL; // 34 buffer-not-released
    if (view.len) return NULL;
    if (!PyArg_ParseTuple(args, "es", "utf-8", &name)) return NULL; // 34 encoded-buffer-not-freed
    if (!PyArg_ParseTuple(args, "et", "utf-8", &other)) return NULL; // 34 encoded-buffer-not-freed
    if (strlen(other) > 3) return PyUnicode_FromString(name);
    return Py_BuildValue("s", name);
}

PyObject *clean(PyObject *self, PyObject *args)
{
    Py_buffer view, handed;
    char memory[64], *name = NULL, *given = NULL, *returned = NULL, *own = memory;
    Py_ssize_t length = sizeof memory;
    if (!PyArg_ParseTuple(args, "y*y*", &view, &handed)) return NULL;
    PyBuffer_Release(&view);
    consume(&handed);
    if (!PyArg_ParseTuple(args, "eses", NULL, &name, NULL, &given)) return NULL;
    PyMem_Free(name);
    consume(given);
    if (!PyArg_ParseTuple(args, "es#", NULL, &own, &length)) return NULL;
    if (!PyArg_ParseTuple(args, "es", NULL, &returned)) return NULL;
    return PyCapsule_New(returned, NULL, NULL);
}
