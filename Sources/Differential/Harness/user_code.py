"""What user code did in a call, and what has to be put back before the next."""

# What user code did, in order: tuples that hold no object under test.
LOG = []
# (object, function that puts it back into its first state), for objects that calls change.
RESETS = []


def logged(what):
    LOG.append(("user", what))
