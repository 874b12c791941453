#include <Python.h>
#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif
int own_parse(PyObject *args, const char *where, const char *format, ...); // argot: like[PyArg_ParseTuple]
/* argot: like[PyArg_ParseTupleAndKeywords] */
int own_keywords(PyObject *args, PyObject *kwds,
                 const char *format, char **names, ...);
static PyObject *own_build(const char *format, ...); /* argot: like[Py_BuildValue] */
int own_va(PyObject *args, const char *format, va_list list); // argot: like[PyArg_VaParse]
void own_error(PyObject *type, const char *format, ...); // argot: like[PyErr_Format]
int nothing; // argot: like[PyArg_Parse] // 29 wrapper-declaration
int no_format(const char *, ...); // argot: like[PyTuple_Pack] // 50 wrapper-declaration
int fixed(const char *format, int number); // argot: like[PyArg_ParseTuple] // 59 wrapper-declaration
int variadic(const char *format, ...); // argot: like[PyArg_VaParse] // 55 wrapper-declaration
int bare(PyObject *, ...); // argot: like[PyArg_ParseTupleAndKeywords] // 43 wrapper-declaration
#ifdef __cplusplus
}
#endif

PyObject *wrong(PyObject *self, PyObject *args, PyObject *kwds, va_list list)
{
    static char *names[] = {"a", NULL}, *two[] = {"a", "b", NULL};
    int number;
    long wide;
    if (!own_parse(args, "here", "i", &wide)) return NULL; // 35 parse-target
    if (!own_keywords(args, kwds, "ii", names, &number, &number)) return NULL; // 37 keyword-list-length
    if (!own_va(args, "(", list)) return NULL; // 24 malformed-format
    own_error(self, "%zd", number); // 22 text-value
    return own_build("n", number); // 23 build-value
}

PyObject *right(PyObject *self, PyObject *args, PyObject *kwds, va_list list)
{
    static char *names[] = {"a", NULL};
    int number;
    if (!own_parse(args, "here", "i", &number)) return NULL;
    if (!own_keywords(args, kwds, "i", names, &number)) return NULL;
    if (!own_va(args, "ii", list) || !fixed("i", 1) || !variadic("i", 1) || !bare(self, 1L)) return NULL;
    own_error(self, "%i", number);
    return own_build("i", number);
}
