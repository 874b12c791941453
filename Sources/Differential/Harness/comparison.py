"""One call made twice: what differs, and the simplest values that show it."""
import warnings

import allowed
import build_cases
import parse_cases
import user_code

# How often a call is repeated to see whether it leaves memory behind.
TIMES = 16
# How often calls on fresh objects are asked for memory before more requests by the compiled one count.
ROUNDS = 6
# How many simpler cases are tried for each difference.
TRIES = 400

OUTCOME = "outcome"
AS_ERRORS = "outcome with warnings as errors"
ALLOCATIONS = "allocator calls"
BLOCKS = "blocks left behind"
REFERENCES = "references left behind"


def shown(record):
    """What was seen of a call, as text."""
    result, memory, told, log, during, after, allocations, rebuilt = record
    slots = []
    for place in range(0, len(memory), 96):
        slot = memory[place:place + 96].rstrip(b"\xa5")
        slots.append(slot.hex() if slot else "untouched")
    log = [tuple("..." if isinstance(part, bytes) else part for part in entry) for entry in log or []]
    return (f"result {result}; {told or 'no exception'}; variables {slots}; user code {log}; "
            f"references during {during}, after {after}" + "; arguments in a tuple again" * bool(rebuilt))


class Comparison:
    """Makes the calls of one format."""

    def __init__(self, harness, item):
        self.harness, self.item = harness, item
        self.is_parse = item["api"].startswith("PyArg_")
        self.extra_calls = 0
        self.equal = ("", "")

    def maker(self, seed):
        if not self.is_parse:
            return build_cases.Maker(self.item, seed)
        return parse_cases.Maker(self.item, seed, self.harness.ENTERED)

    def compare(self, case, first=0):
        """The result of `compare` in the harness, on objects made anew."""
        user_code.RESETS.clear()
        self.extra_calls += 1
        return self.harness.compare(self.item["id"], self.item["kinds"], case.make(), first)

    def judged(self, case, found):
        """The differences of a call that was remarkable in some way: which comparison failed, and what was seen."""
        differs, warned, plain, compiled = found
        if differs and not allowed.more_hashes(case.make(), plain, compiled):
            # What CPython imports to word a message changes references to names, once.
            if plain[:4] == compiled[:4] and not self.seen(case, OUTCOME):
                return []
            return [(OUTCOME, (shown(plain), shown(compiled)))]
        differences = []
        for what, suspected in ((AS_ERRORS, warned), (ALLOCATIONS, compiled[6] > plain[6] and plain[0])):
            seen = self.seen(case, what) if suspected else None
            if seen:
                differences.append((what, seen))
        return differences

    def left(self, case):
        """The differences in what a call leaves behind."""
        plain, compiled = [self.count_left(case, side) for side in (0, 1)]
        suspected = [what for place, what in enumerate((BLOCKS, REFERENCES))
                     if self.is_more(what, plain[place], compiled[place])]
        return [(what, seen) for what in suspected for seen in [self.seen(case, what)] if seen]

    @staticmethod
    def is_more(what, plain, compiled):
        return compiled > plain or (what == REFERENCES and compiled != plain)

    def seen(self, case, what):
        """What is seen of both calls if this comparison fails; None if it does not."""
        if what == ALLOCATIONS:
            return self.more_allocations(case)
        if what in (BLOCKS, REFERENCES):
            return self.more_left(case, what)
        with warnings.catch_warnings():
            if what == AS_ERRORS:
                warnings.simplefilter("error")
            for first in (0, 1):
                found = self.compare(case, first)
                if type(found) is not int:
                    self.equal = shown(found[2]), shown(found[3])
                    if found[0] and not allowed.more_hashes(case.make(), *found[2:]):
                        return self.equal
        return None

    def more_allocations(self, case):
        """Whether the compiled call asks for memory more often.

        A call that raises pays for what was tried before CPython's function took over: only others are compared. Free
        lists and caches make single calls ask more or less often: compared is the least of several calls, each on
        objects of its own, and with each function first in turn.
        """
        least = [None, None]
        if allowed.more_allocations(self.item, case.make(), self.harness.LIMITED, self.harness.ENTERED):
            return None
        for number in range(ROUNDS):
            found = self.compare(case, number & 1)
            if type(found) is int or not found[2][0]:
                return None
            for side in (0, 1):
                asked = found[2 + side][6]
                least[side] = asked if least[side] is None else min(least[side], asked)
        return tuple(f"{asked} requests for memory" for asked in least) if least[1] > least[0] else None

    def least_requests(self, case):
        """How often both functions ask for memory, the least of several calls; None if the call is not accepted."""
        least = None
        for number in range(ROUNDS):
            self.harness.accepted()
            self.compare(case, number & 1)
            accepted, *asked = self.harness.accepted()
            if not accepted:
                return None
            least = asked if least is None else list(map(min, least, asked))
        return least

    def more_left(self, case, what):
        for without_cache in (False, True):
            counts = [self.count_left(case, side, without_cache)[what == REFERENCES] for side in (0, 1)]
            if not self.is_more(what, *counts):
                return None
        return tuple(f"{count} {what} by each call" for count in counts)

    def count_left(self, case, side, without_cache=False):
        """The blocks and the references that one of the functions leaves behind."""
        user_code.RESETS.clear()
        made = case.make()
        return self.harness.repeat(self.item["id"], self.item["kinds"], made, side, TIMES, without_cache)

    def shrunk(self, maker, case, what):
        """The simplest case found whose calls still differ in this way."""
        tries = TRIES
        goes_on = True
        while goes_on:
            goes_on = False
            for simpler in maker.simpler(case):
                tries -= 1
                if tries < 0:
                    return case
                if self.differs(simpler, what):
                    case, goes_on = simpler, True
                    break
        return case

    def differs(self, case, what):
        try:
            return self.seen(case, what) is not None
        except Exception:
            # Simpler parts may not make a case at all, such as a dict of items that are no pairs.
            return False
