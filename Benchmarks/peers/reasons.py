"""Why a peer needs fewer instructions than Argot in a row, as far as that was traced."""

_OWN_TYPE = (
    "its functions are of a type of its own and are entered directly, those of a method table through a step of"
    " CPython's"
)
_BY_COUNT = "its function is METH_NOARGS or METH_O, where CPython itself looks at the number of arguments"
_MESSAGE = (
    "it words the message itself, or CPython does so for METH_NOARGS; compiled code has CPython's function format the"
    " same text as before"
)
#: What is added where Cython leads with functions of CPython's type, too.
_NOT_ALL = "; functions of CPython's type are ahead, too (Cython, plain), and the rest was not traced"

#: (columns, rows, why). The first entry that fits counts; no rows means all.
_REASONS = (
    (("swig", "cython", "cython_plain"), ("bX",), "its message is a constant, which does not name the argument's type"),
    (("clinic",), ("bX",), "it converts at once; compiled code has tested all arguments before"),
    ((), ("aX",), _MESSAGE),
    (("clinic", "swig", "cython_plain"), ("a", "pO"), _BY_COUNT),
    (("swig",), ("h5", "qn"), "it does not look first whether the int is one of the small ones"),
    (("cython", "nanobind"), (), _OWN_TYPE),
)

UNTRACED = "not traced"


def why(row, peers):
    """The reason as a clause of a sentence, for the first of the peers that are ahead in a row."""
    for columns, rows, text in _REASONS:
        if (not columns or peers[0] in columns) and (not rows or row in rows):
            return text + (_NOT_ALL if text is _OWN_TYPE and "cython_plain" in peers else "")
    return UNTRACED
