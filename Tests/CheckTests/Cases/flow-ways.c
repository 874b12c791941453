#define PY_SSIZE_T_CLEAN
#undef NDEBUG
#include <Python.h>
#include <assert.h>
#include <string.h>

void consume(void *thing);
int fails(void);
#define STORE(target, value) target = value
#define UNLESS(condition) if (!(condition))

/* Ways on which a view or memory is not given up. */

PyObject *views(PyObject *self, PyObject *args)
{
    Py_buffer early, late, looped, chosen, result;
    int parsed, count = 0;
    if (!PyArg_ParseTuple(args, "y*", &early)) return NULL; // 34 buffer-not-released
    if (early.len == 0) return PyErr_Format(PyExc_ValueError, "empty");
    PyBuffer_Release(&early);
    parsed = PyArg_ParseTuple(args, "y*", &late); // 38 buffer-not-released
    if (parsed == 0) return NULL;
    if (fails()) goto error;
    PyBuffer_Release(&late);
    if (!PyArg_ParseTuple(args, "y*", &looped)) goto error; // 34 buffer-not-released
    for (Py_ssize_t i = 0; i < looped.len; i++) {
        if (((char *) looped.buf)[i] == 0) return NULL;
        if (((char *) looped.buf)[i] == 1) break;
    }
    PyBuffer_Release(&looped);
    if (!PyArg_ParseTuple(args, "y*", &chosen)) return NULL; // 34 buffer-not-released
    switch (chosen.itemsize) {
    case 1: PyBuffer_Release(&chosen); break;
    case 2: return NULL;
    default: consume(&chosen);
    }
    if (NULL == self || !PyArg_ParseTuple(args, "iy*", &count, &result)) return NULL; // 51 buffer-not-released
    while (count-- > 0)
        if (fails()) break;
    return PyBytes_FromStringAndSize(result.buf, result.len);
error:
    return NULL;
}

PyObject *choices(PyObject *self, PyObject *args)
{
    Py_buffer view;
    int mode;
    if (!PyArg_ParseTuple(args, "y*i", &view, &mode)) return NULL; // 34 buffer-not-released
    if (mode != 1 && mode != 2 &&
        mode != 3) {
        PyBuffer_Release(&view);
        return NULL;
    }
    consume(view.buf);
    return NULL;
}

PyObject *asserted(PyObject *self, PyObject *args)
{
    Py_buffer view;
    PyObject *seq;
    int mode;
    if (!PyArg_ParseTuple(args, "y*i", &view, &mode)) return NULL; // 34 buffer-not-released
    assert(view.len >= 0 && mode % 2 == 0);
    if (mode == 3) return NULL;
    PyBuffer_Release(&view);
    seq = PySequence_Fast(args, "no sequence"); // 5 reference-lost
    if (seq == NULL || fails()) return NULL;
    Py_DECREF(seq);
    seq = PyTuple_New(2); // 5 reference-lost
    if (seq == NULL) return NULL;
    PyTuple_SET_ITEM(seq, 0, Py_BuildValue("i", 1));
    if (fails()) return NULL;
    return seq;
}

PyObject *endless(PyObject *self, PyObject *args)
{
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "y*", &view)) return NULL; // 34 buffer-not-released
    for (;;) {
        if (fails()) continue;
        if (fails()) break;
    }
    return NULL;
}

PyObject *looped(PyObject *self, PyObject *args)
{
    Py_buffer view, other;
    if (!PyArg_ParseTuple(args, "y*", &other)) return NULL;
    if (fails()) {
        abort();
        return NULL;
    }
    PyBuffer_Release(&other);
    if (!PyArg_ParseTuple(args, "y*", &view)) return NULL; // 34 buffer-not-released
    while (fails()) consume(self);
    return NULL;
}

PyObject *switched(PyObject *self, PyObject *args)
{
    Py_buffer all, some;
    if (!PyArg_ParseTuple(args, "y*", &all)) return NULL;
    switch (all.itemsize) {
    case 1: PyBuffer_Release(&all); break;
    default: PyBuffer_Release(&all);
    }
    if (!PyArg_ParseTuple(args, "y*", &some)) return NULL; // 34 buffer-not-released
    switch (some.itemsize) {
    case 1: PyBuffer_Release(&some);
    }
    return NULL;
}

PyObject *released(PyObject *self, PyObject *args)
{
    Py_buffer view, other, third, fourth;
    PyObject *result = NULL;
    int has_other = 0, n = 0;
    UNLESS (PyArg_ParseTuple(args, "y*", &fourth)) return NULL;
    if (!PyArg_ParseTuple(args, "y*|y*", &view, &third)) return NULL;
    if (view.len == 0) goto done;
    if (PyTuple_Size(args) > 1) {
        if (!PyArg_ParseTuple(args, "y*y*", &fourth, &other)) goto done;
        has_other = 1;
        PyBuffer_Release(&fourth);
    }
    result = PyBytes_FromStringAndSize(view.buf, view.len);
    if (has_other) PyBuffer_Release(&other);
    if (n > 2 && fails()) result = NULL;
done:
    PyBuffer_Release(&view);
    return result;
}

PyObject *text(PyObject *self, PyObject *args)
{
    char *name = NULL, *path = NULL;
    if (!PyArg_ParseTuple(args, "es", "utf-8", &name)) return NULL; // 34 encoded-buffer-not-freed
    if (strlen(name) > 10) return NULL;
    PyMem_Free(name);
    if (!PyArg_ParseTuple(args, "es", "utf-8", &path)) return NULL;
    if (path) PyMem_Free(path);
    return Py_BuildValue("");
}

PyObject *freed(PyObject *self, PyObject *args)
{
    char *name = NULL;
    if (!PyArg_ParseTuple(args, "es", "utf-8", &name)) return NULL; // 34 encoded-buffer-not-freed
    consume(self);
    free(name);
    return Py_BuildValue("");
}

/* What a unit lends. */

PyObject *taken(PyObject *self, PyObject *args)
{
    PyObject *object, *other = NULL;
    const char *name;
    if (!PyArg_ParseTuple(args, "Os|O", &object, &name, &other)) return NULL; // 34 lent-reference-released, 35 lent-reference-released, 37 lent-reference-released
    if (PyObject_IsTrue(object) < 0) {
        Py_DECREF(object);
        Py_XDECREF(other);
    }
    free((char *) name);
    return Py_BuildValue("");
}

PyObject *owned(PyObject *self, PyObject *args)
{
    PyObject *object, *other, *third, *fourth, *fifth = NULL;
    const char *name, *given;
    if (!PyArg_ParseTuple(args, "OOOss", &object, &other, &third, &name, &given)) return NULL;
    Py_INCREF(object);
    Py_DECREF(object);
    other = PyObject_Str(other);
    Py_XDECREF(other);
    consume(third);
    Py_DECREF(third);
    if (!PyArg_ParseTuple(args, "|O", &fifth)) return NULL;
    if (fifth) fifth = PyObject_Str(fifth);
    Py_XDECREF(fifth);
    name = strdup(name);
    free((char *) name);
    if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &fourth)) return NULL;
    Py_DECREF(fourth);
    return PyUnicode_FromString(given);
}

/* Variables that every way reads, and some that one way sets. */

PyObject *values(PyObject *self, PyObject *args)
{
    int read, set, tested;
    if (!PyArg_ParseTuple(args, "|i", &read)) return NULL; // 35 optional-target-uninitialized
    if (fails()) consume((void *) (long) read);
    else return PyLong_FromLong(read);
    if (PyTuple_Size(args) == 0) set = 1;
    if (!PyArg_ParseTuple(args, "|i", &set)) return NULL;
    consume((void *) (long) set);
    if (!PyArg_ParseTuple(args, "|i", &tested)) return NULL;
    if (PyTuple_Size(args) == 0) tested = 0;
    return PyLong_FromLong(tested);
}

/* New references. */

PyObject *lost(PyObject *self, PyObject *args)
{
    int count;
    PyObject *list = PyList_New(0); // 15 reference-lost
    PyObject *item, *built, *twice;
    if (list == NULL) return NULL;
    if (!PyArg_ParseTuple(args, "i", &count)) return NULL;
    if (!(item = PyLong_FromLong(count))) { // 11 reference-lost
        Py_DECREF(list);
        return NULL;
    }
    if (PyList_Append(list, item) < 0) goto error;
    Py_DECREF(item);
    built = PyLong_FromLong(count); // 5 reference-lost
    if (built == NULL) goto error;
    consume(Py_BuildValue("(OO)", list, built));
    twice = PyLong_FromLong(count); // 5 reference-lost
    if (twice == NULL) goto error;
    twice = PyLong_FromLong(count + 1);
    Py_XDECREF(twice);
    return list;
error:
    Py_DECREF(list);
    return NULL;
}

PyObject *kept(PyObject *self, PyObject *args)
{
    int is_made = fails(), is_new;
    static PyObject *cached;
    PyObject *tuple, *item, *value, *name = NULL, *stored, *none, *handed, *unknown;
    if ((tuple = PyTuple_New(2)) == NULL) return NULL;
    item = PyLong_FromLong(1);
    if (item == NULL || PyTuple_SetItem(tuple, 0, item) < 0) goto error;
    value = PyLong_FromLong(2);
    if (!value) goto error;
    PyTuple_SET_ITEM(tuple, 1, value);
    if (is_made) {
        name = PyUnicode_FromString("name");
        if (name == NULL) goto error;
    }
    if (PyObject_SetAttr(self, args, name) < 0) {
        if (is_made) Py_DECREF(name);
        goto error;
    }
    if (is_made) Py_DECREF(name);
    is_new = fails();
    if (!is_new)
        stored = PyTuple_GetItem(args, 0);
    else if (!(stored = PyLong_FromLong(3)))
        goto error;
    consume(self);
    if (is_new) Py_DECREF(stored);
    none = PyObject_GetAttrString(self, "a");
    if (none == NULL) goto error;
    if (none != Py_None) Py_DECREF(none);
    handed = PyLong_FromLong(4);
    if (handed == NULL) goto error;
    consume(Py_BuildValue("(N)", handed));
    value = PyLong_FromLong(8);
    if (!value) goto error;
    is_new = fails();
    if (is_new) Py_DECREF(value);
    consume(self);
    if (!is_new) Py_DECREF(value);
    value = PyLong_FromLong(9);
    if (!value) goto error;
    if (fails() > 1) Py_DECREF(value);
    consume(self);
    if (!(fails() > 1)) Py_DECREF(value);
    unknown = PyLong_FromLong(5);
    if (PyErr_Occurred()) goto error;
    Py_DECREF(unknown);
    if (!cached && !(cached = PyDict_New())) goto error;
    STORE(cached, PyDict_New());
    value = PyLong_FromLong(6);
    if (!value) goto error;
    STORE(((PyObject **) self)[3], value);
    value = PyLong_FromLong(7);
    if (!value) abort();
    consume(value);
    Py_RETURN_NONE;
error:
    Py_DECREF(tuple);
    return NULL;
}

struct holder { PyObject *held; };
static int PyNumber_AsOurs(PyObject *object) { return object != NULL; }

PyObject *shared(struct holder *self, PyObject *args)
{
    PyObject *outer, *inner, *first = self->held = PyDict_New();
    int is_ours = PyNumber_AsOurs(args);
    if (is_ours) return NULL;
    if (first == NULL) return NULL;
    outer = self->held = PyList_New(0);
    if (outer == NULL) return NULL;
    outer = inner = PyList_New(0);
    if (outer == NULL) return NULL;
    if (inner == NULL || fails()) return outer;
    consume(inner = PyLong_FromLong(1));
    if (inner == NULL || fails()) return outer;
    outer = PyLong_FromLong(2); // 5 reference-lost
    if (outer == NULL || (inner = PyLong_FromLong(3)) == NULL) return NULL;
    Py_DECREF(outer);
    return inner;
}

/* What is borrowed from an object that goes. */

PyObject *dangling(PyObject *self, PyObject *object)
{
    PyObject *text = PyObject_Str(object), *list, *item;
    const char *bytes;
    long sum = 0;
    if (text == NULL) return NULL;
    bytes = PyUnicode_AsUTF8(text);
    Py_DECREF(text);
    if (bytes == NULL) return NULL;
    sum += (long) strlen(bytes); // 26 borrowed-after-release
    list = PySequence_List(object);
    if (list == NULL) return NULL;
    item = PyList_GetItem(list, 0);
    if (item == NULL) {
        Py_DECREF(list);
        return NULL;
    }
    Py_DECREF(list);
    return PyNumber_Add(item, object); // 25 borrowed-after-release
}

PyObject *lasting(PyObject *self, PyObject *object)
{
    PyObject *text = PyObject_Str(object), *list, *item, *result;
    const char *bytes;
    if (text == NULL) return NULL;
    bytes = PyUnicode_AsUTF8(text);
    if (bytes == NULL) {
        Py_DECREF(text);
        return NULL;
    }
    result = PyLong_FromString(bytes, NULL, 10);
    Py_DECREF(text);
    bytes = "";
    consume((void *) bytes);
    Py_XDECREF(result);
    list = PySequence_List(object);
    if (list == NULL) return NULL;
    item = PyList_GetItem(list, 0);
    Py_XINCREF(item);
    Py_DECREF(list);
    consume(item);
    item = PyTuple_GetItem(object, 0);
    Py_DECREF(object);
    return item;
}
