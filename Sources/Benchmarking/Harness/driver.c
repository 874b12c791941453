/* Makes the same call many times, so that a clock, callgrind or counting allocators can watch exactly these calls.

   Module `driver`:

       calls(function, values, names, count)           makes the calls, for callgrind, which watches `argot_bench_calls`
       nanoseconds(function, values, names, count)     -> how long they take
       allocations(function, values, names, count)     -> how often they ask CPython's allocators for memory
       take(*values)                                   what formats of calling functions call

   `values` is a tuple: the positional arguments, then the values of the keywords in the tuple `names` (or None), as
   PyObject_Vectorcall takes them. Exceptions that the calls raise are part of them, and are cleared. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <time.h>

enum { MOST_VALUES = 64, DOMAINS = 3 };

/* Slot 0 of `slots` is free for the callee, as PY_VECTORCALL_ARGUMENTS_OFFSET promises. */
typedef struct {
    PyObject *function;
    PyObject *slots[MOST_VALUES + 1];
    size_t flagged_count;
    PyObject *names;
    Py_ssize_t times;
} Calls;

static int read_calls(Calls *calls, PyObject *args)
{
    PyObject *values, *names;
    Py_ssize_t i, count;
    if (!PyArg_ParseTuple(args, "OO!On", &calls->function, &PyTuple_Type, &values, &names, &calls->times)) return -1;
    count = PyTuple_GET_SIZE(values);
    if (count > MOST_VALUES) {
        PyErr_Format(PyExc_ValueError, "a call can have at most %d arguments", MOST_VALUES);
        return -1;
    }
    for (i = 0; i < count; i++) calls->slots[i + 1] = PyTuple_GET_ITEM(values, i);
    calls->names = names == Py_None ? NULL : names;
    if (calls->names) count -= PyTuple_GET_SIZE(calls->names);
    calls->flagged_count = (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return 0;
}

/* The loop that is watched. It is the same code for every call. */
void argot_bench_calls(Calls *calls);

__attribute__((noinline, visibility("default"))) void argot_bench_calls(Calls *calls)
{
    Py_ssize_t i;
    for (i = 0; i < calls->times; i++) {
        PyObject *result =
            PyObject_Vectorcall(calls->function, calls->slots + 1, calls->flagged_count, calls->names);
        if (result)
            Py_DECREF(result);
        else
            PyErr_Clear();
    }
}

static PyObject *make_calls(PyObject *self, PyObject *args)
{
    Calls calls;
    (void)self;
    if (read_calls(&calls, args) < 0) return NULL;
    argot_bench_calls(&calls);
    Py_RETURN_NONE;
}

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static PyObject *nanoseconds(PyObject *self, PyObject *args)
{
    Calls calls;
    long long start;
    (void)self;
    if (read_calls(&calls, args) < 0) return NULL;
    start = now();
    argot_bench_calls(&calls);
    return PyLong_FromLongLong(now() - start);
}

static PyMemAllocatorEx allocators[DOMAINS];
static long long requests;

static void *counted_malloc(void *context, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    requests++;
    return allocator->malloc(allocator->ctx, size);
}

static void *counted_calloc(void *context, size_t count, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    requests++;
    return allocator->calloc(allocator->ctx, count, size);
}

static void *counted_realloc(void *context, void *block, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    requests++;
    return allocator->realloc(allocator->ctx, block, size);
}

static void handed_on_free(void *context, void *block)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    allocator->free(allocator->ctx, block);
}

static PyObject *allocations(PyObject *self, PyObject *args)
{
    static const PyMemAllocatorDomain domains[DOMAINS] = {PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
    long long asked;
    Calls calls;
    int i;
    (void)self;
    if (read_calls(&calls, args) < 0) return NULL;
    argot_bench_calls(&calls);
    for (i = 0; i < DOMAINS; i++) {
        PyMemAllocatorEx counting = {&allocators[i], counted_malloc, counted_calloc, counted_realloc, handed_on_free};
        PyMem_GetAllocator(domains[i], &allocators[i]);
        PyMem_SetAllocator(domains[i], &counting);
    }
    requests = 0;
    argot_bench_calls(&calls);
    asked = requests;
    for (i = 0; i < DOMAINS; i++) PyMem_SetAllocator(domains[i], &allocators[i]);
    return PyLong_FromLongLong(asked);
}

static PyObject *take(PyObject *self, PyObject *const *values, Py_ssize_t count)
{
    (void)self;
    (void)values;
    (void)count;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"calls", make_calls, METH_VARARGS, NULL},
    {"nanoseconds", nanoseconds, METH_VARARGS, NULL},
    {"allocations", allocations, METH_VARARGS, NULL},
    {"take", (PyCFunction)(void (*)(void))take, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "driver", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_driver(void) { return PyModule_Create(&definition); }
