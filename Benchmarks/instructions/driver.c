/* Calls one function many times and lets callgrind, counting allocator hooks or a clock watch exactly these calls.

   instructions(label, function, values, names, count)  callgrind counts the loop; its dump carries the label
   allocations(function, values, names, count)          -> (PyMem_RawMalloc family, PyMem_Malloc family,
                                                            PyObject_Malloc family, C library or None)
   nanoseconds(function, values, names, count)          -> the time of the loop
   attempt(function, values)                            -> what one call raises: an exception type or None
   each(label, function, calls, names, warm_up)         callgrind counts one call with each tuple of values in the
                                                        tuple `calls`, but for the first `warm_up` of them
                                                        -> what the first call raised

   `values` is a tuple: the positional arguments, then the values of the keywords in the tuple `names` (or None), as
   PyObject_Vectorcall takes them. Exceptions that the calls raise are part of the row and are cleared in the loop. */
#include <Python.h> /* first: it also defines _GNU_SOURCE, which RTLD_DEFAULT needs */

#include <dlfcn.h>
#include <time.h>
#include <valgrind/callgrind.h>

enum { WARM_UP_CALLS = 200, MOST_VALUES = 32 };

/* What one call needs. Slot 0 of `slots` is free for the callee, as PY_VECTORCALL_ARGUMENTS_OFFSET promises. */
typedef struct {
  PyObject *function;
  PyObject *slots[MOST_VALUES + 1];
  size_t flagged_count;
  PyObject *names;
} Call;

static int prepare(Call *call, PyObject *function, PyObject *values, PyObject *names) {
  Py_ssize_t count = PyTuple_GET_SIZE(values);
  if (count > MOST_VALUES) {
    PyErr_Format(PyExc_ValueError, "a row can have at most %d values", MOST_VALUES);
    return -1;
  }
  call->function = function;
  for (Py_ssize_t i = 0; i < count; i++) call->slots[i + 1] = PyTuple_GET_ITEM(values, i);
  call->names = names == Py_None ? NULL : names;
  Py_ssize_t keywords = call->names ? PyTuple_GET_SIZE(call->names) : 0;
  call->flagged_count = (size_t)(count - keywords) | PY_VECTORCALL_ARGUMENTS_OFFSET;
  return 0;
}

/* The loop that is measured. Not inlined: it's the same code for every row and column. */
static __attribute__((noinline)) void call_repeatedly(Call *call, Py_ssize_t count) {
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject *result = PyObject_Vectorcall(call->function, call->slots + 1, call->flagged_count, call->names);
    if (result)
      Py_DECREF(result);
    else
      PyErr_Clear();
  }
}

/* The object allocator has pools of blocks of one size each. A row whose block happens to be the last of its pool would
   pay for unlinking and relinking that pool in every call, which depends on all that was allocated and freed before: on
   the environment, on the length of paths. So a pool that is half empty is made the one that is used first. This is done
   in C, where no temporary object leaves a hole in another pool behind. */
enum { BLOCK_STEP = 16, LARGEST_BLOCK = 512, MOST_BLOCKS = 1 << 16, SMALLEST_POOL = 4096, POOL_HEADER = 64 };

typedef struct Block {
  struct Block *previous;
} Block;

static Block *held_blocks[LARGEST_BLOCK / BLOCK_STEP];

static void half_empty_pools(void) {
  for (int size = BLOCK_STEP; size <= LARGEST_BLOCK; size += BLOCK_STEP) {
    /* Blocks fill the holes of old pools, until those that lie side by side, and so in one pool, are enough. */
    Block *last = NULL;
    int adjacent = 0;
    for (int i = 0; i < MOST_BLOCKS && adjacent < (SMALLEST_POOL - POOL_HEADER) / size; i++) {
      Block *block = PyObject_Malloc((size_t)size);
      if (!block) Py_FatalError("no memory for the blocks that fill pools");
      adjacent = last && (char *)block == (char *)last + size ? adjacent + 1 : 1;
      block->previous = last;
      last = block;
    }
    held_blocks[size / BLOCK_STEP - 1] = last;
    for (Block *kept = last; adjacent > 1; adjacent -= 2) {
      Block *freed = kept->previous;
      kept = kept->previous = freed->previous;
      PyObject_Free(freed);
    }
  }
}

static void free_held_blocks(void) {
  for (int i = 0; i < LARGEST_BLOCK / BLOCK_STEP; i++) {
    for (Block *block = held_blocks[i], *previous; block; block = previous) {
      previous = block->previous;
      PyObject_Free(block);
    }
  }
}

static PyObject *instructions(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *label;
  PyObject *function, *values, *names;
  Py_ssize_t count;
  Call call;
  if (!PyArg_ParseTuple(args, "sOO!On", &label, &function, &PyTuple_Type, &values, &names, &count)) return NULL;
  if (prepare(&call, function, values, names) < 0) return NULL;
  half_empty_pools();
  CALLGRIND_START_INSTRUMENTATION;
  call_repeatedly(&call, WARM_UP_CALLS);
  CALLGRIND_ZERO_STATS;
  CALLGRIND_TOGGLE_COLLECT;
  call_repeatedly(&call, count);
  CALLGRIND_TOGGLE_COLLECT;
  CALLGRIND_DUMP_STATS_AT(label);
  free_held_blocks();
  Py_RETURN_NONE;
}

/* Makes a call to see what it raises: an exception type or None, a new reference. */
static PyObject *first_outcome(Call *call) {
  PyObject *result = PyObject_Vectorcall(call->function, call->slots + 1, call->flagged_count, call->names);
  PyObject *raised = result ? Py_None : PyErr_Occurred();
  Py_INCREF(raised);
  Py_XDECREF(result);
  PyErr_Clear();
  return raised;
}

static PyObject *attempt(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *values;
  Call call;
  if (!PyArg_ParseTuple(args, "OO!", &function, &PyTuple_Type, &values)) return NULL;
  if (prepare(&call, function, values, Py_None) < 0) return NULL;
  return first_outcome(&call);
}

static PyObject *each(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *label;
  PyObject *function, *tuples, *names;
  Py_ssize_t warm_up;
  if (!PyArg_ParseTuple(args, "sOO!On", &label, &function, &PyTuple_Type, &tuples, &names, &warm_up)) return NULL;
  Py_ssize_t count = PyTuple_GET_SIZE(tuples);
  if (warm_up < 1 || warm_up >= count) {
    PyErr_SetString(PyExc_ValueError, "some calls have to warm up, and some have to be counted");
    return NULL;
  }
  Call *calls = PyMem_New(Call, (size_t)count);
  if (!calls) return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < count; i++) {
    if (prepare(&calls[i], function, PyTuple_GET_ITEM(tuples, i), names) < 0) {
      PyMem_Free(calls);
      return NULL;
    }
  }
  CALLGRIND_START_INSTRUMENTATION;
  PyObject *raised = first_outcome(calls);
  for (Py_ssize_t i = 1; i < warm_up; i++) call_repeatedly(&calls[i], 1);
  CALLGRIND_ZERO_STATS;
  CALLGRIND_TOGGLE_COLLECT;
  for (Py_ssize_t i = warm_up; i < count; i++) call_repeatedly(&calls[i], 1);
  CALLGRIND_TOGGLE_COLLECT;
  CALLGRIND_DUMP_STATS_AT(label);
  PyMem_Free(calls);
  return raised;
}

/* One hooked allocator domain: what was there before, and how often it was asked for memory. */
typedef struct {
  PyMemAllocatorDomain domain;
  PyMemAllocatorEx original;
  unsigned long calls;
} Hook;

static void *counted_malloc(void *context, size_t size) {
  Hook *hook = context;
  hook->calls++;
  return hook->original.malloc(hook->original.ctx, size);
}

static void *counted_calloc(void *context, size_t count, size_t size) {
  Hook *hook = context;
  hook->calls++;
  return hook->original.calloc(hook->original.ctx, count, size);
}

static void *counted_realloc(void *context, void *block, size_t size) {
  Hook *hook = context;
  hook->calls++;
  return hook->original.realloc(hook->original.ctx, block, size);
}

static void uncounted_free(void *context, void *block) {
  Hook *hook = context;
  hook->original.free(hook->original.ctx, block);
}

static PyObject *allocations(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *values, *names;
  Py_ssize_t count;
  Call call;
  if (!PyArg_ParseTuple(args, "OO!On", &function, &PyTuple_Type, &values, &names, &count)) return NULL;
  if (prepare(&call, function, values, names) < 0) return NULL;

  Hook hooks[] = {{.domain = PYMEM_DOMAIN_RAW}, {.domain = PYMEM_DOMAIN_MEM}, {.domain = PYMEM_DOMAIN_OBJ}};
  const size_t hook_count = sizeof hooks / sizeof *hooks;
  unsigned long *libc_calls = dlsym(RTLD_DEFAULT, "argot_bench_libc_calls");

  call_repeatedly(&call, WARM_UP_CALLS);
  for (size_t i = 0; i < hook_count; i++) {
    PyMem_GetAllocator(hooks[i].domain, &hooks[i].original);
    PyMemAllocatorEx counting = {&hooks[i], counted_malloc, counted_calloc, counted_realloc, uncounted_free};
    PyMem_SetAllocator(hooks[i].domain, &counting);
  }
  unsigned long libc_before = libc_calls ? *libc_calls : 0;
  call_repeatedly(&call, count);
  unsigned long libc_after = libc_calls ? *libc_calls : 0;
  for (size_t i = 0; i < hook_count; i++) PyMem_SetAllocator(hooks[i].domain, &hooks[i].original);

  if (!libc_calls) return Py_BuildValue("(kkkO)", hooks[0].calls, hooks[1].calls, hooks[2].calls, Py_None);
  return Py_BuildValue("(kkkk)", hooks[0].calls, hooks[1].calls, hooks[2].calls, libc_after - libc_before);
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static PyObject *nanoseconds(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *values, *names;
  Py_ssize_t count;
  Call call;
  if (!PyArg_ParseTuple(args, "OO!On", &function, &PyTuple_Type, &values, &names, &count)) return NULL;
  if (prepare(&call, function, values, names) < 0) return NULL;
  long long start = now();
  call_repeatedly(&call, count);
  return PyLong_FromLongLong(now() - start);
}

static PyMethodDef methods[] = {
    {"instructions", instructions, METH_VARARGS, NULL},
    {"attempt", attempt, METH_VARARGS, NULL},
    {"each", each, METH_VARARGS, NULL},
    {"allocations", allocations, METH_VARARGS, NULL},
    {"nanoseconds", nanoseconds, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "driver", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_driver(void) { return PyModule_Create(&module); }
