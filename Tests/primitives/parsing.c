/*
 * Arguments converted: the guards of argot.h, tier by tier, and what they store.
 *
 * Parsed values travel as the bytes that were stored, None standing for a guard that refused.
 */
#include "primitives.h"
#include <ctype.h>

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

PyObject *parse(PyObject *module, PyObject *args)
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
PyObject *view(PyObject *module, PyObject *args)
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
PyObject *copy(PyObject *module, PyObject *args)
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
