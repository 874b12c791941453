"""Leaves out releases and initialisers, and counts what the group `flow` notices of that; recall.sh describes it."""

import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import corpora
import deletions
import sites

#: Of a function with more places than this, every second, third… is taken.
ROUNDS = 6
#: Of CPython's modules, those whose sources are plain extension code with many objects.
MODULES = ("_abc.c", "_asynciomodule.c", "_collectionsmodule.c", "_csv.c", "_datetimemodule.c", "_elementtree.c",
           "_functoolsmodule.c", "_json.c", "_operator.c", "_pickle.c", "_struct.c", "_zoneinfo.c", "arraymodule.c",
           "binascii.c", "itertoolsmodule.c", "mathmodule.c", "posixmodule.c", "pyexpat.c", "selectmodule.c",
           "socketmodule.c", "timemodule.c", "zlibmodule.c")


class Copy:
    """A corpus with sources that may be changed."""

    def __init__(self, corpus, folder):
        entries = corpus.entries()
        root = pathlib.Path(folder, "code").resolve()
        if isinstance(corpus, corpora.CPython):
            root.mkdir()
            for part in corpus.root.iterdir():
                if part.name == "Modules":
                    shutil.copytree(part, root / part.name, symlinks=True)
                else:
                    (root / part.name).symlink_to(part)
            entries = [entry for entry in entries if entry["file"] in {f"Modules/{name}" for name in MODULES}]
        else:
            shutil.copytree(corpus.root, root, symlinks=True)
        self.entries = json.loads(json.dumps(entries).replace(str(corpus.root), str(root)))
        self.corpus = corpora.Corpus(corpus.name)
        self.corpus.root = root
        self.corpus.entries = lambda: self.entries

    def sources(self):
        """The sources that are compiled, with the numbers of the lines that the preprocessor leaves."""
        lines = collections.defaultdict(set)
        for entry in self.entries:
            file, line = "", 0
            for row in sites.preprocessed(entry["directory"], entry["arguments"]).splitlines():
                marker = sites.LINE_MARKER.match(row)
                if marker:
                    line, file = int(marker[1]), str(pathlib.Path(entry["directory"], marker[2]).resolve())
                    continue
                if row.strip():
                    lines[file].add(line)
                line += 1
        for file, numbers in sorted(lines.items()):
            if pathlib.Path(file).is_relative_to(self.corpus.root) and file.endswith(sites.SOURCES):
                yield pathlib.Path(file), numbers

    def findings(self):
        """File, line and rule of all that the group finds, each as often as it is found."""
        with tempfile.TemporaryDirectory() as folder:
            report = self.corpus.check(folder, "flow")
        return collections.Counter((str(pathlib.Path(self.corpus.root, finding["place"]["file"]).resolve()),
                                    finding["place"]["line"], finding["rule"]) for finding in report["findings"])


def chosen(copy):
    """What is left out in each round: from every function at most one thing."""
    rounds = collections.defaultdict(list)
    for file, lines in copy.sources():
        functions = collections.defaultdict(list)
        for deletion in deletions.deletions(file.read_text(errors="surrogateescape")):
            if deletion.line in lines:
                functions[deletion.function].append(deletion)
        for places in functions.values():
            for index, deletion in enumerate(places[::-(-len(places) // ROUNDS)]):
                rounds[index].append((file, deletion))
    return [rounds[index] for index in sorted(rounds)]


def noticed(copy, planted, before):
    """Those of some deletions, made together, behind which there is a finding that was not there before."""
    texts = {file: file.read_text(errors="surrogateescape") for file, _ in planted}
    changed = dict(texts)
    for file, deletion in planted:
        text = changed[file]
        changed[file] = (text[:deletion.start] + re.sub(r"[^\n]", " ", text[deletion.start:deletion.end]) +
                         text[deletion.end:])
    for file, text in changed.items():
        file.write_text(text, errors="surrogateescape")
    new = copy.findings() - before
    for file, text in texts.items():
        file.write_text(text, errors="surrogateescape")
    return {(file, deletion) for file, deletion in planted
            if any(place == str(file) and rule == deletion.rule
                   and deletion.function.first <= line <= deletion.function.last for place, line, rule in new)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    planted, found = collections.Counter(), collections.Counter()
    for corpus in corpora.all_of_them():
        if corpus.name not in (options.names or [corpus.name]) or corpus.name == "3.11":
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                copy = Copy(corpus, folder)
                before = copy.findings()
            except corpora.Unavailable as problem:
                sys.exit(f"{corpus.name}: {problem}")
            for places in chosen(copy):
                seen = noticed(copy, places, before)
                for file, deletion in places:
                    for kind in ((deletion.rule, deletion.kind), ("all", "")):
                        planted[kind] += 1
                        found[kind] += (file, deletion) in seen
                    if options.misses and (file, deletion) not in seen:
                        print(corpus.name, f"{file.relative_to(copy.corpus.root)}:{deletion.line}:", deletion.rule,
                              deletion.kind, f"in {deletion.function.name}", sep="\t")
    print("\n| rule | left out | planted | noticed | of 100 |")
    print("|---|---|---:|---:|---:|")
    for (rule, kind), count in sorted(planted.items(), key=lambda item: (item[0][0] == "all", item[0])):
        part = found[rule, kind]
        print(f"| {rule} | {kind} | {count} | {part} | {round(100 * part / count)} |")
    return 0


sys.exit(main())
