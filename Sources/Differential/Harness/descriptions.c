#include "descriptions.h"

#include "references.h"

#include <string.h>

/* The text that `show` (str or repr) gives of an object. */
static void append_shown(Text *text, PyObject *(*show)(PyObject *), PyObject *object)
{
    PyObject *shown = show(object);
    if (shown == NULL) {
        PyErr_Clear();
        append_text(text, "<no text>");
        return;
    }
    append_str(text, shown);
    Py_DECREF(shown);
}

void explain(Text *text, PyObject *exception)
{
    int depth;
    Py_INCREF(exception);
    for (depth = 0; exception != NULL && depth < 4; depth++) {
        PyBaseExceptionObject *details = (PyBaseExceptionObject *)exception;
        PyObject *next;
        append_text(text, depth ? " behind " : "");
        append_text(text, Py_TYPE(exception)->tp_name);
        append_text(text, ": ");
        append_shown(text, PyObject_Str, exception);
        if (details->dict != NULL) {
            PyObject *notes = PyDict_GetItemString(details->dict, "__notes__");
            if (notes != NULL) append_shown(text, PyObject_Repr, notes);
        }
        if ((PyObject *)Py_TYPE(exception) == PyExc_AttributeError) {
            PyObject *object = PyObject_GetAttrString(exception, "obj");
            if (object == NULL)
                PyErr_Clear(); /* before 3.10 */
            else
                append_number(text, " of the object at %llx", (long long)(uintptr_t)object);
            Py_XDECREF(object);
        }
        if (details->suppress_context) append_text(text, " (context suppressed)");
        next = PyException_GetCause(exception);
        if (next != NULL) append_text(text, " (cause)");
        if (next == NULL) next = PyException_GetContext(exception);
        Py_DECREF(exception);
        exception = next;
    }
    Py_XDECREF(exception);
}

/* The references to an object, if it is not shared with who knows whom. */
static void append_references(Text *text, PyObject *object)
{
    if (!is_shared(object)) append_number(text, " refs %lld", (long long)Py_REFCNT(object));
}

void tell(Text *text, PyObject *object, PyObject *inputs, int is_called, int is_key, int depth)
{
    Py_ssize_t i, size;
    for (i = 0; i < PyTuple_GET_SIZE(inputs); i++) {
        if (object == PyTuple_GET_ITEM(inputs, i) && object != Py_None && !PyBool_Check(object)) {
            append_number(text, "input %lld", i);
            return;
        }
    }
    append_text(text, Py_TYPE(object)->tp_name);
    if (depth > 40) return;
    if (PyTuple_CheckExact(object) || PyList_CheckExact(object)) {
        size = PySequence_Fast_GET_SIZE(object);
        if (PyList_CheckExact(object)) append_number(text, " room %lld", ((PyListObject *)object)->allocated);
        append_text(text, PyObject_GC_IsTracked(object) ? " tracked" : "");
        if (size) append_references(text, object);
        append_text(text, " (");
        for (i = 0; i < size; i++) {
            tell(text, PySequence_Fast_GET_ITEM(object, i), inputs, is_called, 0, depth + 1);
            append_text(text, ", ");
        }
        append_text(text, ")");
    } else if (PyDict_CheckExact(object)) {
        PyObject *key, *value, *room = PyObject_CallMethod(object, "__sizeof__", NULL);
        Py_ssize_t place = 0;
        append_number(text, " room %lld", room ? PyLong_AsLongLong(room) : -1);
        Py_XDECREF(room);
        append_text(text, PyObject_GC_IsTracked(object) ? " tracked" : "");
        append_references(text, object);
        append_text(text, " {");
        while (PyDict_Next(object, &place, &key, &value)) {
            tell(text, key, inputs, is_called, 1, depth + 1);
            append_text(text, ": ");
            tell(text, value, inputs, is_called, 0, depth + 1);
            append_text(text, ", ");
        }
        append_text(text, "}");
    } else {
        append_text(text, " ");
        if (PyUnicode_CheckExact(object)) {
            append_number(text, "%lld'", (long long)PyUnicode_KIND(object));
            append_str(text, object);
            append_text(text, "'");
        } else if (PyBytes_CheckExact(object)) {
            for (i = 0; i < PyBytes_GET_SIZE(object); i++)
                append_character(text, (unsigned char)PyBytes_AS_STRING(object)[i]);
        } else if (PyFloat_CheckExact(object)) {
            double number = PyFloat_AS_DOUBLE(object);
            uint64_t bits;
            memcpy(&bits, &number, sizeof(bits));
            append_number(text, "%llx", (long long)bits);
        } else if (PyComplex_CheckExact(object)) {
            uint64_t bits[2];
            memcpy(bits, &((PyComplexObject *)object)->cval, sizeof(bits));
            append_number(text, "%llx", (long long)bits[0]);
            append_number(text, " %llx", (long long)bits[1]);
        } else if (PyLong_CheckExact(object) || PyBool_Check(object) || object == Py_None) {
            append_shown(text, PyObject_Repr, object);
        }
        if (!is_key && !(is_called && PyUnicode_CheckExact(object))) append_references(text, object);
    }
}
