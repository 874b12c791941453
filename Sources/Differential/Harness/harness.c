/*
 * Makes each call of a batch twice, with the plain function and with the compiled one, on the same objects, and
 * compares all that can be seen: the result, every byte of the output variables, new memory, the exception, what user
 * code did and what converters saw, references and views of all objects involved, and what was asked of the memory
 * allocators.
 */
#include "harness.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 64, PATTERN = 0xA5, OWN = 16, WATCHED = 256, SHARED = 60, SIDES = 2 };

static Environment environment;
static PyObject *calls;           /* the list that user code and converters append to */
static PyObject *resets;          /* the list of (object, function that restores it) */
static PyObject *converting_type; /* its instances say what a converter is to do */
static PyObject *null_marker;     /* stands for NULL among the values */
static PyObject *total_references; /* sys.gettotalrefcount of a debug build, or NULL */
static const Table *tables[SIDES];

static Slot slots[SLOTS];
static char own[SLOTS][OWN]; /* what `es#` writes into if it is given memory */
static const char *kinds;
static Py_ssize_t slot_count;

/* ---- Memory allocators ------------------------------------------------------------------------------------------ */

enum { DOMAINS = 3 };

static PyMemAllocatorEx allocators[DOMAINS];
static long long allocations; /* calls that asked for memory */
static long long live;        /* blocks asked for and not yet given back */

static void *counted_malloc(void *context, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    allocations++;
    live++;
    return allocator->malloc(allocator->ctx, size);
}

static void *counted_calloc(void *context, size_t count, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    allocations++;
    live++;
    return allocator->calloc(allocator->ctx, count, size);
}

static void *counted_realloc(void *context, void *block, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    allocations++;
    live += block == NULL;
    return allocator->realloc(allocator->ctx, block, size);
}

static void counted_free(void *context, void *block)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    live -= block != NULL;
    allocator->free(allocator->ctx, block);
}

static void count_allocations(void)
{
    static const PyMemAllocatorDomain domains[DOMAINS] = {PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
    int i;
    for (i = 0; i < DOMAINS; i++) {
        PyMemAllocatorEx counting = {&allocators[i], counted_malloc, counted_calloc, counted_realloc, counted_free};
        PyMem_GetAllocator(domains[i], &allocators[i]);
        PyMem_SetAllocator(domains[i], &counting);
    }
}

/* ---- Text of what was seen -------------------------------------------------------------------------------------- */

/* Grows in memory that is not counted. */
typedef struct {
    char *data;
    size_t size, room;
} Text;

static void append(Text *text, const void *data, size_t size)
{
    if (text->size + size > text->room) {
        text->room = (text->size + size) * 2;
        text->data = (char *)realloc(text->data, text->room);
        if (text->data == NULL) Py_FatalError("the harness ran out of memory");
    }
    memcpy(text->data + text->size, data, size);
    text->size += size;
}

static void append_text(Text *text, const char *part) { append(text, part, strlen(part)); }

static void append_number(Text *text, const char *format, long long number)
{
    char digits[64];
    snprintf(digits, sizeof(digits), format, number);
    append_text(text, digits);
}

static void append_character(Text *text, Py_UCS4 character)
{
    char one = (char)character;
    if (character >= ' ' && character < 0x7F)
        append(text, &one, 1);
    else
        append_number(text, "\\u{%llx}", character);
}

static void append_str(Text *text, PyObject *string)
{
    Py_ssize_t i;
    for (i = 0; i < PyUnicode_GET_LENGTH(string); i++) append_character(text, PyUnicode_READ_CHAR(string, i));
}

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

/* An exception as text, with those behind it, and what only a traceback printer would ask for. */
static void explain(Text *text, PyObject *exception)
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

/* Whether everybody has references to an object: small ints and texts of one character are made once, and as names the
   latter are kept in caches. */
static int is_shared(PyObject *object)
{
    /* Read like this as other ways would complete a str that is not ready. */
    if (PyUnicode_CheckExact(object) && ((PyASCIIObject *)(void *)object)->length <= 1) return 1;
    if (PyBytes_CheckExact(object) && PyBytes_GET_SIZE(object) <= 1) return 1;
    if (PyLong_CheckExact(object)) {
        int overflow;
        long number = PyLong_AsLongAndOverflow(object, &overflow);
        /* From 3.15 on up to 1024. */
        if (!overflow && number >= -5 && number <= 1024) return 1;
    }
    return Py_REFCNT(object) >= SHARED || object == null_marker;
}

/* The references to an object, if it is not shared with who knows whom. */
static void append_references(Text *text, PyObject *object)
{
    if (!is_shared(object)) append_number(text, " refs %lld", (long long)Py_REFCNT(object));
}

/* What a built object is: an input by its place, everything else by its type and value. Sizes show whether containers
   were made as CPython makes them. A literal key is made once by compiled code, so that its references may differ: they
   are not counted, nor are those of any str in what a called function made of the keys. */
static void tell(Text *text, PyObject *object, PyObject *inputs, int is_called, int is_key, int depth)
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

/* ---- Variables --------------------------------------------------------------------------------------------------- */

/*
 * Kinds of parse slots:
 *   -  an input of the call, no variable        r  bytes with nothing to release
 *   v  Py_buffer                                e  char * that receives new memory ending with NUL
 *   E  the same, its length in the next slot    W  char * that points to memory, its size in the next slot
 */

static void fill_slots(void)
{
    Py_ssize_t i;
    memset(slots, PATTERN, (size_t)slot_count * sizeof(Slot));
    for (i = 0; i < slot_count; i++) {
        if (kinds[i] == 'E') slots[i].pointer = NULL;
        if (kinds[i] == 'W') {
            Py_ssize_t size = 8;
            memset(own[i], PATTERN, OWN);
            slots[i].pointer = own[i];
            memcpy(slots[i + 1].memory, &size, sizeof(size));
            i++;
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

/* What stands between a view and a class that exports by a method is made anew each time, and so is the memory view
   that such a class may give: neither where they lie is compared, nor what points into them. After a failure they are
   gone. */
static void mask_view(char *copy, const Slot *slot)
{
    static const size_t pointers[] = {offsetof(Py_buffer, shape), offsetof(Py_buffer, strides),
                                      offsetof(Py_buffer, suboffsets), offsetof(Py_buffer, internal)};
    Py_buffer view;
    size_t i;
    memcpy(&view, slot->memory, sizeof(view));
    if (view.obj != NULL && strcmp(Py_TYPE(view.obj)->tp_name, "_buffer_wrapper") != 0) return;
    if (view.obj != NULL) memset(copy + offsetof(Py_buffer, obj), 'W', sizeof(view.obj));
    for (i = 0; i < sizeof(pointers) / sizeof(pointers[0]); i++) {
        void *pointer;
        memcpy(&pointer, copy + pointers[i], sizeof(pointer));
        if (pointer == NULL || (pointer >= (void *)slot && pointer < (void *)(slot + 1))) continue;
        memset(copy + pointers[i], 'P', sizeof(pointer));
    }
}

/* All bytes of all variables; where new memory lies is no part of what is compared, that there is some is. */
static void snapshot(Text *text)
{
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) {
        char *to;
        append(text, slots[i].memory, sizeof(Slot));
        to = text->data + text->size - sizeof(Slot);
        if ((kinds[i] == 'e' || kinds[i] == 'E') && !is_untouched(&slots[i]) && slots[i].pointer != NULL)
            memset(to, 'M', sizeof(void *));
        if (kinds[i] == 'v' && !is_untouched(&slots[i])) mask_view(to, &slots[i]);
        if (kinds[i] == 'W') append(text, own[i], OWN);
    }
}

/* Releases views and new memory; the contents of the latter go to the text. */
static void release_slots(Text *text)
{
    Py_ssize_t i, size;
    for (i = 0; i < slot_count; i++) {
        if (strchr("veE", kinds[i]) == NULL || is_untouched(&slots[i])) continue;
        if (kinds[i] == 'v') {
            PyBuffer_Release((Py_buffer *)(void *)slots[i].memory);
        } else if (slots[i].pointer != NULL) {
            if (text != NULL) {
                if (kinds[i] == 'E') {
                    memcpy(&size, slots[i + 1].memory, sizeof(size));
                    size++;
                } else {
                    size = (Py_ssize_t)strlen((char *)slots[i].pointer);
                }
                append_number(text, "%lld bytes: ", size);
                append(text, slots[i].pointer, (size_t)size);
            }
            PyMem_Free(slots[i].pointer);
        }
    }
}

/* ---- Converters -------------------------------------------------------------------------------------------------- */

static const char *pending_name(PyObject *type)
{
    return type ? ((PyTypeObject *)type)->tp_name : "";
}

/* Appends what a converter sees to the list, and keeps the exception that is set. */
static void note(const char *what, Py_ssize_t place, PyObject *object, int with_snapshot)
{
    static Text seen;
    PyObject *type, *value, *traceback, *entry;
    seen.size = 0;
    PyErr_Fetch(&type, &value, &traceback);
    append(&seen, "", 0);
    if (with_snapshot) snapshot(&seen);
    entry = Py_BuildValue("snKy#s", what, place, (unsigned long long)(uintptr_t)object, seen.data,
                          (Py_ssize_t)seen.size, pending_name(type));
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
    if ((PyObject *)Py_TYPE(object) != converting_type) return 0;
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
#ifdef Py_DEBUG
    /* A debug build ends where a maker fails without saying why. */
    if (mode == 2) mode = 3;
#endif
    if (mode == 2) return NULL;
    if (mode == 3) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "the maker refuses");
        return NULL;
    }
    Py_INCREF(object);
    return object;
}

/* ---- Objects whose references are counted ------------------------------------------------------------------------ */

static PyObject *watched[WATCHED];
static Py_ssize_t watched_count;

/* The object and what is in it, down to the items of groups in groups; without those that are shared. */
static void watch(PyObject *object, int depth)
{
    Py_ssize_t i;
    if (watched_count < WATCHED && !is_shared(object)) {
        Py_INCREF(object);
        watched[watched_count++] = object;
    }
    if (depth > 5) return;
    if (PyTuple_Check(object)) {
        for (i = 0; i < PyTuple_GET_SIZE(object); i++) watch(PyTuple_GET_ITEM(object, i), depth + 1);
    } else if (PyList_Check(object)) {
        for (i = 0; i < PyList_GET_SIZE(object); i++) watch(PyList_GET_ITEM(object, i), depth + 1);
    } else if (PyDict_Check(object)) {
        PyObject *key, *value;
        Py_ssize_t place = 0;
        while (PyDict_Next(object, &place, &key, &value)) {
            watch(key, depth + 1);
            watch(value, depth + 1);
        }
    }
}

static void unwatch(void)
{
    while (watched_count > 0) Py_DECREF(watched[--watched_count]);
}

/* References, and views where an object counts them. */
static void count_references(int *counts)
{
    Py_ssize_t i;
    for (i = 0; i < watched_count; i++) {
        PyObject *object = watched[i];
        counts[i] = (int)Py_REFCNT(object);
        if (PyByteArray_Check(object)) counts[i] += 1000 * (int)((PyByteArrayObject *)object)->ob_exports;
        if (PyMemoryView_Check(object)) counts[i] += 1000 * (int)((PyMemoryViewObject *)object)->exports;
    }
}

/* ---- Calls ------------------------------------------------------------------------------------------------------- */

/* What a call is made with: `values` is NULL for a parsing one. */
typedef struct {
    Py_ssize_t index;
    PyObject *args, *kwargs;
    PyObject *target, *values, *pending;
    const char *name;
} Call;

/* All that was seen of a call. */
typedef struct {
    int result;
    Text memory, told;
    size_t explained; /* how much of what was told is about the exception */
    PyObject *log;    /* NULL if nothing was done */
    int during[WATCHED], after[WATCHED];
    long long allocations;
} Record;

static Record records[SIDES];

/* compare(index, kinds, (args, kwargs or None) or (target, name, values, pending or None), …) */
static int read_call(Call *call, PyObject *const *arguments)
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
        return 0;
    }
    call->target = call->args;
    call->name = PyTuple_GET_ITEM(made, 1) == Py_None ? NULL : PyUnicode_AsUTF8(PyTuple_GET_ITEM(made, 1));
    call->values = PyTuple_GET_ITEM(made, 2);
    call->pending = PyTuple_GET_ITEM(made, 3);
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *pointer(PyObject *object) { return object == null_marker ? NULL : object; }

static int parse_once(const Table *table, const Call *call)
{
    return table->entries[call->index].parse(pointer(call->args), call->kwargs == Py_None ? NULL : call->kwargs, slots);
}

typedef struct {
    Input inputs[SLOTS];
    Py_complex complexes[SLOTS];
    wchar_t *wide[SLOTS];
} Inputs;

static Inputs given;

/* Fills the arguments of a building call. */
static void fill_inputs(PyObject *values)
{
    Input *inputs = given.inputs;
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) {
        PyObject *value = PyTuple_GET_ITEM(values, i);
        unsigned long long number = 0;
        Py_ssize_t size;
        given.wide[i] = NULL;
        if (strchr("iulkLKn", kinds[i])) number = PyLong_AsUnsignedLongLongMask(value);
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
            given.complexes[i] = PyComplex_AsCComplex(value);
            inputs[i].p = &given.complexes[i];
            break;
        case 's': inputs[i].s = value == Py_None ? NULL : PyBytes_AsString(value); break;
        case 'w':
            if (value != Py_None) given.wide[i] = PyUnicode_AsWideCharString(value, &size);
            inputs[i].w = given.wide[i];
            break;
        case 'N':
            if (value != null_marker) Py_INCREF(value);
            /* fall through */
        default: inputs[i].O = pointer(value); break;
        }
    }
    if (PyErr_Occurred()) Py_FatalError("a value does not fit its kind");
}

static void free_inputs(void)
{
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) PyMem_Free(given.wide[i]);
}

static PyObject *build_once(const Table *table, const Call *call)
{
    if (call->pending != Py_None) PyErr_SetObject((PyObject *)Py_TYPE(call->pending), call->pending);
    return table->entries[call->index].build(pointer(call->target), call->name, given.inputs);
}

/* Puts all objects that calls change back into their first state, and forgets what was done. */
static int reset(void)
{
    Py_ssize_t i;
    for (i = 0; i < PyList_GET_SIZE(resets); i++) {
        PyObject *done = PyObject_CallNoArgs(PyTuple_GET_ITEM(PyList_GET_ITEM(resets, i), 1));
        if (done == NULL) return -1;
        Py_DECREF(done);
    }
    return PyList_GET_SIZE(calls) ? PyList_SetSlice(calls, 0, PyList_GET_SIZE(calls), NULL) : 0;
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

static int make_call(const Table *table, const Call *call, Record *record)
{
    int before[WATCHED];
    Py_ssize_t i;
    long long started;
    PyObject *exception, *made = NULL;
    if (reset() < 0) return -1;
    record->memory.size = record->told.size = 0;
    record->log = NULL;
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
    if (PyList_GET_SIZE(calls) > 0) record->log = PyList_GetSlice(calls, 0, PyList_GET_SIZE(calls));
    return PyErr_Occurred() ? -1 : 0;
}

static int same_text(const Text *one, const Text *other)
{
    return one->size == other->size && (one->size == 0 || memcmp(one->data, other->data, one->size) == 0);
}

/* 1 if nothing that was seen differs. What was asked of the allocators is judged elsewhere. */
static int same_records(const Record *one, const Record *other)
{
    size_t size = (size_t)watched_count * sizeof(int);
    if (one->result != other->result || !same_text(&one->told, &other->told)) return 0;
    if (!same_text(&one->memory, &other->memory)) return 0;
    if (memcmp(one->during, other->during, size) != 0 || memcmp(one->after, other->after, size) != 0) return 0;
    if (one->log == NULL || other->log == NULL) return one->log == other->log;
    return PyObject_RichCompareBool(one->log, other->log, Py_EQ) == 1;
}

static int has_warned(const Record *record)
{
    Py_ssize_t i;
    for (i = 0; record->log != NULL && i < PyList_GET_SIZE(record->log); i++) {
        PyObject *kind = PyTuple_GET_ITEM(PyList_GET_ITEM(record->log, i), 0);
        if (PyUnicode_CompareWithASCIIString(kind, "warning") == 0) return 1;
    }
    return 0;
}

static PyObject *list_of(const int *numbers)
{
    PyObject *list = PyList_New(watched_count);
    Py_ssize_t i;
    for (i = 0; list != NULL && i < watched_count; i++) PyList_SET_ITEM(list, i, PyLong_FromLong(numbers[i]));
    return list;
}

/* (result, memory, what was told, log, references during, references after, allocations) */
static PyObject *tuple_of(const Record *record)
{
    PyObject *told = PyUnicode_DecodeUTF8(record->told.data, (Py_ssize_t)record->told.size, "backslashreplace");
    return Py_BuildValue("iy#NONNL", record->result, record->memory.data, (Py_ssize_t)record->memory.size, told,
                         record->log ? record->log : Py_None, list_of(record->during), list_of(record->after),
                         record->allocations);
}

/* A number for what became of a call: the result and the exception's text. */
static PyObject *sort_of(const Record *record)
{
    Py_uhash_t hash = 2166136261u;
    size_t i;
    for (i = 0; i < record->explained; i++) hash = (hash ^ (unsigned char)record->told.data[i]) * 16777619u;
    return PyLong_FromSize_t((size_t)(hash ^ (Py_uhash_t)record->result) & 0x3FFFFFFF);
}

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
    if (count != 4 || read_call(&call, arguments) < 0) return NULL;
    first = PyObject_IsTrue(arguments[3]);
    append(&records[0].memory, "", 1);
    append(&records[1].memory, "", 1);
    append(&records[0].told, "", 1);
    append(&records[1].told, "", 1);
    if (call.values == NULL) {
        watch(call.args, 0);
        watch(call.kwargs, 0);
    } else {
        watch(call.target, 0);
        watch(call.values, 0);
    }
    if (make_call(tables[first], &call, &records[first]) < 0
        || make_call(tables[!first], &call, &records[!first]) < 0) {
        unwatch();
        return NULL;
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
    return result;
}

static long long references(void)
{
    PyObject *total = total_references ? PyObject_CallNoArgs(total_references) : NULL;
    long long number = total ? PyLong_AsLongLong(total) : 0;
    Py_XDECREF(total);
    return number;
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
    if (count != 6 || read_call(&call, arguments) < 0) return NULL;
    table = tables[PyObject_IsTrue(arguments[3])];
    times = PyLong_AsSsize_t(arguments[4]);
    is_cleared = PyObject_IsTrue(arguments[5]);
    for (i = 0; i < times; i++) {
        long long blocks_before, references_before, growth;
        if (reset() < 0) return NULL;
        references_before = references();
        blocks_before = live;
        if (call.values == NULL) {
            fill_slots();
            if (parse_once(table, &call)) release_slots(NULL);
        } else {
            fill_inputs(call.values);
            Py_XDECREF(build_once(table, &call));
            free_inputs();
        }
        PyErr_Clear();
        if (PyList_GET_SIZE(calls) > 0) PyList_SetSlice(calls, 0, PyList_GET_SIZE(calls), NULL);
        if (is_cleared) PyType_ClearCache();
        if (i < times / 2) continue;
        growth = live - blocks_before;
        if (growth < blocks) blocks = growth;
        growth = references() - references_before;
        if (growth < left) left = growth;
    }
    return Py_BuildValue("LL", blocks, left);
}

/* prepare(log, resets, converting type, class behind O!, (plain table, compiled table)) */
static PyObject *prepare(PyObject *self, PyObject *arguments)
{
    PyObject *type, *capsules;
    int i;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "O!O!OOO!", &PyList_Type, &calls, &PyList_Type, &resets, &converting_type, &type,
                          &PyTuple_Type, &capsules))
        return NULL;
    Py_INCREF(calls);
    Py_INCREF(resets);
    Py_INCREF(converting_type);
    Py_INCREF(type);
    environment.converter = converter;
    environment.maker = maker;
    environment.type = (PyTypeObject *)type;
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
