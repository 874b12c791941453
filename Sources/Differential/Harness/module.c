/*
 * Makes each call of a batch twice, with the plain function and with the compiled one, on the same objects, and
 * compares all that can be seen: the result, every byte of the output variables, new memory, the exception, what user
 * code did and what converters saw, references and views of all objects involved, and what was asked of the memory
 * allocators.
 */
#include "allocations.h"
#include "calls.h"
#include "converters.h"

#include <limits.h>

enum { PLAIN, COMPILED, SIDES };

static Environment environment;
static const Table *tables[SIDES];
static Record records[SIDES];
/* The calls that CPython's function accepted, and the requests for memory of both functions in them. */
static long long accepted, requests[SIDES];

/*
 * compare(index, kinds, call, first) -> sort or (differs, has warned, record, record)
 *
 * Makes a call with both tables, the one numbered `first` before the other. Gives a number for what became of it if all
 * is equal and nothing was remarkable. Remarkable are warnings, and more requests for memory by the compiled call.
 */
static PyObject *compare(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    PyObject *result;
    Call call;
    int first, differs, warned;
    (void)self;
    if (count != 4 || read_call(&call, arguments, tables[COMPILED]) < 0) return NULL;
    first = PyObject_IsTrue(arguments[3]);
    append(&records[0].memory, "", 1);
    append(&records[1].memory, "", 1);
    append(&records[0].told, "", 1);
    append(&records[1].told, "", 1);
    if (call.values == NULL) {
        watch(call.args, 0);
        watch(call.kwargs, 0);
        if (call.vector.kwnames) watch(call.vector.kwnames, 0);
    } else {
        watch(call.target, 0);
        watch(call.values, 0);
    }
    if (make_call(tables[first], &call, &records[first]) < 0
        || make_call(tables[!first], &call, &records[!first]) < 0) {
        unwatch();
        free_call(&call);
        return NULL;
    }
    if (records[PLAIN].result) {
        accepted++;
        requests[PLAIN] += records[PLAIN].allocations;
        requests[COMPILED] += records[COMPILED].allocations;
    }
    differs = !same_records(&records[0], &records[1]);
    warned = has_warned(&records[0]);
    if (differs || warned || records[1].allocations > records[0].allocations)
        result = Py_BuildValue("iiNN", differs, warned, tuple_of(&records[0]), tuple_of(&records[1]));
    else
        result = sort_of(&records[0]);
    Py_CLEAR(records[0].log);
    Py_CLEAR(records[1].log);
    unwatch();
    free_call(&call);
    return result;
}

/*
 * repeat(index, kinds, call, side, times, without cache) -> (blocks, references)
 *
 * Makes a call with one of the tables many times and says how many blocks of memory it leaves behind each time. Free
 * lists hide what is left behind at first, caches are filled: so only the second half counts, and of it the least. A
 * debug build tells in the same way how many references each call leaves behind.
 *
 * The cache of attributes keeps the names that were looked up, by their addresses: a name made anew for each call makes
 * it grow now and then. Emptying it every time is exact, and slow.
 */
static PyObject *repeat(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    long long blocks = LLONG_MAX, left = LLONG_MAX;
    Py_ssize_t times, i;
    const Table *table;
    Call call;
    int is_cleared;
    (void)self;
    if (count != 6 || read_call(&call, arguments, tables[COMPILED]) < 0) return NULL;
    table = tables[PyObject_IsTrue(arguments[3])];
    times = PyLong_AsSsize_t(arguments[4]);
    is_cleared = PyObject_IsTrue(arguments[5]);
    for (i = 0; i < times; i++) {
        long long blocks_before, references_before, growth, added;
        if (reset() < 0) {
            free_call(&call);
            return NULL;
        }
        references_before = references();
        rebuilt = 0;
        blocks_before = live;
        make_unseen_call(table, &call);
        if (is_cleared) PyType_ClearCache();
        if (i < times / 2) continue;
        growth = live - blocks_before;
        added = references() - references_before;
        if (added < left) left = added;
        if (rebuilt) growth -= rebuilt * left_by_rebuilding(&call.vector);
        if (growth < blocks) blocks = growth;
    }
    free_call(&call);
    return Py_BuildValue("LL", blocks, left);
}

/*
 * accepted() -> (calls, requests by CPython's function, requests by the compiled one)
 *
 * Of the calls that were compared since the last question and that CPython's function accepted.
 */
static PyObject *take_accepted(PyObject *self, PyObject *nothing)
{
    PyObject *result = Py_BuildValue("LLL", accepted, requests[PLAIN], requests[COMPILED]);
    (void)self;
    (void)nothing;
    accepted = requests[PLAIN] = requests[COMPILED] = 0;
    return result;
}

/* prepare(log, resets, converting type, class behind O!, (plain table, compiled table)) */
static PyObject *prepare(PyObject *self, PyObject *arguments)
{
    PyObject *type, *capsules;
    int i;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "O!O!OOO!", &PyList_Type, &event_log, &PyList_Type, &resets, &converting_type,
                          &type, &PyTuple_Type, &capsules))
        return NULL;
    Py_INCREF(event_log);
    Py_INCREF(resets);
    Py_INCREF(converting_type);
    Py_INCREF(type);
    environment.converter = converter;
    environment.maker = maker;
    environment.type = (PyTypeObject *)type;
    environment.rebuilt = &rebuilt;
    for (i = 0; i < SIDES; i++) {
        tables[i] = (const Table *)PyCapsule_GetPointer(PyTuple_GetItem(capsules, i), "table");
        if (tables[i] == NULL) return NULL;
        *tables[i]->environment = &environment;
    }
    total_references = PySys_GetObject("gettotalrefcount");
    Py_XINCREF(total_references);
    count_allocations();
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"compare", (PyCFunction)(void (*)(void))compare, METH_FASTCALL, NULL},
    {"repeat", (PyCFunction)(void (*)(void))repeat, METH_FASTCALL, NULL},
    {"accepted", take_accepted, METH_NOARGS, NULL},
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
