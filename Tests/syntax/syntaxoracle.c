/* Calls CPython's parse and build functions with many formats and arguments of the right kinds, and writes down what
 * happened. See oracle.py for the files.
 *
 * A function gets all its C arguments at once, in the slots, and more than it reads. That works where the calling
 * convention keeps integers and pointers apart from floating-point values and lets a callee ignore what it does not
 * read: on the 64-bit systems of x86 and Arm, but not on Apple's.
 *
 * The arguments are made from a reading of the format that is as naive as can be: units one after the other, the
 * longest first, everything else skipped. Up to CPython's first complaint that is what CPython reads too.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS = 60, LEVELS = 200, LONGEST = 4000, TAIL = 50 };

/* What came of a call; `Result` in Outcome.swift names them in the same order. */
enum outcome { SUCCESS, ABORT, TYPE_ERROR, SYSTEM_ERROR, OTHER_ERROR };

/* One format, and what calls of it need. */
struct question {
    char family;                       /* p, k, s, v or c */
    char format[LONGEST + TAIL];
    int slots;                         /* how many are in use */
    char roles[SLOTS];
    PyObject *arguments[SLOTS];        /* those outside parentheses */
    int count;                         /* of these */
    int positional;                    /* how many of these stand before a '$' */
};

static struct question question;
static union { Py_buffer buffer; void *pointer; } scratch[SLOTS];
static void *slots[SLOTS];
static char *names[SLOTS + 1];
static char name_text[SLOTS][4];
static PyObject *text, *octets, *array, *number, *echo_function;
static Py_complex one = {1.0, 0.0};
static FILE *answers;
static sigjmp_buf aborted;
static unsigned long aborts, confirmed;

/* ---- C arguments ---- */

static int accept_anything(PyObject *object, void *address) { (void)object; (void)address; return 1; }
static PyObject *make_none(void *address) { (void)address; Py_RETURN_NONE; }

static void fill_slots(void)
{
    for (int i = 0; i < question.slots; i++) {
        switch (question.roles[i]) {
        case 'e': slots[i] = NULL; break;                                 /* an encoding */
        case 't': slots[i] = &PyBaseObject_Type; break;
        case 'c': slots[i] = (void *)(Py_uintptr_t)accept_anything; break;
        case 'm': slots[i] = (void *)(Py_uintptr_t)make_none; break;
        case 's': slots[i] = "a"; break;
        case 'u': slots[i] = L"a"; break;
        case 'i': slots[i] = (void *)1; break;
        case 'D': slots[i] = &one; break;
        case 'O': slots[i] = Py_None; Py_INCREF(Py_None); break;
        default: memset(&scratch[i], 0, sizeof scratch[i]); slots[i] = &scratch[i]; break;
        }
    }
    for (int i = question.slots; i < SLOTS; i++) slots[i] = &scratch[i];
}

static int add_slot(char role)
{
    if (question.slots == SLOTS) return -1;
    question.roles[question.slots++] = role;
    return 0;
}

static int add_slots(const char *roles)
{
    for (; *roles; roles++)
        if (add_slot(*roles) < 0) return -1;
    return 0;
}

/* ---- The naive reading ---- */

static int is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

/* The length of the parse unit at `s`. `w#` is none, but where its argument is not given CPython passes over both. */
static int unit_length(const char *s)
{
    if (s[0] == 'e' && (s[1] == 's' || s[1] == 't')) return s[2] == '#' ? 3 : 2;
    if (s[0] && strchr("szyw", s[0]) && s[1] == '*') return 2;
    if (s[0] && strchr("szyuZw", s[0]) && s[1] == '#') return 2;
    if (s[0] == 'O' && (s[1] == '!' || s[1] == '&')) return 2;
    return 1;
}

/* An argument that the parse unit at `s` converts, borrowed. */
static PyObject *value_for(const char *s)
{
    if (strchr("szCUeuZ", s[0])) return text;
    if (strchr("cyS", s[0])) return octets;
    if (strchr("wY", s[0])) return array;
    return number;
}

/* Whether `e` on its own is an item of a group for the running version. */
static int lone_e_counts(void)
{
    return PY_VERSION_HEX >= 0x030E0000 || PY_VERSION_HEX < 0x030B0700 ||
        (PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030C0100);
}

/* Reads a group's or the format's items up to `)` or the end into `items`; returns where it stopped, NULL on failure. */
static const char *read_items(const char *s, PyObject *items, int depth)
{
    while (*s && *s != ':' && *s != ';' && !(depth && *s == ')')) {
        int length = unit_length(s), failed = 0;
        if (*s == '(') {
            PyObject *inner = PyList_New(0), *group;
            if (!inner || depth == LEVELS) return NULL;
            s = read_items(s + 1, inner, depth + 1);
            if (!s) return NULL;
            if (*s == ')') s++;
            group = PyList_AsTuple(inner);
            Py_DECREF(inner);
            failed = !group || PyList_Append(items, group) < 0;
            Py_XDECREF(group);
            if (failed) return NULL;
            continue;
        }
        if (!depth && *s == '$' && question.positional < 0) question.positional = (int)PyList_GET_SIZE(items);
        if (is_letter(*s)) {
            if (*s == 'e' && length == 1) {
                if (depth && lone_e_counts() && PyList_Append(items, number) < 0) return NULL;
            } else {
                if (length > 1 && *s == 'e') failed = add_slots(length == 3 ? "eoo" : "eo");
                else if (length > 1 && *s == 'O') failed = add_slots(s[1] == '!' ? "to" : "co");
                else failed = add_slots(length > 1 && s[1] == '#' ? "oo" : "o");
                if (failed || PyList_Append(items, value_for(s)) < 0) return NULL;
            }
        }
        s += length;
    }
    return s;
}

static int plan_parse(void)
{
    PyObject *items = PyList_New(0);
    question.positional = -1;
    if (!items || !read_items(question.format, items, 0)) return -1;
    question.count = (int)PyList_GET_SIZE(items);
    if (question.count > SLOTS - 1) return -1;
    if (question.family != 'k' || question.positional < 0) question.positional = question.count;
    for (int i = 0; i < question.count; i++) {
        question.arguments[i] = PyList_GET_ITEM(items, i);
        Py_INCREF(question.arguments[i]);
    }
    Py_DECREF(items);
    return 0;
}

static int plan_build(void)
{
    for (const char *s = question.format; *s; s++) {
        int failed = 0, sized = s[1] == '#';
        if (strchr("szUy", *s)) failed = add_slots(sized ? "si" : "s");
        else if (*s == 'u') failed = add_slots(sized ? "ui" : "u");
        else if (strchr("OSN", *s)) failed = add_slots(s[1] == '&' ? "mi" : "O");
        else if (*s == 'D') failed = add_slot('D');
        else if (strchr("bBhHiIlkLKncC", *s) || (*s == 'p' && PY_VERSION_HEX >= 0x030E0000)) failed = add_slot('i');
        if (failed) return -1;
    }
    return 0;
}

/* ---- One call ---- */

#define TEN(n) slots[n], slots[n + 1], slots[n + 2], slots[n + 3], slots[n + 4], \
    slots[n + 5], slots[n + 6], slots[n + 7], slots[n + 8], slots[n + 9]
#define ALL TEN(0), TEN(10), TEN(20), TEN(30), TEN(40), TEN(50)
#define FLOATS 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0

/* What Py_BuildValue returns, or None; NULL with an exception set. */
static PyObject *call(PyObject *arguments, PyObject *keywords)
{
    int parsed = 0;
    fill_slots();
    switch (question.family) {
    case 'v': return Py_BuildValue(question.format, ALL, FLOATS);
    case 'c': return PyObject_CallFunction(echo_function, question.format, ALL, FLOATS);
    case 'p': parsed = PyArg_ParseTuple(arguments, question.format, ALL); break;
    case 'k': parsed = PyArg_ParseTupleAndKeywords(arguments, keywords, question.format, names, ALL); break;
    case 's': parsed = PyArg_Parse(arguments, question.format, ALL); break;
    }
    if (!parsed) return NULL;
    Py_RETURN_NONE;
}

/* The brackets of a result, "." for anything else; a dictionary's contents are left out. */
static char *shape(PyObject *object, char *out, char *limit)
{
    int is_tuple = PyTuple_Check(object);
    if (out + 2 >= limit) return out;
    if (is_tuple || PyList_Check(object)) {
        *out++ = is_tuple ? '(' : '[';
        for (Py_ssize_t i = 0; i < PySequence_Size(object); i++)
            out = shape(is_tuple ? PyTuple_GET_ITEM(object, i) : PyList_GET_ITEM(object, i), out, limit);
        *out++ = is_tuple ? ')' : ']';
    } else if (PyDict_Check(object)) {
        *out++ = '{';
        *out++ = '}';
    } else {
        *out++ = object == Py_None ? '0' : '.';
    }
    return out;
}

static void write_answer(enum outcome outcome, const char *words, size_t length)
{
    uint16_t size = (uint16_t)(length > 1000 ? 1000 : length);
    fputc((int)outcome, answers);
    fwrite(&size, sizeof size, 1, answers);
    fwrite(words, 1, size, answers);
}

/* Takes the current exception and writes it down. */
static void write_exception(void)
{
    PyObject *type, *value, *traceback, *words;
    const char *utf8 = NULL;
    Py_ssize_t length = 0;
    enum outcome outcome = OTHER_ERROR;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == PyExc_TypeError) outcome = TYPE_ERROR;
    if (type == PyExc_SystemError) outcome = SYSTEM_ERROR;
    words = value ? PyObject_Str(value) : NULL;
    if (words) utf8 = PyUnicode_AsUTF8AndSize(words, &length);
    write_answer(outcome, utf8 ? utf8 : "", utf8 ? (size_t)length : 0);
    Py_XDECREF(words);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_Clear();
}

/* Whether the call aborts in a process of its own, where nothing stands in abort()'s way. */
static int aborts_in_child(PyObject *arguments, PyObject *keywords)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        call(arguments, keywords);
        _exit(0);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void handle_abort(int number) { (void)number; siglongjmp(aborted, 1); }

/* Calls and writes down the outcome. Consumes the references to the arguments. One abort in 5000 is tried in a child. */
static int attempt(PyObject *arguments, PyObject *keywords)
{
    if (sigsetjmp(aborted, 0)) {
        write_answer(ABORT, "", 0);
        if (aborts++ % 5000 == 0) {
            if (!aborts_in_child(arguments, keywords)) {
                PyErr_Format(PyExc_RuntimeError, "no abort in a process of its own: %c %s", question.family,
                             question.format);
                return -1;
            }
            confirmed++;
        }
    } else {
        PyObject *made = call(arguments, keywords);
        if (made) {
            char buffer[600];
            char *end = shape(made, buffer, buffer + sizeof buffer);
            write_answer(SUCCESS, buffer, (size_t)(end - buffer));
            Py_DECREF(made);
        } else {
            write_exception();
        }
    }
    Py_XDECREF(arguments);
    Py_XDECREF(keywords);
    return 0;
}

/* ---- All calls of one format ---- */

/* Calls with the arguments from `first` to before `last`: in order up to the '$', by name from there on, or all by name.
 * One argument more than there are is an int. */
static int attempt_range(int first, int last, int by_name)
{
    int in_order = by_name ? first : last > question.count ? last : last < question.positional ? last : question.positional;
    PyObject *arguments = PyTuple_New(in_order - first), *keywords = NULL;
    if (!arguments) return -1;
    for (int i = first; i < last; i++) {
        PyObject *argument = i < question.count ? question.arguments[i] : number;
        if (i < in_order) {
            Py_INCREF(argument);
            PyTuple_SET_ITEM(arguments, i - first, argument);
        } else {
            /* A name that is equal to the one in the list, not the same object. */
            PyObject *name = PyUnicode_FromFormat("k%d", i);
            if (!keywords) keywords = PyDict_New();
            if (!name || !keywords || PyDict_SetItem(keywords, name, argument) < 0) return -1;
            Py_DECREF(name);
        }
    }
    return attempt(arguments, keywords);
}

static int ask(void)
{
    int is_build = question.family == 'v' || question.family == 'c';
    question.slots = question.count = question.positional = 0;
    if ((is_build ? plan_build() : plan_parse()) < 0) {
        PyErr_Format(PyExc_ValueError, "too many arguments: %c %s", question.family, question.format);
        return -1;
    }
    fputc(question.count, answers);
    if (is_build) {
        if (attempt(NULL, NULL) < 0) return -1;
    } else if (question.family == 's') {
        PyObject *argument = question.count ? question.arguments[0] : number;
        Py_INCREF(argument);
        if (attempt(argument, NULL) < 0) return -1;
    } else {
        for (int i = 0; i < SLOTS; i++) names[i] = i < question.count ? name_text[i] : NULL;
        for (int given = 0; given <= question.count + 1; given++)
            if (attempt_range(0, given, 0) < 0) return -1;
        for (int i = 0; question.family == 'k' && i < question.count; i++)
            if (attempt_range(i, i + 1, 1) < 0) return -1;
    }
    for (int i = 0; i < question.count; i++) Py_DECREF(question.arguments[i]);
    return 0;
}

/* A crash names the format. */
static void handle_crash(int number)
{
    const char *name = number == SIGSEGV ? "segmentation fault: " : "bus error: ";
    if (write(1, name, strlen(name)) < 0 || write(1, &question.family, 1) < 0 || write(1, " ", 1) < 0 ||
        write(1, question.format, strlen(question.format)) < 0 || write(1, "\n", 1) < 0)
        _exit(4);
    _exit(3);
}

/* run(questions, answers): two paths. Returns how many aborts there were, and how many were tried in a child. */
static PyObject *run(PyObject *module, PyObject *args)
{
    PyObject *questions_path, *answers_path;
    FILE *questions;
    int family, failed = 0;
    (void)module;
    if (!PyArg_ParseTuple(args, "O&O&", PyUnicode_FSConverter, &questions_path, PyUnicode_FSConverter, &answers_path))
        return NULL;
    questions = fopen(PyBytes_AS_STRING(questions_path), "rb");
    answers = fopen(PyBytes_AS_STRING(answers_path), "wb");
    Py_DECREF(questions_path);
    Py_DECREF(answers_path);
    if (!questions || !answers) return PyErr_SetFromErrno(PyExc_OSError);
    while (!failed && (family = fgetc(questions)) != EOF) {
        uint16_t size;
        memset(question.format, 0, sizeof question.format);
        failed = fread(&size, sizeof size, 1, questions) != 1 || size > LONGEST ||
            fread(question.format, 1, size, questions) != size;
        if (failed) {
            PyErr_SetString(PyExc_ValueError, "the questions are cut short, or one is too long");
        } else {
            /* A reader that does not stop at the NUL finds units there, or for the capital letter zeros. */
            size_t length = strlen(question.format);
            int finds_units = family >= 'a';
            question.family = (char)(finds_units ? family : family + ('a' - 'A'));
            memset(question.format + length + 1, finds_units ? 'i' : 0, TAIL - 2);
            question.format[length + TAIL - 1] = 0;
            failed = ask() < 0;
        }
    }
    fclose(questions);
    if (fclose(answers) != 0 && !failed) return PyErr_SetFromErrno(PyExc_OSError);
    return failed ? NULL : Py_BuildValue("kk", aborts, confirmed);
}

static PyObject *echo(PyObject *module, PyObject *args) { (void)module; Py_INCREF(args); return args; }

static PyMethodDef methods[] = {
    {"run", run, METH_VARARGS, NULL}, {"echo", echo, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "syntaxoracle", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_syntaxoracle(void)
{
    PyObject *module = PyModule_Create(&definition);
    struct sigaction action;
    sigset_t abort_signal;
    memset(&action, 0, sizeof action);
    action.sa_flags = SA_NODEFER;
    action.sa_handler = handle_abort;
    sigaction(SIGABRT, &action, NULL);
    /* A parent may have blocked it; where abort() does not unblock it, the handler would be left out. */
    sigemptyset(&abort_signal);
    sigaddset(&abort_signal, SIGABRT);
    sigprocmask(SIG_UNBLOCK, &abort_signal, NULL);
    action.sa_handler = handle_crash;
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    for (int i = 0; i < SLOTS; i++) snprintf(name_text[i], sizeof name_text[i], "k%d", i);
    text = PyUnicode_FromString("a");
    octets = PyBytes_FromString("a");
    array = PyByteArray_FromStringAndSize("a", 1);
    number = PyLong_FromLong(1);
    if (!module || !text || !octets || !array || !number) return NULL;
    echo_function = PyObject_GetAttrString(module, "echo");
    return echo_function ? module : NULL;
}
