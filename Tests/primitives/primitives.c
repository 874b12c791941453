/*
 * One module, compiled twice. With ORACLE defined every function answers through CPython's own format functions;
 * without it, through argot.h, in the full or in the limited API. check.py calls both and compares.
 *
 * Parsed values travel as the bytes that were stored, None standing for a guard that refused.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <wchar.h>
#ifdef ORACLE
#define ARGOT_HAS(version) 1
#define ARGOT_LIMITED 0
#define MODULE_NAME "oracle"
#define MODULE_INIT PyInit_oracle
#else
#include "argot.h"
#define MODULE_NAME "primitives"
#define MODULE_INIT PyInit_primitives
#endif

/* ---- Parsing ---- */

#ifndef ORACLE

static PyObject *none(void)
{
    PyObject *result = Py_None;
    Py_INCREF(result);
    return result;
}

/* The stored bytes or None; an exception that a guard left behind is a failure of its own. */
static PyObject *outcome(int accepted, const void *stored, size_t size)
{
    if (PyErr_Occurred()) return NULL;
    return accepted ? PyBytes_FromStringAndSize((const char *)stored, (Py_ssize_t)size) : none();
}

static PyObject *both(PyObject *get, PyObject *any)
{
    return get != NULL && any != NULL ? Py_BuildValue("(NN)", get, any) : NULL;
}

#define UNIT(P, T)                                                                                                     \
    if (strcmp(unit, #P) == 0) {                                                                                       \
        T first;                                                                                                       \
        T second;                                                                                                      \
        PyObject *get, *any;                                                                                           \
        memset((void *)&first, 0xA5, sizeof(first));                                                                   \
        memset((void *)&second, 0xA5, sizeof(second));                                                                 \
        get = outcome(argot_get_##P(object, &first), &first, sizeof(first));                                           \
        any = outcome(argot_any_##P(object, &second), &second, sizeof(second));                                        \
        return both(get, any);                                                                                         \
    }

/* The same where user code cannot change anything. */
#define NOW(P, T)                                                                                                      \
    if (strcmp(unit, "now_" #P) == 0) {                                                                                \
        T first;                                                                                                       \
        T second;                                                                                                      \
        PyObject *get, *now;                                                                                           \
        memset((void *)&first, 0xA5, sizeof(first));                                                                   \
        memset((void *)&second, 0xA5, sizeof(second));                                                                 \
        get = outcome(argot_get_##P(object, &first), &first, sizeof(first));                                           \
        now = outcome(argot_now_##P(object, &second), &second, sizeof(second));                                        \
        return both(get, now);                                                                                         \
    }

/* What converts by itself: the stored bytes, None where CPython has to say what is wrong, or the exception. */
#define LAST(P, T)                                                                                                     \
    if (strcmp(unit, "last_" #P) == 0) {                                                                               \
        T value;                                                                                                       \
        int result;                                                                                                    \
        memset((void *)&value, 0xA5, sizeof(value));                                                                   \
        result = argot_last_##P(object, &value);                                                                       \
        return result < 0 ? NULL : outcome(result, &value, sizeof(value));                                             \
    }

typedef struct {
    const char *text;
    Py_ssize_t size;
} Text;

#define LAST_SIZED(P)                                                                                                  \
    if (strcmp(unit, "last_" #P) == 0) {                                                                               \
        Text value = {NULL, 0};                                                                                        \
        int result = argot_last_##P(object, &value.text, &value.size);                                                 \
        return result < 0 ? NULL : outcome(result, &value, sizeof(value));                                             \
    }

#define NOW_SIZED(P)                                                                                                   \
    if (strcmp(unit, "now_" #P) == 0) {                                                                                \
        Text first = {NULL, 0}, second = {NULL, 0};                                                                    \
        PyObject *get = outcome(argot_get_##P(object, &first.text, &first.size), &first, sizeof(first));               \
        PyObject *now = outcome(argot_now_##P(object, &second.text, &second.size), &second, sizeof(second));           \
        return both(get, now);                                                                                         \
    }

#define SIZED(P)                                                                                                       \
    if (strcmp(unit, #P) == 0) {                                                                                       \
        Text first = {NULL, 0}, second = {NULL, 0};                                                                    \
        PyObject *get = outcome(argot_get_##P(object, &first.text, &first.size), &first, sizeof(first));               \
        PyObject *any = outcome(argot_any_##P(object, &second.text, &second.size), &second, sizeof(second));           \
        return both(get, any);                                                                                         \
    }

static PyObject *parse_unit(const char *unit, PyObject *object)
{
    UNIT(b, unsigned char)
    UNIT(B, unsigned char)
    UNIT(h, short)
    UNIT(H, unsigned short)
    UNIT(i, int)
    UNIT(I, unsigned int)
    UNIT(l, long)
    UNIT(k, unsigned long)
    UNIT(L, long long)
    UNIT(K, unsigned long long)
    UNIT(n, Py_ssize_t)
    UNIT(f, float)
    UNIT(d, double)
    UNIT(p, int)
    UNIT(c, char)
    NOW(f, float)
    NOW(d, double)
    NOW(p, int)
    NOW(c, char)
    NOW(y, const char *)
    NOW_SIZED(y_size)
    LAST(y, const char *)
    LAST_SIZED(y_size)
    LAST(b, unsigned char)
    LAST(B, unsigned char)
    LAST(h, short)
    LAST(H, unsigned short)
    LAST(i, int)
    LAST(I, unsigned int)
    LAST(l, long)
    LAST(k, unsigned long)
    LAST(L, long long)
    LAST(K, unsigned long long)
    LAST(n, Py_ssize_t)
    LAST(f, float)
    LAST(d, double)
    LAST(p, int)
    UNIT(S, PyObject *)
    UNIT(Y, PyObject *)
    UNIT(U, PyObject *)
    UNIT(O, PyObject *)
    UNIT(y, const char *)
    SIZED(y_size)
#if ARGOT_HAS(0x03070000)
    UNIT(C, int)
#endif
#if ARGOT_HAS(0x030A0000)
    UNIT(s, const char *)
    UNIT(z, const char *)
    SIZED(s_size)
    SIZED(z_size)
    NOW_SIZED(s_size)
    NOW_SIZED(z_size)
    LAST_SIZED(s_size)
    LAST_SIZED(z_size)
    LAST(s, const char *)
    LAST(z, const char *)
#endif
#if !ARGOT_LIMITED
    UNIT(D, Py_complex)
    LAST(D, Py_complex)
#endif
    PyErr_Format(PyExc_LookupError, "%s", unit);
    return NULL;
}

#else

/* The bytes that PyArg_ParseTuple stores for one argument. */
static PyObject *parse_unit(const char *unit, PyObject *object)
{
    static const struct {
        const char *unit, *format;
        size_t size;
    } units[] = {
        {"b", "b", 1}, {"B", "B", 1}, {"h", "h", sizeof(short)}, {"H", "H", sizeof(short)}, {"i", "i", sizeof(int)},
        {"I", "I", sizeof(int)}, {"l", "l", sizeof(long)}, {"k", "k", sizeof(long)}, {"L", "L", sizeof(long long)},
        {"K", "K", sizeof(long long)}, {"n", "n", sizeof(Py_ssize_t)}, {"f", "f", sizeof(float)},
        {"d", "d", sizeof(double)}, {"D", "D", sizeof(Py_complex)}, {"p", "p", sizeof(int)}, {"c", "c", 1},
        {"C", "C", sizeof(int)}, {"S", "S", sizeof(void *)}, {"Y", "Y", sizeof(void *)}, {"U", "U", sizeof(void *)},
        {"O", "O", sizeof(void *)}, {"s", "s", sizeof(void *)}, {"z", "z", sizeof(void *)}, {"y", "y", sizeof(void *)},
        {"s_size", "s#", 2 * sizeof(void *)}, {"z_size", "z#", 2 * sizeof(void *)},
        {"y_size", "y#", 2 * sizeof(void *)},
    };
    PyObject *args = PyTuple_Pack(1, object), *result = NULL;
    Py_ssize_t stored[10];
    size_t i;
    if (args == NULL) return NULL;
    memset(stored, 0xA5, sizeof(stored));
    if (strncmp(unit, "now_", 4) == 0) unit += 4;
    if (strncmp(unit, "last_", 5) == 0) unit += 5;
    for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (strcmp(unit, units[i].unit) != 0) continue;
        if (PyArg_ParseTuple(args, units[i].format, &stored[0], &stored[1]))
            result = PyBytes_FromStringAndSize((const char *)stored, (Py_ssize_t)units[i].size);
        break;
    }
    Py_DECREF(args);
    return result;
}

#endif

static PyObject *parse(PyObject *module, PyObject *args)
{
    const char *unit;
    PyObject *object;
    (void)module;
    if (!PyArg_ParseTuple(args, "sO", &unit, &object)) return NULL;
    return parse_unit(unit, object);
}

/* view(unit, object): (get, any, bytes of the Py_buffer, owner afterwards is gone); the oracle gives the last two. A
   capital asks for the guard of the last unit that can fail. */
#if ARGOT_HAS(0x030B0000)
static PyObject *view(PyObject *module, PyObject *args)
{
    const char *unit;
    PyObject *object;
    Py_buffer buffer;
    int get = 0, any = 0, taken;
    PyObject *result;
#ifndef ORACLE
    const char *text = NULL, *any_text = NULL;
    Py_ssize_t size = -1, any_size = -1;
#endif
    (void)module;
    if (!PyArg_ParseTuple(args, "sO", &unit, &object)) return NULL;
    memset(&buffer, 0xA5, sizeof(buffer));
#ifdef ORACLE
    {
        char format[3] = {(char)tolower(unit[0]), '*', 0};
        PyObject *single = PyTuple_Pack(1, object);
        taken = PyArg_ParseTuple(single, format, &buffer);
        Py_DECREF(single);
    }
#else
    switch (unit[0]) {
    case 's': get = argot_get_s_view(object, &text, &size), any = argot_any_s_view(object, &any_text, &any_size); break;
    case 'z': get = argot_get_z_view(object, &text, &size), any = argot_any_z_view(object, &any_text, &any_size); break;
    case 'y': get = argot_get_y_view(object, &text, &size), any = argot_any_y_view(object, &any_text, &any_size); break;
    case 'S': any = argot_last_s_view(object, &any_text, &any_size); break;
    case 'Z': any = argot_last_z_view(object, &any_text, &any_size); break;
    case 'Y': any = argot_last_y_view(object, &any_text, &any_size); break;
    }
    if (PyErr_Occurred()) return NULL;
    if (!any) return Py_BuildValue("(iiOi)", get, any, Py_None, 0);
    taken = get ? argot_take_view(object, text, size, &buffer) : argot_take_view(object, any_text, any_size, &buffer);
    if (get && any_text != NULL && (any_text != buffer.buf || any_size != buffer.len)) any = 0;
#endif
    if (!taken) return NULL;
    result = PyBytes_FromStringAndSize((const char *)&buffer, (Py_ssize_t)sizeof(buffer));
#ifdef ORACLE
    PyBuffer_Release(&buffer);
#else
    argot_drop_view(&buffer);
#endif
    return Py_BuildValue("(iiNi)", get, any, result, buffer.obj == NULL);
}
#endif

/* copy(unit, object, encoding or None), in capitals where user code cannot change anything: the copied text, or None if the guard refused. The last item tells what became
   of the caller's pointer when a later unit failed: 1 for NULL. */
#if ARGOT_HAS(0x030A0000)
static PyObject *copy(PyObject *module, PyObject *args)
{
    const char *unit, *encoding;
    PyObject *object, *result;
    char *buffer = NULL;
    (void)module;
    if (!PyArg_ParseTuple(args, "sOz", &unit, &object, &encoding)) return NULL;
#ifdef ORACLE
    {
        PyObject *single = PyTuple_Pack(1, object), *pair = PyTuple_Pack(2, object, Py_None);
        char later[4] = {(char)tolower(unit[0]), (char)tolower(unit[1]), 'b', 0};
        char alone[3] = {later[0], later[1], 0};
        unsigned char byte;
        if (!PyArg_ParseTuple(single, alone, encoding, &buffer)) return NULL;
        result = PyBytes_FromString(buffer);
        PyMem_Free(buffer);
        if (PyArg_ParseTuple(pair, later, encoding, &buffer, &byte)) return NULL;
        PyErr_Clear();
        Py_DECREF(single);
        Py_DECREF(pair);
    }
#else
    {
        const char *text;
        Py_ssize_t size;
        int accepted = strcmp(unit, "es") == 0   ? argot_get_es(object, encoding, &text, &size)
                       : strcmp(unit, "et") == 0 ? argot_get_et(object, encoding, &text, &size)
                       : strcmp(unit, "ES") == 0 ? argot_now_es(object, encoding, &text, &size)
                                                 : argot_now_et(object, encoding, &text, &size);
        if (PyErr_Occurred()) return NULL;
        if (!accepted) return none();
        if (!argot_take_copy(&buffer, text, size)) return NULL;
        result = PyBytes_FromString(buffer);
        if (PyBytes_Size(result) != size) PyErr_SetString(PyExc_AssertionError, "size of a copy");
        argot_drop_copy(&buffer);
    }
#endif
    return Py_BuildValue("(Ni)", result, buffer == NULL);
}
#endif

/* facts(object, type): everything that is asked about arguments but is no unit. */
#ifndef ORACLE
static PyObject *facts(PyObject *module, PyObject *args)
{
    PyObject *object, *type;
    Py_ssize_t count = -1;
    (void)module;
    if (!PyArg_ParseTuple(args, "OO", &object, &type)) return NULL;
    if (!argot_count(object, &count)) count = -1;
    return Py_BuildValue("(iiniiO)", argot_is_exactly(object, type), argot_is_instance(object, type), count,
                         argot_is_tuple(object, 2), argot_keyword_is(object, "name", 4),
                         count > 0 ? argot_item(object, count - 1) : Py_None);
}

/* A list and a tuple of three, filled in order. */
static PyObject *containers(PyObject *module, PyObject *item)
{
    PyObject *tuple = PyTuple_New(3), *list = PyList_New(3);
    Py_ssize_t i;
    (void)module;
    for (i = 0; i < 3; i++) {
        argot_tuple_set(tuple, i, argot_new_object(item));
        argot_list_set(list, i, argot_new_ssize(i));
    }
    return Py_BuildValue("(NN)", tuple, list);
}

static PyObject *slots[3];
static ArgotKeys keys = {3, slots, NULL};

static PyObject *key(PyObject *module, PyObject *index)
{
    static const char *const texts[] = {"alpha", "", "caf\xC3\xA9"};
    long i = PyLong_AsLong(index);
    (void)module;
    return argot_key(&keys, &slots[i], texts[i], (Py_ssize_t)strlen(texts[i]));
}

/* Callers' variables often have another type than their format says. In these functions `same` is the target again,
   which the optimizer must not rule out just because of the type that is stored there. */
struct Derived {
    PyObject head;
};

__attribute__((noinline)) static int store_object(struct Derived **target, void *same, PyObject *object)
{
    *target = NULL;
    ARGOT_STORE(same, object);
    return *target != NULL;
}

__attribute__((noinline)) static int store_number(long *target, void *same, long long number)
{
    *target = 0;
    ARGOT_STORE(same, number);
    return *target != 0;
}

static PyObject *aliasing(PyObject *module, PyObject *object)
{
    struct Derived *derived;
    long number[2];
    (void)module;
    return Py_BuildValue("(ii)", store_object(&derived, ARGOT_PTR(&derived), object),
                         store_number(&number[0], ARGOT_PTR(&number), 1));
}

static PyObject *stubs(PyObject *module, PyObject *object)
{
    int (*accept)(PyObject *, void *) = ARGOT_PARSE_CONVERTER(argot_accept_converter);
    int (*refuse)(PyObject *, void *) = ARGOT_PARSE_CONVERTER(argot_refuse_converter);
    (void)module;
    return Py_BuildValue("(iii)", accept(object, NULL), refuse(object, NULL), ARGOT_CLEANUP);
}
#else
/* A str whose contents were never made, which exists up to 3.11. */
static PyObject *legacy(PyObject *module, PyObject *unused)
{
    (void)module;
    (void)unused;
#if PY_VERSION_HEX < 0x030C0000
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    {
        PyObject *result = PyUnicode_FromUnicode(NULL, 3);
        if (result != NULL) wmemcpy(PyUnicode_AS_UNICODE(result), L"abc", 4);
        return result;
    }
#pragma GCC diagnostic pop
#else
    return Py_BuildValue("");
#endif
}
#endif

/* ---- Building ---- */

static PyObject *build_number(PyObject *module, PyObject *args)
{
    const char *name;
    unsigned long long number;
    (void)module;
    if (!PyArg_ParseTuple(args, "sK", &name, &number)) return NULL;
#ifdef ORACLE
#define CASE(NAME, FORMAT, VALUE)                                                                                      \
    if (strcmp(name, #NAME) == 0) return Py_BuildValue(FORMAT, VALUE);
#else
#define CASE(NAME, FORMAT, VALUE)                                                                                      \
    if (strcmp(name, #NAME) == 0) return argot_new_##NAME(VALUE);
#endif
    CASE(int, "i", (int)number)
    CASE(unsigned_int, "I", (unsigned int)number)
    CASE(long, "l", (long)number)
    CASE(unsigned_long, "k", (unsigned long)number)
    CASE(long_long, "L", (long long)number)
    CASE(unsigned_long_long, "K", number)
    CASE(ssize, "n", (Py_ssize_t)number)
    CASE(byte, "c", (int)number)
    CASE(ordinal, "C", (int)number)
#if defined(ORACLE) && PY_VERSION_HEX < 0x030E0000
    if (strcmp(name, "bool") == 0) return PyBool_FromLong((int)number != 0);
#else
    CASE(bool, "p", (int)number)
#endif
    PyErr_SetString(PyExc_LookupError, name);
    return NULL;
}

static PyObject *build_double(PyObject *module, PyObject *args)
{
    double part[2];
    PyObject *real, *complex;
    (void)module;
    if (!PyArg_ParseTuple(args, "dd", &part[0], &part[1])) return NULL;
#ifdef ORACLE
    real = Py_BuildValue("d", part[0]);
    complex = Py_BuildValue("D", (Py_complex *)part);
#else
    real = argot_new_double(part[0]);
    complex = argot_new_complex(part);
#endif
    return Py_BuildValue("(NN)", real, complex);
}

/* build_text(name, bytes or None for NULL, size) */
static PyObject *build_text(PyObject *module, PyObject *args)
{
    const char *name, *text;
    PyObject *bytes;
    Py_ssize_t size;
    (void)module;
    if (!PyArg_ParseTuple(args, "sOn", &name, &bytes, &size)) return NULL;
    text = bytes == Py_None ? NULL : PyBytes_AsString(bytes);
#ifdef ORACLE
#define TEXT(NAME, FORMAT, TYPE)                                                                                       \
    if (strcmp(name, #NAME) == 0) return Py_BuildValue(FORMAT, (TYPE)(uintptr_t)text);                                 \
    if (strcmp(name, #NAME "_size") == 0) return Py_BuildValue(FORMAT "#", (TYPE)(uintptr_t)text, size);
#else
#define TEXT(NAME, FORMAT, TYPE)                                                                                       \
    if (strcmp(name, #NAME) == 0) return argot_new_##NAME((TYPE)(uintptr_t)text);                                      \
    if (strcmp(name, #NAME "_size") == 0) return argot_new_##NAME##_size((TYPE)(uintptr_t)text, size);
#endif
    TEXT(str, "s", const char *)
    TEXT(bytes, "y", const char *)
    TEXT(wide, "u", const wchar_t *)
    PyErr_SetString(PyExc_LookupError, name);
    return NULL;
}

/* build_object(name, object or the string "NULL", pending): with an exception set before if `pending` is true. */
static PyObject *build_object(PyObject *module, PyObject *args)
{
    const char *name;
    PyObject *object;
    int pending;
    (void)module;
    if (!PyArg_ParseTuple(args, "sOp", &name, &object, &pending)) return NULL;
    if (PyUnicode_CheckExact(object)) object = NULL;
    if (pending) PyErr_SetString(PyExc_KeyError, "first");
    if (strcmp(name, "object") == 0) {
#ifdef ORACLE
        return Py_BuildValue("O", object);
#else
        return argot_new_object(object);
#endif
    }
    Py_XINCREF(object);
#ifdef ORACLE
    return Py_BuildValue("N", object);
#else
    return argot_new_stolen(object);
#endif
}

static PyObject *call(void *callable) { return PyObject_CallObject((PyObject *)callable, NULL); }

/* consume(callable, pending): what is raised when a converter follows a unit that failed, and its reference counts. */
static PyObject *consume(PyObject *module, PyObject *args)
{
    PyObject *callable, *kept;
    int pending;
    (void)module;
    if (!PyArg_ParseTuple(args, "Op", &callable, &pending)) return NULL;
    if (pending) PyErr_SetString(PyExc_KeyError, "first");
    Py_INCREF(callable);
#ifdef ORACLE
    kept = Py_BuildValue("(OO&N)", NULL, call, (void *)callable, callable);
    if (kept != NULL) return PyErr_Format(PyExc_AssertionError, "built");
#else
    if (argot_new_object(NULL) != NULL) return PyErr_Format(PyExc_AssertionError, "built");
    kept = argot_consume_converter(ARGOT_BUILD_CONVERTER(call), ARGOT_PTR(callable));
    Py_XDECREF(kept);
    Py_DECREF(callable);
#endif
    return NULL;
}

#if ARGOT_HAS(0x030A0000)

static char name_a[] = "a", name_b[] = "b", name_c[] = "c";
static char *names[] = {name_a, name_b, name_c, NULL};

/* vector(index, …): the number of arguments, the one at the index, and what is stored by CPython's function, with the
   keyword list or, where no keywords are given, without. The oracle has a tuple and a dict, the other a vector. */
#ifdef ORACLE
#define CONVENTION METH_VARARGS
static PyObject *vector(PyObject *module, PyObject *args, PyObject *kwargs)
#else
#define CONVENTION METH_FASTCALL
static PyObject *vector(PyObject *module, PyObject *const *argv, Py_ssize_t count, PyObject *kwnames)
#endif
{
    PyObject *first = Py_None, *second = Py_None, *third = Py_None, *item;
    int accepted;
#ifdef ORACLE
    Py_ssize_t count = PyTuple_Size(args);
    item = count ? PyTuple_GetItem(args, PyLong_AsSsize_t(PyTuple_GetItem(args, 0))) : Py_None;
    if (item == NULL) return NULL;
    /* A call with ** and nothing behind it gives the oracle an empty dict. */
    accepted = kwargs && PyDict_Size(kwargs)
                   ? PyArg_ParseTupleAndKeywords(args, kwargs, "O|O$O:vector", names, &first, &second, &third)
                   : PyArg_ParseTuple(args, "O|OO:vector", &first, &second, &third);
#else
    ArgotCall call = {argv, count, kwnames};
    void *args = &call;
    if (argot_call_count(args) != count || argot_nitems(args) != count)
        return PyErr_Format(PyExc_AssertionError, "count");
    item = count ? argot_call_item(args, PyLong_AsSsize_t(argot_vector_get(args, 0))) : Py_None;
    if (item == NULL) return NULL;
    accepted = kwnames ? argot_parse_vector_and_keywords(argv, count, kwnames, "O|O$O:vector", (void *)names,
                                                         (void *)&first, (void *)&second, (void *)&third)
                       : argot_parse_vector(argv, count, "O|OO:vector", (void *)&first, (void *)&second,
                                            (void *)&third);
#endif
    (void)module;
    return accepted ? Py_BuildValue("(nOOOO)", count, item, first, second, third) : NULL;
}

#endif

static PyMethodDef methods[] = {
    {"parse", parse, METH_VARARGS, NULL},
#if ARGOT_HAS(0x030B0000)
    {"view", view, METH_VARARGS, NULL},
#endif
#if ARGOT_HAS(0x030A0000)
    {"copy", copy, METH_VARARGS, NULL},
    {"vector", (PyCFunction)(uintptr_t)vector, CONVENTION | METH_KEYWORDS, NULL},
#endif
    {"build_number", build_number, METH_VARARGS, NULL},
    {"build_double", build_double, METH_VARARGS, NULL},
    {"build_text", build_text, METH_VARARGS, NULL},
    {"build_object", build_object, METH_VARARGS, NULL},
    {"consume", consume, METH_VARARGS, NULL},
#ifdef ORACLE
    {"legacy", legacy, METH_NOARGS, NULL},
#else
    {"facts", facts, METH_VARARGS, NULL},
    {"containers", containers, METH_O, NULL},
    {"key", key, METH_O, NULL},
    {"aliasing", aliasing, METH_O, NULL},
    {"stubs", stubs, METH_O, NULL},
#endif
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, MODULE_NAME, NULL, -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC MODULE_INIT(void) { return PyModule_Create(&definition); }
