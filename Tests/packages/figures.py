"""What is counted of a package, and what all packages together have to reach."""

import collections
import dataclasses
import os
import re

import methods
import sites

# Shares over all packages, in per cent.
COMPILED_OF_ALL = 95
CHANGED_OF_ALL = 85
UNKNOWN_FORMAT = re.compile("the format is not ")
LIMITED_API = re.compile(r"METH_FASTCALL is not in the limited API before 3\.10$")


def share(part, rest):
    """`part` of `part + rest` in per cent; all of nothing is 100."""
    return 100 * part / (part + rest) if part + rest else 100.0


@dataclasses.dataclass
class Figures:
    """The call sites and methods of one package, with the reasons of those that were left."""

    # In the preprocessed sources: calls by file and line, methods by their names.
    expected_sites: collections.Counter
    expected_methods: collections.Counter
    # The report's entries.
    sites: list
    methods: list

    @classmethod
    def read(cls, record, source, report):
        texts = sites.texts(record)
        return cls(sites.count(texts, source), methods.count(texts), sites.reported(report), methods.reported(report))

    @property
    def compiled(self):
        return [entry for entry in self.sites if entry["status"] == "compiled"]

    @property
    def left(self):
        return [entry for entry in self.sites if entry["status"] != "compiled"]

    @property
    def left_literals(self):
        """Without those whose format is not one literal."""
        return [entry for entry in self.left if entry["format"] or not UNKNOWN_FORMAT.match(entry["reason"])]

    @property
    def changed(self):
        return [entry for entry in self.methods if entry["convention"] == "fastcall"]

    @property
    def kept(self):
        """Without those that could not change in any way: the limited API of their file has no METH_FASTCALL."""
        return [entry for entry in self.methods
                if entry["convention"] != "fastcall" and not LIMITED_API.match(entry["reason"])]

    @property
    def limited(self):
        return [entry for entry in self.methods if LIMITED_API.match(entry["reason"])]

    def lines(self):
        """What is printed for the package."""
        left, kept = self.left, self.kept
        yield (f"call sites: {self.expected_sites.total()} in the preprocessed sources, {len(self.sites)} reported,"
               f" {len(self.compiled)} compiled, {len(left)} left")
        for reason, count in by_reason(left):
            yield f"  {count:4} left: {reason}"
        limited = f", {len(self.limited)} in files for a limited API without METH_FASTCALL" if self.limited else ""
        yield (f"methods that parse a tuple: {self.expected_methods.total()} in the preprocessed sources,"
               f" {len(self.methods)} reported, {len(self.changed)} changed to METH_FASTCALL,"
               f" {len(kept)} kept{limited}")
        for reason, count in by_reason(kept):
            yield f"  {count:4} kept: {reason}"

    def problems(self, package):
        """What is wrong with the figures of a package, a row of packages.tsv."""
        if not self.expected_sites:
            yield "no call site was found"
        found = collections.Counter((place(entry), entry["line"]) for entry in self.sites)
        for (file, line), count in sorted((self.expected_sites - found).items()):
            yield f"not reported: {file}:{line} ({count})"
        for (file, line), count in sorted((found - self.expected_sites).items()):
            yield f"reported, but not in the preprocessed sources: {file}:{line} ({count})"
        found = collections.Counter((entry["method"], entry["function"].split("::")[-1]) for entry in self.methods)
        for (name, function), count in sorted((self.expected_methods - found).items()):
            yield f"method not reported: {name}, function {function} ({count})"
        for (name, function), count in sorted((found - self.expected_methods).items()):
            yield f"reported, but no such method in the preprocessed sources: {name}, function {function} ({count})"
        excused = re.compile(package["excused"]) if package["excused"] != "-" else None
        judged = [entry for entry in self.left if not (excused and excused.search(entry["reason"]))]
        yield from below(share(len(self.compiled), len(judged)), package["compiled"], "call sites compiled", judged)
        yield from below(share(len(self.changed), len(self.kept)), package["changed"], "methods changed", self.kept)


def below(reached, demanded, what, left):
    if reached < float(demanded):
        yield f"{reached:.1f} % of the {what}, {demanded} % demanded"
        for entry in left:
            yield f"left: {entry['file']}:{entry['line']}: {entry['reason']}"


def place(entry):
    """An entry's file inside the package's source."""
    return re.sub(r"^(\.\./)+", "", os.path.normpath(entry["file"]))


def by_reason(entries):
    """Reasons and how many entries have them, the most frequent first. Numbers of lines do not tell reasons apart."""
    return collections.Counter(re.sub(r"\bline \d+", "line …", entry["reason"]) for entry in entries).most_common()
