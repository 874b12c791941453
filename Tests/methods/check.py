"""Compares the methods of two builds of a module, plain and with changed conventions, on the CPython that runs this.

    check.py SOURCE LIMITED PLAIN OURS CALLER

SOURCE is methods.c or methods.cc, LIMITED the limited API of both builds ("0x030B0000") or "none"; the others are the
files of the modules and of caller.c. The last line is "PASSED FAILED"; a check is a method, or what its name says.
"""

import gc
import importlib.util
import sys
import threading

source, limited, plain_file, ours_file, caller_file = sys.argv[1:]
limited = None if limited == "none" else limited


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


caller = sys.modules["caller"] = load("caller", caller_file)

import cases  # noqa: E402
import expected  # noqa: E402
import ways  # noqa: E402

VARARGS, KEYWORDS, FASTCALL = 0x1, 0x2, 0x80
SHOWN = 5

methods = [method for method in expected.MODULES[source] if method.exists(limited)]
plain, ours = (cases.Targets(load("methods", path)) for path in (plain_file, ours_file))
passed = failed = 0


class Wrong(Exception):
    """What is not as expected."""


def check(name, body, *arguments):
    global passed, failed
    try:
        body(*arguments)
    except Wrong as problem:
        failed += 1
        print(f"FAILED  {name}: {problem}")
    else:
        passed += 1


def expect_equal(found, wanted, *what):
    if found != wanted:
        raise Wrong(f"{' '.join(map(str, what))}\n  found    {found}\n  expected {wanted}")


def is_fast(method):
    return method.expected_reason(limited) == expected.FAST


def is_own(value):
    """Whether nobody else has references to a value: CPython shares small numbers, texts and the like."""
    if type(value) is int:
        return abs(value) > 1 << 40
    return value is not None and type(value) not in (bool, str, bytes, type, tuple)


def end_of(targets, way, callable, args, keywords):
    """How a call ends, and the references that its arguments gained; None if the way does not serve them."""
    values = [value for value in (*args, *keywords.values()) if is_own(value)]
    before = [sys.getrefcount(value) for value in values]
    try:
        end = targets.describe(way(callable, args, keywords))
    except ways.Unfit:
        return None
    except Exception as error:
        end = targets.describe(error)
    after = [sys.getrefcount(value) for value in values]
    return end, [now - then for now, then in zip(after, before)]


# What a changed convention cannot hide -----------------------------------------------------------------------------

seen = {"a positional function names its module or type": 0, "keywords that are no strings": 0}


def full_name(function):
    """How CPython words a function in the errors of calls, but for those of METH_VARARGS."""
    module = function.__module__
    return f"{module}.{function.__qualname__}" if module not in (None, "builtins") else function.__qualname__


def raised_end(text):
    return "TypeError", [(str, repr(text))], (type(None), "None"), (type(None), "None")


def refuses_names(way, args, keywords):
    """Whether CPython itself, called in this way, refuses keywords that are no strings.

    functools and operator hand names over as they are in some versions, for some numbers of arguments.
    """
    try:
        way(caller.take, args, keywords)
    except TypeError as error:
        return str(error) == "keywords must be strings"
    return False


def allowed(method, way, callable, args, keywords, end):
    """How a call ends under the changed convention, from how it ends under the original one.

    Only builtin functions differ: method descriptors check keywords before they look at the convention.
    """
    if not is_fast(method) or not keywords or type(callable).__name__ == "method_descriptor":
        return end
    way_in = way
    if type(callable).__name__ == "classmethod_descriptor":
        # It makes a function first, and calls that with a dict.
        callable, way_in = callable.__get__(None, args[0]), ways.c_call
    if not all(isinstance(name, str) for name in keywords) and refuses_names(way_in, args, keywords):
        seen["keywords that are no strings"] += 1
        return raised_end("keywords must be strings")
    if method.names is not None:
        return end
    old = raised_end(f"{method.name}() takes no keyword arguments")
    new = raised_end(f"{full_name(callable)}() takes no keyword arguments")

    def replaced(part):
        if part == old:
            seen["a positional function names its module or type"] += 1
            return new
        if type(part) in (tuple, list):
            return type(part)(map(replaced, part))
        return part

    changed = replaced(end)
    if changed == end:
        raise Wrong(f"{callable}{args} with {keywords} does not end as it is known to: {end}")
    return changed


# The checks of a method --------------------------------------------------------------------------------------------

def conventions(method):
    wanted = VARARGS | (KEYWORDS if method.names is not None else 0)
    changed = wanted & ~VARARGS | FASTCALL if is_fast(method) else wanted
    for targets, flags in (plain, wanted), (ours, changed):
        for kind, callable, _ in targets.of(method):
            expect_equal(caller.flags(callable) & (VARARGS | KEYWORDS | FASTCALL), flags, method.path, kind, "flags")


def calls(method):
    turn = 0
    for case in cases.cases(method):
        for (kind, one, front), (_, two, front_of_two) in zip(plain.of(method), ours.of(method)):
            if case.everywhere and kind in ("function", "bound", "of the type", "unbound"):
                chosen = ways.ALL
            else:
                # With a number of ways that shares no factor with the step, all get their turn.
                chosen = [ways.ALL[(turn + 5 * step) % len(ways.ALL)] for step in range(2)]
                turn += 1
            for way in chosen:
                end = end_of(plain, way, one, front + case.args, case.keywords)
                found = end_of(ours, way, two, front_of_two + case.args, case.keywords)
                if end is None:
                    expect_equal(found, None, way.__name__, one, case)
                    continue
                # Where a case makes no sense to CPython's own function, a way can fail before it calls anything.
                wanted = allowed(method, way, one, front + case.args, case.keywords, end[0])
                expect_equal(found, (wanted, end[1]), method.path, kind, way.__name__, case)


def leaks(method):
    """Calls, successful or not, keep no more memory and references than those of the plain build do."""
    for case in (cases.Case(method.good[0]), cases.Case((object(), fails_late)), cases.Case((), {"unknown": object()}),
                 cases.Case((), dict.fromkeys(filter(None, method.names or ()), 1))):
        # What CPython keeps for later, it keeps once.
        for _ in range(3):
            usual, found = (growth(targets.of(method)[0], case) for targets in (plain, ours))
            if all(ours < plain + 20 for ours, plain in zip(found, usual)):
                break
        else:
            raise Wrong(f"{method.path}{case} keeps memory: 50 calls need {found} blocks and references more, in the "
                        f"plain build {usual}")


def growth(target, case):
    """How many more blocks of memory and, where they are counted, references there are after 50 calls."""
    _, callable, front = target
    args = front + case.args

    def repeat(count):
        for _ in range(count):
            try:
                callable(*args, **case.keywords)
            except Exception:
                pass
    count_references = sys.gettotalrefcount if caller.counts_references else int
    repeat(5)
    before = sys.getallocatedblocks(), count_references()
    repeat(50)
    return sys.getallocatedblocks() - before[0], count_references() - before[1]


def fails_late():
    raise LookupError


# Checks of the whole module ----------------------------------------------------------------------------------------

def arguments_that_raise():
    def values():
        yield 1
        raise LookupError("no more")

    class Names(ways.Mapping):
        def __getitem__(self, key):
            raise LookupError("no value")
    for method in methods:
        for make in (lambda f: f(*values()), lambda f: f(1, **Names({"value": 1})), lambda f: f(*[], **1)):
            ends = []
            for targets in plain, ours:
                try:
                    ends.append(targets.describe(make(targets.of(method)[0][1])))
                except Exception as error:
                    # CPython names the callable in this error by its text, which has its address.
                    ends.append((type(error), str(error).partition(" argument after")[2] or str(error)))
            expect_equal(*ends[::-1], method.path)


def threads():
    """Four threads at once see what one thread sees."""
    work = []
    for method in methods:
        for good in method.good:
            (kind, one, front), (_, two, other_front) = plain.of(method)[0], ours.of(method)[0]
            # These tell of what other calls and threads do.
            if method.path not in ("boxed", "kw_boxed", "counted"):
                work.append((end_of(plain, ways.star, one, front + good, {})[0], two, other_front + good))
    wrong = []

    def run():
        for _ in range(5):
            for wanted, callable, args in work:
                try:
                    end = ours.describe(ways.star(callable, args, {}))
                except Exception as error:
                    end = ours.describe(error)
                if end != wanted:
                    wrong.append((callable, args, end, wanted))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    started = [threading.Thread(target=run) for _ in range(4)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    sys.setswitchinterval(interval)
    expect_equal(wrong, [], "calls in threads")


class Counted:
    """Tells how many references there are to it while it is called."""

    def __call__(self):
        return sys.getrefcount(self)


def references_during_calls():
    """Where CPython would make a tuple of the arguments, each has one reference less; an existing tuple stays one."""
    for way, less in [(ways.source, 1), (ways.hot, 1), (ways.vector, 1), (ways.vector_offset, 1), (ways.mapped, 1),
                      (ways.c_call, 0), (ways.star, 0)]:
        counts = []
        for targets in plain, ours:
            values = way(targets.of(callback)[0][1], (Counted(),), {})
            while type(values) is not tuple or not isinstance(values[-1], int):
                values = values[0] if isinstance(values[0], (tuple, list)) else values[-1]
            counts.append(values[0])
        expect_equal(counts[1], counts[0] - less, "references of an argument called by", way.__name__)


gc.disable()
print(sys.version.replace("\n", " "))
for method in methods:
    check(method.path, conventions, method)
    check(method.path, calls, method)
    check(method.path, leaks, method)
check("arguments that raise", arguments_that_raise)
check("threads", threads)
callback = next((method for method in methods if method.path == "callback"), None)
if callback is not None and is_fast(callback):
    check("references during calls", references_during_calls)
if any(map(is_fast, methods)):
    for difference, count in seen.items():
        check(difference, expect_equal, count > 0, True, "a known difference is gone:", difference)
print(passed, failed)
sys.exit(1 if failed else 0)
