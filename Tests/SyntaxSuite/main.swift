// The comparison of the parsers with CPython.
