// The comparison of compiled calls with CPython.
