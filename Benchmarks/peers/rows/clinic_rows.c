/* The rows as Argument Clinic's input: what CPython's own modules are written in. Clinic writes the parsing functions
   into clinic/clinic_rows.c.h. It has no unit for nested tuples, and it builds nothing. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <string.h>

#include "values.h"

/*[clinic input]
module clinic_rows
[clinic start generated code]*/

#include "clinic/clinic_rows.c.h"

/*[clinic input]
clinic_rows.a
[clinic start generated code]*/
{
  (void)module;
  Py_RETURN_NONE;
}

/*[clinic input]
clinic_rows.b -> int
    text: str
    index: int
    /
[clinic start generated code]*/
{
  (void)module;
  return (unsigned char)text[index];
}

/*[clinic input]
clinic_rows.c
    object: object
    n: int
    /
[clinic start generated code]*/
{
  (void)module;
  (void)object;
  return Py_BuildValue("(iii)", n, square(n), cube(n));
}

/*[clinic input]
clinic_rows.d -> double
    x: double
    y: double
    z: double
    /
[clinic start generated code]*/
{
  (void)module;
  return x + y + z;
}

/*[clinic input]
clinic_rows.e -> int
    a: object
    b: object
    c: int = 0
    d: int = 0
    e: object = None
    *
    p: bool = False
    x: double = 0.0
[clinic start generated code]*/
{
  (void)module;
  return c + d + p + (x > 0) + (a == b) + (e != Py_None);
}

/*[clinic input]
clinic_rows.f -> Py_ssize_t
    text: str(accept={str, robuffer}, zeroes=True)
    data: Py_buffer
    n: Py_ssize_t = 0
    /
[clinic start generated code]*/
{
  (void)module;
  (void)text;
  return text_length + data->len + n;
}

/*[clinic input]
clinic_rows.pT -> Py_ssize_t
    items: object(subclass_of='&PyList_Type')
    /
[clinic start generated code]*/
{
  (void)module;
  return PyList_GET_SIZE(items);
}

/*[clinic input]
clinic_rows.pi -> int
    n: int
    /
[clinic start generated code]*/
{
  (void)module;
  return n;
}

/*[clinic input]
clinic_rows.pdd -> double
    x: double
    y: double
    /
[clinic start generated code]*/
{
  (void)module;
  return x + y;
}

/*[clinic input]
clinic_rows.pO
    object: object
    /
[clinic start generated code]*/
{
  (void)module;
  Py_INCREF(object);
  return object;
}

/*[clinic input]
clinic_rows.ps -> Py_ssize_t
    text: str
    /
[clinic start generated code]*/
{
  (void)module;
  return (Py_ssize_t)strlen(text);
}

/*[clinic input]
clinic_rows.pd -> double
    x: double
    /
[clinic start generated code]*/
{
  (void)module;
  return x + 1;
}

/*[clinic input]
clinic_rows.pes -> Py_ssize_t
    text: str(encoding="utf-8")
    /
[clinic start generated code]*/
{
  (void)module;
  return (Py_ssize_t)strlen(text);
}

/*[clinic input]
clinic_rows.pyk -> Py_ssize_t
    data: Py_buffer
[clinic start generated code]*/
{
  (void)module;
  return data->len;
}

/*[clinic input]
clinic_rows.pOO -> int
    first: object
    second: object
    /
[clinic start generated code]*/
{
  (void)module;
  return first == second;
}

/*[clinic input]
clinic_rows.pdddd -> double
    x: double
    y: double
    width: double
    height: double
    /
[clinic start generated code]*/
{
  (void)module;
  return x + y + width + height;
}

/*[clinic input]
clinic_rows.pii -> int
    i: int
    j: int
    /
[clinic start generated code]*/
{
  (void)module;
  return i == j;
}

static PyMethodDef methods[] = {
    CLINIC_ROWS_A_METHODDEF
    CLINIC_ROWS_B_METHODDEF
    CLINIC_ROWS_C_METHODDEF
    CLINIC_ROWS_D_METHODDEF
    CLINIC_ROWS_E_METHODDEF
    CLINIC_ROWS_F_METHODDEF
    CLINIC_ROWS_PT_METHODDEF
    CLINIC_ROWS_PI_METHODDEF
    CLINIC_ROWS_PDD_METHODDEF
    CLINIC_ROWS_PO_METHODDEF
    CLINIC_ROWS_PS_METHODDEF
    CLINIC_ROWS_PD_METHODDEF
    CLINIC_ROWS_PES_METHODDEF
    CLINIC_ROWS_PYK_METHODDEF
    CLINIC_ROWS_POO_METHODDEF
    CLINIC_ROWS_PDDDD_METHODDEF
    CLINIC_ROWS_PII_METHODDEF
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "clinic_rows", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_clinic_rows(void) { return PyModule_Create(&module); }
