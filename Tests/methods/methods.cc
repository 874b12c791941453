// A module whose functions stand in namespaces and classes, as check.py compares them built plainly and through
// `argot cc`; expected.py says which of the methods are to be entered by METH_FASTCALL.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string>
#include <utility>

#include "told.h"

namespace {

PyObject *hidden(PyObject *self, PyObject *args) {
    int value;
    if (!PyArg_ParseTuple(args, "i:hidden", &value)) return nullptr;
    return told("hidden", self, Py_BuildValue("(i)", value));
}

PyObject *hidden_kw(PyObject *self, PyObject *args, PyObject *kwds) {
    static const char *const names[] = {"text", "size", nullptr};
    const char *text;
    int size = 7;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "s|i:hidden_kw", const_cast<char **>(names), &text, &size)) {
        return nullptr;
    }
    return told("hidden_kw", self, Py_BuildValue("(si)", text, size));
}

}  // namespace

namespace outer {
namespace inner {

static PyObject *spaced(PyObject *self, PyObject *args) {
    std::pair<int, long> both{1, 2};
    if (!PyArg_ParseTuple(args, "i|l:spaced", &both.first, &both.second)) return nullptr;
    return told("spaced", self, Py_BuildValue("(il)", both.first, both.second));
}

namespace {
auto deep(PyObject *self, PyObject *args) -> PyObject * {
    const char *text;
    if (!PyArg_ParseTuple(args, "s:deep", &text)) return nullptr;
    return told("deep", self, Py_BuildValue("(s)", text));
}

auto deeper(PyObject *self, PyObject *args) -> PyObject * {
    PyObject *value;
    if (PyTuple_Size(args) == 0) return told("deeper", self, Py_BuildValue("()"));
    if (!PyArg_ParseTuple(args, "O!:deeper", &PyUnicode_Type, &value)) return nullptr;
    return told("deeper", self, Py_BuildValue("(O)", value));
}
}  // namespace

}  // namespace inner
}  // namespace outer

// The same name as above in another namespace: two functions of one name are not told apart.
namespace other {
namespace {
PyObject *deep(PyObject *self, PyObject *args) {
    double value;
    if (!PyArg_ParseTuple(args, "d:other_deep", &value)) return nullptr;
    return told("other_deep", self, Py_BuildValue("(d)", value));
}
}  // namespace
}  // namespace other

extern "C" {
static PyObject *in_c(PyObject *self, PyObject *args) {
    int value;
    if (!PyArg_ParseTuple(args, "i:in_c", &value)) return nullptr;
    return told("in_c", self, Py_BuildValue("(i)", value));
}
}

namespace {

struct Reader {
    PyObject_HEAD
    int number;

    static PyObject *read_text(PyObject *self, PyObject *args) {
        std::string text;
        const char *found;
        if (!PyArg_ParseTuple(args, "s:read", &found)) return nullptr;
        text = found;
        return told("read", self, Py_BuildValue("(is)", reinterpret_cast<Reader *>(self)->number, text.c_str()));
    }

    static PyObject *read_kw(Reader *self, PyObject *args, PyObject *kwds);
    static PyObject *made(PyObject *type, PyObject *args);

  protected:
    static PyObject *guarded(PyObject *self, PyObject *args) {
        int value;
        if (!PyArg_ParseTuple(args, "i:guarded", &value)) return nullptr;
        return told("guarded", self, Py_BuildValue("(i)", value));
    }

  public:
    static PyMethodDef methods[];
};

PyObject *Reader::read_kw(Reader *self, PyObject *args, PyObject *kwds) {
    static const char *names[] = {"size", "mode", nullptr};
    int size = -1;
    const char *mode = "r";
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|i$s:read_kw", const_cast<char **>(names), &size, &mode)) {
        return nullptr;
    }
    return told("read_kw", reinterpret_cast<PyObject *>(self), Py_BuildValue("(is)", size, mode));
}

PyObject *Reader::made(PyObject *type, PyObject *args) {
    int value;
    if (!PyArg_ParseTuple(args, "i:made", &value)) return nullptr;
    return told("made", type, Py_BuildValue("(i)", value));
}

PyMethodDef Reader::methods[] = {
    {"read", Reader::read_text, METH_VARARGS, nullptr},
    {"read_kw", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(read_kw)), METH_VARARGS | METH_KEYWORDS,
     nullptr},
    {"made", &Reader::made, METH_VARARGS | METH_CLASS, nullptr},
    {"guarded", guarded, METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

template <int number>
PyObject *templated(PyObject *self, PyObject *args) {
    int value;
    if (!PyArg_ParseTuple(args, "i:templated", &value)) return nullptr;
    return told("templated", self, Py_BuildValue("(ii)", number, value));
}

PyObject *overloaded(PyObject *self, PyObject *args) {
    int value;
    if (!PyArg_ParseTuple(args, "i:overloaded", &value)) return nullptr;
    return told("overloaded", self, Py_BuildValue("(i)", value));
}

[[maybe_unused]] int overloaded(int value) { return value; }

// Initialised while compiling, where a cast is not allowed.
PyObject *constant(PyObject *self, PyObject *args) {
    int value;
    if (!PyArg_ParseTuple(args, "i:constant", &value)) return nullptr;
    return told("constant", self, Py_BuildValue("(i)", value));
}

constexpr PyMethodDef constant_method = {"constant", constant, METH_VARARGS, nullptr};

PyMethodDef methods[] = {
    {"hidden", hidden, METH_VARARGS, nullptr},
    {"hidden_kw", (PyCFunction)(void (*)(void))hidden_kw, METH_VARARGS | METH_KEYWORDS, nullptr},
    {"spaced", outer::inner::spaced, METH_VARARGS, nullptr},
    {"deep", &outer::inner::deep, METH_VARARGS, nullptr},
    {"deeper", (PyCFunction)(&outer::inner::deeper), METH_VARARGS, nullptr},
    {"other_deep", static_cast<PyCFunction>(::other::deep), METH_VARARGS, nullptr},
    {"in_c", in_c, METH_VARARGS, nullptr},
    {"overloaded", overloaded, METH_VARARGS, nullptr},
    {"templated", templated<3>, METH_VARARGS, nullptr},
    {"lambda",
     [](PyObject *self, PyObject *args) -> PyObject * {
         int value;
         if (!PyArg_ParseTuple(args, "i:lambda", &value)) return nullptr;
         return told("lambda", self, Py_BuildValue("(i)", value));
     },
     METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyObject *new_reader(PyTypeObject *type, PyObject *args, PyObject *) {
    int number;
    if (!PyArg_ParseTuple(args, "i:Reader", &number)) return nullptr;
    auto allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    PyObject *self = allocate(type, 0);
    if (self) reinterpret_cast<Reader *>(self)->number = number;
    return self;
}

PyType_Slot reader_slots[] = {
    {Py_tp_methods, Reader::methods}, {Py_tp_new, reinterpret_cast<void *>(new_reader)}, {0, nullptr}};
PyType_Spec reader_spec = {
    "methods.Reader", sizeof(Reader), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, reader_slots};

int fill(PyObject *module) {
    PyObject *type = PyType_FromSpec(&reader_spec);
    PyObject *name = PyModule_GetNameObject(module);
    PyObject *function =
        name ? PyCFunction_NewEx(const_cast<PyMethodDef *>(&constant_method), module, name) : nullptr;
    bool ok = type && function && PyObject_SetAttrString(module, "Reader", type) == 0
              && PyObject_SetAttrString(module, "constant", function) == 0;
    Py_XDECREF(type);
    Py_XDECREF(name);
    Py_XDECREF(function);
    return ok ? 0 : -1;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(fill)},
#if PY_VERSION_HEX >= 0x030C0000 && (!defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030C0000)
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {0, nullptr}};

PyModuleDef definition = {PyModuleDef_HEAD_INIT, "methods", nullptr, 0, methods, slots, nullptr, nullptr, nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_methods(void) { return PyModuleDef_Init(&definition); }
