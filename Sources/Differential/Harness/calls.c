#include "calls.h"

#include "allocations.h"
#include "converters.h"
#include "descriptions.h"
#include "inputs.h"

#include <string.h>

PyObject *resets;
Py_ssize_t rebuilt;

int read_call(Call *call, PyObject *const *arguments, const Table *table)
{
    PyObject *made = arguments[2];
    memset(call, 0, sizeof(*call));
    call->index = PyLong_AsSsize_t(arguments[0]);
    kinds = PyUnicode_AsUTF8AndSize(arguments[1], &slot_count);
    if (kinds == NULL || PyErr_Occurred()) return -1;
    if (slot_count > SLOTS || !PyTuple_Check(made) || (PyTuple_GET_SIZE(made) != 2 && PyTuple_GET_SIZE(made) != 4)) {
        PyErr_SetString(PyExc_TypeError, "not a call");
        return -1;
    }
    call->args = PyTuple_GET_ITEM(made, 0);
    if (PyTuple_GET_SIZE(made) == 2) {
        call->kwargs = PyTuple_GET_ITEM(made, 1);
        if (table->entries[call->index].enter && make_vector(&call->vector, call->args, call->kwargs) < 0) return -1;
        if (PyTuple_Check(call->kwargs)) call->dict = call->kwargs = dict_of_pairs(call->kwargs);
        if (call->kwargs == NULL) free_vector(&call->vector);
        return call->kwargs == NULL ? -1 : 0;
    }
    call->target = call->args;
    call->name = PyTuple_GET_ITEM(made, 1) == Py_None ? NULL : PyUnicode_AsUTF8(PyTuple_GET_ITEM(made, 1));
    call->values = PyTuple_GET_ITEM(made, 2);
    call->pending = PyTuple_GET_ITEM(made, 3);
    return PyErr_Occurred() ? -1 : 0;
}

void free_call(Call *call)
{
    free_vector(&call->vector);
    Py_CLEAR(call->dict);
}

static int parse_once(const Table *table, const Call *call)
{
    PyObject *kwargs = call->kwargs == Py_None ? NULL : call->kwargs;
    Enter enter = table->entries[call->index].enter;
    if (enter) return enter(call->vector.argv, call->vector.nargs, call->vector.kwnames, slots);
    return table->entries[call->index].parse(object_or_null(call->args), kwargs, slots);
}

static PyObject *build_once(const Table *table, const Call *call)
{
    if (call->pending != Py_None) PyErr_SetObject((PyObject *)Py_TYPE(call->pending), call->pending);
    return table->entries[call->index].build(object_or_null(call->target), call->name, inputs);
}

static int clear_log(void)
{
    return PyList_GET_SIZE(event_log) ? PyList_SetSlice(event_log, 0, PyList_GET_SIZE(event_log), NULL) : 0;
}

int reset(void)
{
    Py_ssize_t i;
    for (i = 0; i < PyList_GET_SIZE(resets); i++) {
        PyObject *done = PyObject_CallNoArgs(PyTuple_GET_ITEM(PyList_GET_ITEM(resets, i), 1));
        if (done == NULL) return -1;
        Py_DECREF(done);
    }
    return clear_log();
}

/* The exception that is set, as an object, which is then no longer set; NULL if there is none. */
static PyObject *taken_exception(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == NULL) return NULL;
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_DECREF(type);
    Py_XDECREF(traceback);
    return value;
}

int make_call(const Table *table, const Call *call, Record *record)
{
    int before[WATCHED];
    Py_ssize_t i;
    long long started;
    PyObject *exception, *made = NULL;
    if (reset() < 0) return -1;
    record->memory.size = record->told.size = 0;
    record->log = NULL;
    rebuilt = 0;
    count_references(before);
    if (call->values == NULL) {
        fill_slots();
        started = allocations;
        record->result = parse_once(table, call);
    } else {
        fill_inputs(call->values);
        started = allocations;
        made = build_once(table, call);
        record->result = made != NULL;
    }
    record->allocations = allocations - started;
    record->rebuilt = rebuilt;
    if ((exception = taken_exception()) != NULL) {
        explain(&record->told, exception);
        Py_DECREF(exception);
    }
    record->explained = record->told.size;
    if (call->values == NULL)
        snapshot(&record->memory);
    else if (made != NULL)
        tell(&record->told, made, call->values, call->target != Py_None, 0, 0);
    count_references(record->during);
    if (call->values != NULL) {
        Py_XDECREF(made);
        free_inputs();
    } else if (record->result) {
        release_slots(&record->told);
    }
    count_references(record->after);
    for (i = 0; i < watched_count; i++) {
        record->during[i] -= before[i];
        record->after[i] -= before[i];
    }
    if (PyList_GET_SIZE(event_log) > 0) record->log = PyList_GetSlice(event_log, 0, PyList_GET_SIZE(event_log));
    /* A tuple and a dict that are made again may take memory: see allowed.py. */
    if (rebuilt) record->allocations -= rebuilt * cost_of_rebuilding(&call->vector);
    return PyErr_Occurred() ? -1 : 0;
}

void make_unseen_call(const Table *table, const Call *call)
{
    if (call->values == NULL) {
        fill_slots();
        if (parse_once(table, call)) release_slots(NULL);
    } else {
        fill_inputs(call->values);
        Py_XDECREF(build_once(table, call));
        free_inputs();
    }
    PyErr_Clear();
    clear_log();
}
