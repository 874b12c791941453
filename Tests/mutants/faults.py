"""The list of faults: what the files in faults/ say, and how a fault gets into a tree."""

import dataclasses
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent / "faults"


class Mistake(Exception):
    """Something is wrong with the list itself."""


@dataclasses.dataclass
class Change:
    """One replacement: occurrence `place` of `places` that the old text must have in its file."""

    old: str
    new: str
    place: int = 1
    places: int = 1


@dataclasses.dataclass
class Fault:
    """README.md describes the fields."""

    name: str
    where: str
    file: str = ""
    caught: str = ""
    mode: str = ""
    python: tuple = ()
    lives: str = ""
    changes: list = dataclasses.field(default_factory=list)

    @property
    def is_in_header(self):
        return self.file.startswith("Sources/CArgot/include/")

    def planted(self, text):
        """The file's text with the fault in it."""
        for change in self.changes:
            parts = text.split(change.old)
            if len(parts) - 1 != change.places:
                raise Mistake(f"{self.where}: this stands in {self.file} {len(parts) - 1} times instead of "
                              f"{change.places}:\n{change.old}")
            before, behind = parts[:change.place], parts[change.place:]
            text = change.old.join(before) + change.new + change.old.join(behind)
        return text


def read(layers, modes):
    """All faults, in the order of their files; `layers` and `modes` are the known names."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for fault in read_file(path):
            if fault.name in found:
                raise Mistake(f"{fault.where}: there is another fault '{fault.name}'")
            if not fault.file or not fault.changes:
                raise Mistake(f"{fault.where}: '{fault.name}' has no file or changes nothing")
            if fault.caught not in layers:
                raise Mistake(f"{fault.where}: '{fault.name}' names no layer ({', '.join(layers)})")
            if fault.mode and fault.mode not in modes:
                raise Mistake(f"{fault.where}: '{fault.name}' has no mode of these: {', '.join(modes)}")
            found[fault.name] = fault
    return list(found.values())


def read_file(path):
    faults = []
    places, previous = (1, 1), ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        kind, _, rest = line.partition(" ")
        if kind in ("-", "+"):
            if not faults:
                raise Mistake(f"{where}: a change in front of the first fault")
            changes = faults[-1].changes
            if kind == "-" and previous != "-":
                changes.append(Change(rest, "", *places))
                places = (1, 1)
            elif kind == "-":
                changes[-1].old += "\n" + rest
            elif not changes or previous not in ("-", "+"):
                raise Mistake(f"{where}: '+' follows no '-'")
            else:
                changes[-1].new += rest if previous == "-" else "\n" + rest
        elif kind == "fault":
            faults.append(Fault(rest, where))
        elif not line.strip() or line.startswith("#"):
            pass
        elif not faults:
            raise Mistake(f"{where}: '{kind}' in front of the first fault")
        elif kind == "place":
            place, of, count = (rest.split() + ["", "", ""])[:3]
            if of != "of" or not place.isdigit() or not count.isdigit() or not 1 <= int(place) <= int(count):
                raise Mistake(f"{where}: a place is written as 'place 2 of 3'")
            places = (int(place), int(count))
        elif kind in ("file", "caught", "mode", "lives"):
            setattr(faults[-1], kind, rest)
        elif kind == "python":
            faults[-1].python = tuple(rest.split())
        else:
            raise Mistake(f"{where}: '{kind}' is no field")
        previous = kind
    return faults
