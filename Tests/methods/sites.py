"""Builds that remember call sites: compared with plain ones as all others are, by calls of the same site in a row, and in
many lives."""

import tools
from tools import GCC, HERE, Failure

import lives
import planting
from planting import Fault

ON = {"ARGOT_CALL_SITES": "1"}

FAULTS = [
    Fault("a tuple is not owned", "s/^        Py_INCREF(names);$//"),
    Fault("the number of arguments does not matter", "s/ && (site)->positional == (count))/)/"),
    Fault("an entry gives the places of another", r"s/return site\[1\].at;/return site[0].at;/"),
    Fault("calls that were not bound are remembered",
          "s/if (at == NULL || argot_interpreter/if (at == NULL) at = sites->site[3].at; if (argot_interpreter/"),
    Fault("tuples that come once are remembered",
          "s/^    if (sites->candidate == names) {/    if (argot_register_sites(sites)) { Py_INCREF(names);/"),
    Fault("the last candidate is kept", "s/^    } else if (sites->misses > ARGOT_SITE_MISSES) {/    } else if (sites->misses < 0) {/"),
    Fault("nothing is remembered", "s/sites->misses + 1, __ATOMIC/ARGOT_SITE_MISSES + 1, __ATOMIC/"),
    Fault("more and more is looked at", "s/sites->misses + 1, __ATOMIC/1, __ATOMIC/"),
    Fault("more is remembered than there is room for", "s/if (++sites->used == ARGOT_SITES)/if (++sites->used == 99)/"),
]


def check(interpreter, plain, ours, caller):
    command = [interpreter.path, "-B", HERE / "check_sites.py", plain, ours, caller]
    try:
        text = tools.run(command)
    except Failure as failure:
        text = str(failure)
    counts = text.splitlines()[-1].split() if text else []
    if len(counts) == 2 and all(count.isdigit() for count in counts):
        return int(counts[0]), int(counts[1]), text
    return 0, 1, text


def compare(tally, folder, interpreter, caller):
    """One interpreter: both builds, and three lives of them."""
    built = []

    def build():
        built.append(lives.build(folder, "methods.c", None, interpreter, ["-O2"], **ON))
        built.append(lives.build(folder, "methods.cc", None, interpreter, ["-O1"], **ON))
    name = f"call sites remembered, on {interpreter.path}"
    if not tally.test(f"{name}, built", build):
        return
    for source, limited, plain, ours in built:
        tally.test(f"{name}, {source}", tools.check, interpreter, source, limited, plain, ours, caller)
    tally.test(f"{name}, in a row", check, interpreter, *built[0][2:], caller)
    tally.test(f"{name}, lives", lives.live, interpreter, folder, built[1:], ["-O1"])


def jobs(tally, work, found, caller):
    newest = {one.minor: one for one in found if not one.debug}
    for one in newest.values():
        folder = work / f"sites{one.minor[1]}"
        yield "call sites", lambda a=(folder, one, caller(work, one)): compare(tally, *a)
    one = list(newest.values())[-1]
    plain = work / "plain for sites.so"
    tools.build_plain("methods.c", plain, tools.flags(one, "-O0"))

    def noticed(ours):
        return check(one, plain, ours, caller(work, one))
    for number, fault in enumerate(FAULTS):
        name = f"planted at call sites: {fault.name}"
        yield name, lambda a=(name, fault, work / f"site fault {number}", one): tally.test(
            a[0], lambda: planting.plant(*a[1:], noticed, **ON))
