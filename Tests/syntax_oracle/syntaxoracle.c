/* Calls CPython's parse and build functions with any format and arguments of the right kinds, and says what happened.
 *
 * A function gets all its C arguments at once, one for each letter of `roles`, and as many more as fit. That works where
 * the calling convention keeps integers and pointers apart from floating-point values and lets a callee ignore what it
 * does not read: on the 64-bit systems of x86 and Arm, but not on Apple's.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS = 40, FAILED = 0, SUCCEEDED = 1, ABORTED = -1 };

/* Where the functions of the parse language write: large and aligned enough for a Py_buffer. */
static union { Py_buffer buffer; void *pointer; } scratch[SLOTS];
static void *slots[SLOTS];

static int accept_anything(PyObject *object, void *address) { (void)object; (void)address; return 1; }
static PyObject *make_none(void *address) { (void)address; Py_RETURN_NONE; }

static char *names[SLOTS + 1];
static char name_text[SLOTS][4];
static Py_complex one = {1.0, 0.0};

static void fill_slots(const char *roles)
{
    size_t length = strlen(roles);
    memset(scratch, 0, sizeof scratch);
    for (size_t i = 0; i < SLOTS; i++) {
        switch (i < length ? roles[i] : 'o') {
        case 'e': slots[i] = NULL; break;                                 /* an encoding */
        case 't': slots[i] = &PyBaseObject_Type; break;
        case 'c': slots[i] = (void *)(Py_uintptr_t)accept_anything; break;
        case 'm': slots[i] = (void *)(Py_uintptr_t)make_none; break;
        case 's': slots[i] = "a"; break;
        case 'u': slots[i] = L"a"; break;
        case 'i': slots[i] = (void *)1; break;
        case 'D': slots[i] = &one; break;
        case 'O': slots[i] = Py_None; Py_INCREF(Py_None); break;
        default: slots[i] = &scratch[i]; break;
        }
    }
}

#define TEN(n) slots[n], slots[n + 1], slots[n + 2], slots[n + 3], slots[n + 4], \
    slots[n + 5], slots[n + 6], slots[n + 7], slots[n + 8], slots[n + 9]
#define ALL TEN(0), TEN(10), TEN(20), TEN(30)
#define FLOATS 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0

static int call(int family, const char *format, const char *roles, PyObject *arguments, PyObject *keywords)
{
    PyObject *made = NULL;
    fill_slots(roles);
    switch (family) {
    case 'p': return PyArg_ParseTuple(arguments, format, ALL);
    case 'k': return PyArg_ParseTupleAndKeywords(arguments, keywords, format, names, ALL);
    case 's': return PyArg_Parse(PyTuple_GetItem(arguments, 0), format, ALL);
    case 'v': made = Py_BuildValue(format, ALL, FLOATS); break;
    case 'c': made = PyObject_CallFunction(arguments, format, ALL, FLOATS); break;
    }
    Py_XDECREF(made);
    return made != NULL;
}

/* An unhashable key is the one thing that may be wrong with a build format's values here. */
static int verdict(int family, int succeeded)
{
    int is_key = (family == 'v' || family == 'c') && PyErr_ExceptionMatches(PyExc_TypeError);
    return succeeded || is_key ? SUCCEEDED : FAILED;
}

static int call_in_child(int family, const char *format, const char *roles, PyObject *arguments, PyObject *keywords)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 2);
        _exit(verdict(family, call(family, format, roles, arguments, keywords)));
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -2;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : ABORTED;
}

/* attempt(family, format, roles, arguments, keywords or None, count of names, whether to use a child process) */
static PyObject *attempt(PyObject *module, PyObject *args)
{
    int family, count, isolated, result;
    const char *format, *roles;
    PyObject *arguments, *keywords;
    (void)module;
    if (!PyArg_ParseTuple(args, "CyyOOii", &family, &format, &roles, &arguments, &keywords, &count, &isolated))
        return NULL;
    if (count > SLOTS || strlen(roles) > SLOTS) {
        PyErr_SetString(PyExc_ValueError, "too many arguments");
        return NULL;
    }
    if (keywords == Py_None) keywords = NULL;
    for (int i = 0; i <= SLOTS; i++) {
        if (i < SLOTS) snprintf(name_text[i], sizeof name_text[i], "k%d", i);
        names[i] = i < count ? name_text[i] : NULL;
    }
    if (isolated) {
        result = call_in_child(family, format, roles, arguments, keywords);
        if (result == -2) return NULL;
    } else {
        result = verdict(family, call(family, format, roles, arguments, keywords));
        PyErr_Clear();
    }
    return PyLong_FromLong(result);
}

static PyMethodDef methods[] = {{"attempt", attempt, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "syntaxoracle", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_syntaxoracle(void) { return PyModule_Create(&definition); }
