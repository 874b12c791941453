/* Two types with the same methods: Place, made of slots, and Point, a static one, which limited APIs do not have. */

typedef struct {
    PyObject_HEAD
    int number;
} Place;

static PyObject *place_move(Place *self, PyObject *args)
{
    double x, y = 0;
    if (!PyArg_ParseTuple(args, "d|d:move", &x, &y)) return NULL;
    return told("move", (PyObject *)self, Py_BuildValue("(idd)", self->number, x, y));
}

static PyObject *place_scale(Place *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"factor", "of", NULL};
    int factor;
    PyObject *of = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i|O:scale", names, &factor, &of)) return NULL;
    return told("scale", (PyObject *)self, Py_BuildValue("(iiO)", self->number, factor, of));
}

static PyObject *place_contains(PyObject *self, PyObject *args)
{
    int number;
    if (!PyArg_ParseTuple(args, "i:__contains__", &number)) return NULL;
    return PyBool_FromLong(number == ((Place *)self)->number);
}

static PyObject *place_of(PyObject *type, PyObject *args)
{
    const char *text;
    if (!PyArg_ParseTuple(args, "s:of", &text)) return NULL;
    return told("of", type, Py_BuildValue("(s)", text));
}

static PyObject *place_of_kw(PyObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"text", NULL};
    const char *text;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "s:of_kw", names, &text)) return NULL;
    return told("of_kw", type, Py_BuildValue("(s)", text));
}

static PyObject *place_distance(PyObject *unused, PyObject *args)
{
    int a, b;
    if (!PyArg_ParseTuple(args, "ii:distance", &a, &b)) return NULL;
    return told("distance", unused, Py_BuildValue("(i)", a < b ? b - a : a - b));
}

static PyObject *place_distance_kw(PyObject *Py_UNUSED(unused), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"a", "b", NULL};
    int a, b;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii:distance_kw", names, &a, &b)) return NULL;
    return told("distance_kw", NULL, Py_BuildValue("(i)", a < b ? b - a : a - b));
}

#define KEYWORDS(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef place_methods[] = {
    {"move", (PyCFunction)place_move, METH_VARARGS, NULL},
    {"scale", KEYWORDS(place_scale), METH_VARARGS | METH_KEYWORDS, NULL},
    {"__contains__", place_contains, METH_VARARGS | METH_COEXIST, NULL},
    {"of", place_of, METH_VARARGS | METH_CLASS, NULL},
    {"of_kw", KEYWORDS(place_of_kw), METH_VARARGS | METH_KEYWORDS | METH_CLASS, NULL},
    {"distance", place_distance, METH_STATIC | METH_VARARGS, NULL},
    {"distance_kw", KEYWORDS(place_distance_kw), METH_VARARGS | METH_KEYWORDS | METH_STATIC, NULL},
    {"shared", shared, METH_VARARGS | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL}
};

/* Serves both types; an object has a number. */
static PyObject *place_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"number", NULL};
    int number;
    allocfunc allocate;
    PyObject *self;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i:Place", names, &number)) return NULL;
#ifdef Py_LIMITED_API
    allocate = (allocfunc)(uintptr_t)PyType_GetSlot(type, Py_tp_alloc);
#else
    allocate = type->tp_alloc;
#endif
    self = allocate(type, 0);
    if (self != NULL) ((Place *)self)->number = number;
    return self;
}

/* What METH_COEXIST keeps from being used for the name __contains__. */
static int place_has(PyObject *self, PyObject *value)
{
    (void)self;
    (void)value;
    return 1;
}

static PyType_Slot place_slots[] = {
    {Py_tp_methods, place_methods}, {Py_tp_new, (void *)(uintptr_t)place_new},
    {Py_sq_contains, (void *)(uintptr_t)place_has}, {0, NULL}};

static PyType_Spec place_spec = {
    "methods.Place", sizeof(Place), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, place_slots};

#ifndef Py_LIMITED_API
static PyObject *point_move(Place *self, PyObject *args)
{
    int x;
    if (!PyArg_ParseTuple(args, "i:move", &x)) return NULL;
    return told("point_move", (PyObject *)self, Py_BuildValue("(ii)", self->number, x));
}

static PyObject *point_scale(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"factor", NULL};
    int factor = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|i:scale", names, &factor)) return NULL;
    return told("point_scale", self, Py_BuildValue("(i)", factor));
}

static PyMethodDef point_methods[] = {
    {"move", (PyCFunction)point_move, METH_VARARGS, NULL},
    {"scale", KEYWORDS(point_scale), METH_VARARGS | METH_KEYWORDS, NULL},
    {"of", place_of, METH_VARARGS | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL}
};

static PyTypeObject point_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "methods.Point",
    .tp_basicsize = sizeof(Place),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_methods = point_methods,
    .tp_new = place_new,
};
#endif

/* The type Place as a new reference, with both types in the module; NULL with an exception set. */
static PyObject *add_types(PyObject *module)
{
    PyObject *place = PyType_FromSpec(&place_spec);
#ifndef Py_LIMITED_API
    if (place != NULL && (PyType_Ready(&point_type) < 0
                          || PyObject_SetAttrString(module, "Point", (PyObject *)&point_type) < 0)) {
        Py_CLEAR(place);
    }
#endif
    if (place != NULL && PyObject_SetAttrString(module, "Place", place) < 0) Py_CLEAR(place);
    return place;
}
