"""Who needs the fewest instructions in a row, and where that is not Argot."""

from typing import NamedTuple

from catalogue import PEER_KEYS


class Lead(NamedTuple):
    """A row in which a peer needs fewer instructions than Argot."""

    row: dict
    peers: tuple  # those ahead of Argot, the first one first

    @property
    def ratio(self):
        """How many times the leader's instructions Argot needs."""
        instructions = self.row["instructions"]
        return instructions["argot"] / instructions[self.peers[0]]


def best_peer(row):
    """The peer with the fewest instructions in a row, or None where no peer has it."""
    instructions = row["instructions"]
    found = [key for key in PEER_KEYS if key in instructions]
    return min(found, key=instructions.get, default=None)


def against_argot(document):
    """The rows in which a peer leads, those first in which it leads most."""
    found = []
    for row in document["rows"]:
        instructions = row["instructions"]
        ahead = [key for key in PEER_KEYS if key in instructions and instructions[key] < instructions["argot"]]
        if ahead:
            found.append(Lead(row, tuple(sorted(ahead, key=instructions.get))))
    return sorted(found, key=lambda lead: -lead.ratio)


def checks_less(document, column, function):
    """Whether a column accepts calls of the function that CPython refuses."""
    return any(
        entry["kind"] == "accepts" and function in entry["functions"]
        for entry in document["differences"].get(column, ())
    )
