"""The one exception that ends the program with a message and status 2."""


class CannotMeasure(Exception):
    """Something needed is missing or failed; the text says what it is and what to do."""
