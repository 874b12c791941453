/*
 * The call sites of argot.h in threads without a lock, under ThreadSanitizer: four threads, one of them of a
 * sub-interpreter, look names up and have them remembered, over several lives of the main interpreter. Prints what was
 * wrong; the exit status is not 0 then. Objects, interpreters and memory that is handed out again are stand-ins.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    int references;
    /* Which parameter the only name of this tuple stands for. */
    int index;
} PyObject;

typedef intptr_t Py_ssize_t;
typedef struct {
    int id;
} PyInterpreterState;
typedef struct {
    PyInterpreterState *interp;
} PyThreadState;

#define PY_VERSION_HEX 0x030D0000
#define ARGOT_LIMITED 0
#define ARGOT_INLINE static inline
#define ARGOT_COLD static
#define ARGOT_COPY(to, from, size) __builtin_memcpy((to), (from), (size))

/* Memory that was given back is handed out again, as soon as can be. */
enum { BLOCKS = 1 << 16 };
static pthread_mutex_t heap = PTHREAD_MUTEX_INITIALIZER;
static PyObject *blocks[BLOCKS];
static int block_count;

static PyObject *make(int index)
{
    PyObject *object = NULL;
    pthread_mutex_lock(&heap);
    if (block_count) object = blocks[--block_count];
    pthread_mutex_unlock(&heap);
    if (object == NULL) object = (PyObject *)malloc(sizeof(*object));
    if (object == NULL) abort();
    object->references = 1;
    object->index = index;
    return object;
}

static void give_back(PyObject *object)
{
    object->index = -1;
    pthread_mutex_lock(&heap);
    if (block_count == BLOCKS) abort();
    blocks[block_count++] = object;
    pthread_mutex_unlock(&heap);
}

static void Py_INCREF(PyObject *object) { __atomic_fetch_add(&object->references, 1, __ATOMIC_RELAXED); }
static void Py_DECREF(PyObject *object)
{
    if (__atomic_fetch_sub(&object->references, 1, __ATOMIC_ACQ_REL) == 1) give_back(object);
}
static void Py_XDECREF(PyObject *object)
{
    if (object != NULL) Py_DECREF(object);
}
#define Py_CLEAR(variable)                                                                                             \
    do {                                                                                                               \
        PyObject *cleared = (variable);                                                                                \
        (variable) = NULL;                                                                                             \
        Py_XDECREF(cleared);                                                                                           \
    } while (0)

static PyInterpreterState interpreters[2];
static __thread PyThreadState thread;
static PyThreadState *PyThreadState_GetUnchecked(void) { return &thread; }
static PyInterpreterState *PyInterpreterState_Main(void) { return &interpreters[0]; }
static int Py_IsFinalizing(void) { return 0; }
static PyObject *PyErr_Occurred(void) { return NULL; }
static void PyErr_Clear(void) {}

/* The dict and what is put into it are of no interest: the main thread calls the destructor. */
static PyObject anything = {1 << 30, 0};
static void *registered;
static PyObject *PyInterpreterState_GetDict(PyInterpreterState *interpreter)
{
    (void)interpreter;
    return &anything;
}
static PyObject *PyUnicode_FromFormat(const char *format, const char *kind, void *address)
{
    (void)format;
    (void)kind;
    (void)address;
    Py_INCREF(&anything);
    return &anything;
}
typedef void (*PyCapsule_Destructor)(PyObject *);
static PyObject *PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destructor)
{
    (void)name;
    (void)destructor;
    registered = pointer;
    Py_INCREF(&anything);
    return &anything;
}
static int PyDict_SetItem(PyObject *dict, PyObject *key, PyObject *value)
{
    (void)dict;
    (void)key;
    (void)value;
    return 0;
}
static void *PyCapsule_GetPointer(PyObject *capsule, const char *name)
{
    (void)capsule;
    (void)name;
    return registered;
}

#include "interpreters.h"
#include "sites.h"

enum { PARAMETERS = 7, KINDS = PARAMETERS - 1, THREADS = 4, SHARED = 3, LIVES = 300 };

static ArgotSites sites;
static PyObject *shared[SHARED];
static long hits, wrong;
static pthread_barrier_t start;

/* One call with an argument in front of that with a name. */
static void call(PyObject *names)
{
    const signed char *at = argot_find_site(&sites, names, 1);
    if (at == NULL) {
        signed char places[PARAMETERS];
        int i;
        for (i = 0; i < PARAMETERS; i++) places[i] = (signed char)(i == 0 ? 0 : i == 1 + names->index ? 1 : -1);
        if (argot_notes_sites(&sites)) argot_note_site(&sites, places, PARAMETERS, names, 1);
        return;
    }
    if (__atomic_load_n(&hits, __ATOMIC_RELAXED) == 0) __atomic_store_n(&hits, 1, __ATOMIC_RELAXED);
    if (at[0] != 0 || at[1 + names->index] != 1) __atomic_fetch_add(&wrong, 1, __ATOMIC_RELAXED);
}

static void *work(void *number)
{
    long id = (long)(intptr_t)number;
    int is_sub = id == THREADS - 1, calls = is_sub ? 1000 : 400, i;
    unsigned seed = (unsigned)id * 77u + 1u;
    PyObject *own[SHARED];
    thread.interp = &interpreters[is_sub];
    for (i = 0; i < SHARED; i++) {
        if (i == 0 || is_sub) {
            own[i] = make((int)(id + i) % KINDS);
        } else {
            own[i] = shared[i];
            Py_INCREF(own[i]);
        }
    }
    pthread_barrier_wait(&start);
    for (i = 0; i < calls; i++) {
        call(own[rand_r(&seed) % SHARED]);
        /* Seldom: the lock of the heap, which ThreadSanitizer sees, puts the threads in an order. */
        if (i % 16 == 15) {
            PyObject *once = make(rand_r(&seed) % KINDS);
            call(once);
            Py_DECREF(once);
        }
    }
    for (i = 0; i < SHARED; i++) Py_DECREF(own[i]);
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];
    long life, i, last;
    if (pthread_barrier_init(&start, NULL, THREADS) != 0) return 2;
    for (life = 0; life < LIVES; life++) {
        for (i = 0; i < SHARED; i++) shared[i] = make((int)i);
        for (i = 0; i < THREADS; i++)
            if (pthread_create(&threads[i], NULL, work, (void *)(intptr_t)i) != 0) return 2;
        /* In one of two lives the sub-interpreter is still at work when the main one ends. */
        last = life % 2 ? THREADS : THREADS - 1;
        for (i = 0; i < last; i++) pthread_join(threads[i], NULL);
        thread.interp = &interpreters[0];
        argot_forget_sites(&anything);
        for (; i < THREADS; i++) pthread_join(threads[i], NULL);
        for (i = 0; i < SHARED; i++) {
            if (shared[i]->references != 1) wrong++;
            Py_DECREF(shared[i]);
        }
    }
    if (hits == 0) wrong++;
    printf("%s site was known, %ld were wrong\n", hits ? "a" : "no", wrong);
    return wrong != 0;
}
