"""Rows that a peer has a function for, but whose very call it cannot serve."""

#: (column, row) -> why.
LEFT_OUT = {
    ("mypyc", "bU"): "its `str` is read by characters; the row reads a byte of the UTF-8 text",
    ("mypyc", "fB"): "its `bytes` takes no bytearray, and it has no other buffer type",
}
