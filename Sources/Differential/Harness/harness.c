/*
 * Makes the calls of a batch and says all that can be seen of each: the result, every byte of the output variables,
 * the exception, and what the converters saw. Both the plain and the compiled batch are called by this same code.
 */
#include "harness.h"

#include <stddef.h>

enum { SLOTS = 64, PATTERN = 0xA5, OWN = 16 };

static Environment environment;
static PyObject *calls;           /* the list that converters append to */
static PyObject *converting_type; /* its instances say what a converter is to do */
static PyObject *null_marker;     /* stands for NULL among the values to build from */

static Slot slots[SLOTS];
static char own[SLOTS][OWN]; /* what `es#` writes into if it is given memory */
static const char *kinds;
static Py_ssize_t slot_count;

/*
 * Kinds of parse slots:
 *   -  an input of the call, no variable        r  bytes with nothing to release
 *   v  Py_buffer                                e  char * that receives new memory ending with NUL
 *   E  the same, its length in the next slot    W  char * that points to memory, its size in the next slot
 */

static void fill_slots(void)
{
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) {
        memset(slots[i].memory, PATTERN, sizeof(slots[i].memory));
        if (kinds[i] == 'E') slots[i].pointer = NULL;
        if (kinds[i] == 'W') {
            Py_ssize_t size = 8;
            memset(own[i], PATTERN, OWN);
            slots[i].pointer = own[i];
            memcpy(slots[i + 1].memory, &size, sizeof(size));
            i++;
            memset(slots[i].memory + sizeof(size), PATTERN, sizeof(slots[i].memory) - sizeof(size));
        }
    }
}

static int is_untouched(const Slot *slot)
{
    size_t i;
    for (i = 0; i < sizeof(void *); i++)
        if (slot->memory[i] != PATTERN) return 0;
    return 1;
}

/* All bytes of all variables; where new memory lies is no part of what is compared, that there is some is. */
static PyObject *snapshot(void)
{
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, slot_count * (Py_ssize_t)(sizeof(Slot) + OWN));
    char *to;
    Py_ssize_t i;
    if (bytes == NULL) return NULL;
    to = PyBytes_AS_STRING(bytes);
    for (i = 0; i < slot_count; i++) {
        memcpy(to, slots[i].memory, sizeof(Slot));
        if ((kinds[i] == 'e' || kinds[i] == 'E') && !is_untouched(&slots[i]) && slots[i].pointer != NULL)
            memset(to, 'M', sizeof(void *));
        if (kinds[i] == 'v') {
            /* What stands between a view and a class that exports by a method is made anew each time. */
            Py_buffer view;
            memcpy(&view, slots[i].memory, sizeof(view));
            if (!is_untouched(&slots[i]) && view.obj != NULL
                && strcmp(Py_TYPE(view.obj)->tp_name, "_buffer_wrapper") == 0)
                memset(to + offsetof(Py_buffer, obj), 'W', sizeof(view.obj));
        }
        to += sizeof(Slot);
        memcpy(to, own[i], OWN);
        to += OWN;
    }
    return bytes;
}

static const char *pending_name(PyObject *type)
{
    return type ? ((PyTypeObject *)type)->tp_name : "";
}

/* Appends what a converter sees to the list, and keeps the exception that is set. */
static void note(const char *what, Py_ssize_t place, PyObject *object, int with_snapshot)
{
    PyObject *type, *value, *traceback, *bytes, *entry;
    if (calls == NULL) return;
    PyErr_Fetch(&type, &value, &traceback);
    bytes = with_snapshot ? snapshot() : PyBytes_FromString("");
    entry = Py_BuildValue("snKNs", what, place, (unsigned long long)(uintptr_t)object, bytes, pending_name(type));
    if (entry == NULL || PyList_Append(calls, entry) < 0) Py_FatalError("the harness ran out of memory");
    Py_DECREF(entry);
    PyErr_Restore(type, value, traceback);
}

/* What a converter is to do with the object: 0 succeed, 1 succeed and ask for cleaning up, 2 fail without an exception,
   3 fail with one, 4 succeed with another number. */
static int mode_of(PyObject *object)
{
    PyObject *hook, *result;
    long mode;
    if (converting_type == NULL || (PyObject *)Py_TYPE(object) != converting_type) return 0;
    hook = PyObject_GetAttrString(object, "hook");
    result = hook ? PyObject_CallNoArgs(hook) : NULL;
    Py_XDECREF(hook);
    if (result == NULL) return 3;
    Py_DECREF(result);
    result = PyObject_GetAttrString(object, "mode");
    mode = PyLong_AsLong(result);
    Py_DECREF(result);
    return (int)mode;
}

static int converter(PyObject *object, void *address)
{
    int mode;
    note("converter", (Slot *)address - slots, object, 1);
    if (object == NULL) return 1;
    mode = mode_of(object);
    switch (mode) {
    case 2: return 0;
    case 3:
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "the converter refuses");
        return 0;
    default:
        memcpy(address, &object, sizeof(object));
        return mode == 1 ? Py_CLEANUP_SUPPORTED : mode == 4 ? -7 : 1;
    }
}

static PyObject *maker(void *address)
{
    PyObject *object = (PyObject *)address;
    int mode;
    note("maker", 0, object, 0);
    if (object == NULL) {
        Py_RETURN_NONE;
    }
    /* Python code must not be run with an exception set. */
    if (PyErr_Occurred()) {
        Py_INCREF(object);
        return object;
    }
    mode = mode_of(object);
    if (mode == 2) return NULL;
    if (mode == 3) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "the maker refuses");
        return NULL;
    }
    Py_INCREF(object);
    return object;
}

/* The exception that is set, as an object, which is then no longer set; None if there is none. */
static PyObject *taken_exception(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == NULL) Py_RETURN_NONE;
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_DECREF(type);
    Py_XDECREF(traceback);
    return value;
}

/* The contents of new memory, which is released along with the views. */
static PyObject *release_slots(void)
{
    PyObject *contents = PyList_New(0);
    Py_ssize_t i, size;
    for (i = 0; i < slot_count; i++) {
        if (is_untouched(&slots[i])) continue;
        if (kinds[i] == 'v') PyBuffer_Release((Py_buffer *)(void *)slots[i].memory);
        if ((kinds[i] == 'e' || kinds[i] == 'E') && slots[i].pointer != NULL) {
            PyObject *bytes;
            if (kinds[i] == 'E') {
                memcpy(&size, slots[i + 1].memory, sizeof(size));
                size++;
            } else {
                size = (Py_ssize_t)strlen((char *)slots[i].pointer);
            }
            bytes = PyBytes_FromStringAndSize((char *)slots[i].pointer, size);
            PyList_Append(contents, bytes);
            Py_DECREF(bytes);
            PyMem_Free(slots[i].pointer);
        }
    }
    return contents;
}

static const Table *table_of(PyObject *capsule) { return (const Table *)PyCapsule_GetPointer(capsule, "table"); }

/* parse(table, index, args, kwargs or None, kinds) -> (result, bytes, contents, exception or None) */
static PyObject *parse(PyObject *self, PyObject *arguments)
{
    PyObject *capsule, *args, *kwargs, *before, *contents, *exception;
    const Table *table;
    Py_ssize_t index;
    int result;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OnOOs#", &capsule, &index, &args, &kwargs, &kinds, &slot_count)) return NULL;
    if ((table = table_of(capsule)) == NULL) return NULL;
    fill_slots();
    result = table->entries[index].parse(args == null_marker ? NULL : args, kwargs == Py_None ? NULL : kwargs, slots);
    exception = taken_exception();
    before = snapshot();
    contents = result ? release_slots() : PyList_New(0);
    return Py_BuildValue("iNNN", result, before, contents, exception);
}

/* repeat_parse(table, index, args, kwargs or None, kinds, times) */
static PyObject *repeat_parse(PyObject *self, PyObject *arguments)
{
    PyObject *capsule, *args, *kwargs;
    const Table *table;
    Py_ssize_t index, times;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OnOOs#n", &capsule, &index, &args, &kwargs, &kinds, &slot_count, &times))
        return NULL;
    if ((table = table_of(capsule)) == NULL) return NULL;
    while (times-- > 0) {
        fill_slots();
        if (table->entries[index].parse(args == null_marker ? NULL : args, kwargs == Py_None ? NULL : kwargs, slots))
            Py_DECREF(release_slots());
        PyErr_Clear();
    }
    Py_RETURN_NONE;
}

/* Fills the arguments of a building call; what has to be freed behind it goes to `wide`. */
static int fill_inputs(Input *inputs, wchar_t **wide, Py_complex *complexes, PyObject *values)
{
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) {
        PyObject *value = PyTuple_GET_ITEM(values, i);
        unsigned long long number = 0;
        wide[i] = NULL;
        if (PyLong_Check(value) && strchr("iulkLKn", kinds[i])) {
            number = PyLong_AsUnsignedLongLongMask(value);
        }
        switch (kinds[i]) {
        case 'i': inputs[i].i = (int)number; break;
        case 'u': inputs[i].u = (unsigned int)number; break;
        case 'l': inputs[i].l = (long)number; break;
        case 'k': inputs[i].k = (unsigned long)number; break;
        case 'L': inputs[i].L = (long long)number; break;
        case 'K': inputs[i].K = number; break;
        case 'n': inputs[i].n = (Py_ssize_t)number; break;
        case 'd': inputs[i].d = PyFloat_AsDouble(value); break;
        case 'D':
            complexes[i] = PyComplex_AsCComplex(value);
            inputs[i].p = &complexes[i];
            break;
        case 's': inputs[i].s = value == Py_None ? NULL : PyBytes_AsString(value); break;
        case 'w':
            if (value != Py_None) wide[i] = PyUnicode_AsWideCharString(value, NULL);
            inputs[i].w = wide[i];
            break;
        case 'N':
            if (value != null_marker) Py_INCREF(value);
            /* fall through */
        default: inputs[i].O = value == null_marker ? NULL : value; break;
        }
    }
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *build_once(const Table *table, Py_ssize_t index, PyObject *target, const char *name, PyObject *values,
                            PyObject *pending)
{
    Input inputs[SLOTS];
    wchar_t *wide[SLOTS];
    Py_complex complexes[SLOTS];
    PyObject *result;
    Py_ssize_t i;
    if (fill_inputs(inputs, wide, complexes, values) < 0) Py_FatalError("a value does not fit its kind");
    if (pending != Py_None) PyErr_SetObject((PyObject *)Py_TYPE(pending), pending);
    result = table->entries[index].build(target == null_marker ? NULL : target, name, inputs);
    for (i = 0; i < slot_count; i++) PyMem_Free(wide[i]);
    return result;
}

/* build(table, index, target, name or None, kinds, values, pending) -> (made, result or None, exception or None) */
static PyObject *build(PyObject *self, PyObject *arguments)
{
    PyObject *capsule, *target, *values, *pending, *result, *exception;
    const Table *table;
    const char *name;
    Py_ssize_t index;
    int made;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OnOzs#O!O", &capsule, &index, &target, &name, &kinds, &slot_count, &PyTuple_Type,
                          &values, &pending))
        return NULL;
    if ((table = table_of(capsule)) == NULL) return NULL;
    result = build_once(table, index, target, name, values, pending);
    exception = taken_exception();
    made = result != NULL;
    if (!made) {
        result = Py_None;
        Py_INCREF(result);
    }
    return Py_BuildValue("iNN", made, result, exception);
}

/* repeat_build(table, index, target, name or None, kinds, values, pending, times) */
static PyObject *repeat_build(PyObject *self, PyObject *arguments)
{
    PyObject *capsule, *target, *values, *pending;
    const Table *table;
    const char *name;
    Py_ssize_t index, times;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OnOzs#O!On", &capsule, &index, &target, &name, &kinds, &slot_count,
                          &PyTuple_Type, &values, &pending, &times))
        return NULL;
    if ((table = table_of(capsule)) == NULL) return NULL;
    while (times-- > 0) {
        Py_XDECREF(build_once(table, index, target, name, values, pending));
        PyErr_Clear();
    }
    Py_RETURN_NONE;
}

/* prepare(calls or None, converting type, class behind O!, (table, ...)) */
static PyObject *prepare(PyObject *self, PyObject *arguments)
{
    PyObject *list, *type, *tables;
    Py_ssize_t i;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OOOO!", &list, &converting_type, &type, &PyTuple_Type, &tables)) return NULL;
    Py_INCREF(list);
    Py_INCREF(converting_type);
    Py_INCREF(type);
    calls = list == Py_None ? NULL : list;
    environment.converter = converter;
    environment.maker = maker;
    environment.type = (PyTypeObject *)type;
    for (i = 0; i < PyTuple_GET_SIZE(tables); i++) {
        const Table *table = table_of(PyTuple_GET_ITEM(tables, i));
        if (table == NULL) return NULL;
        *table->environment = &environment;
    }
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"parse", parse, METH_VARARGS, NULL},
    {"repeat_parse", repeat_parse, METH_VARARGS, NULL},
    {"build", build, METH_VARARGS, NULL},
    {"repeat_build", repeat_build, METH_VARARGS, NULL},
    {"prepare", prepare, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "harness", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_harness(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) return NULL;
    null_marker = PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type);
    Py_INCREF(null_marker);
    PyModule_AddObject(module, "NULL", null_marker);
    return module;
}
