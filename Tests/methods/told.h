/* What every function of the modules returns, so that a test sees which one ran, on what, and what it parsed. */

/* (name, self, values); steals `values`. */
static inline PyObject *told(const char *name, PyObject *self, PyObject *values)
{
    return Py_BuildValue("(sON)", name, self != NULL ? self : Py_None, values);
}
