"""What was read of each finding: a table of code, file, line, rule, verdict and reason, separated by tabs.

A verdict is "wrong" (the code is), "deliberate" (wrong on purpose, as in tests and samples) or "false" (the rule is; only
those of the group `flow` may be). The line `*` stands for all lines of a file.
"""

import collections
import csv
import pathlib

TABLE = pathlib.Path(__file__).with_name("triage.tsv")
VERDICTS = ("wrong", "deliberate", "false")
#: The rules of the group `flow`.
FLOW = ("optional-target-uninitialized", "buffer-not-released", "encoded-buffer-not-freed", "reference-lost",
        "borrowed-after-release", "lent-reference-released")


def read():
    """The rows by code, file, line and rule."""
    with open(TABLE, newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if row["verdict"] not in VERDICTS or not row["why"]:
            raise SystemExit(f"{TABLE.name}: {row} has no verdict or no reason")
        if row["verdict"] == "false" and row["rule"] not in FLOW:
            raise SystemExit(f"{TABLE.name}: {row}: a rule that is on by default must not be wrong")
    return {(row["code"], row["file"], row["line"], row["rule"]): row["verdict"] for row in rows}


def found(corpus, report):
    """Code, file, line and rule of each finding."""
    return {(corpus.name, corpus.place(finding["place"]["file"]), str(finding["place"]["line"]), finding["rule"])
            for finding in report["findings"]}


def judged(name, findings, known):
    """How many findings a rule has with which verdict, and what is wrong with findings or table."""
    verdicts = collections.Counter()
    problems, used = [], set()
    for code, file, line, rule in sorted(findings):
        key = next((key for key in ((code, file, line, rule), (code, file, "*", rule)) if key in known), None)
        if key is None:
            problems.append(f"{file}:{line}: {rule}: not in {TABLE.name}: read it, and add it")
        else:
            used.add(key)
            verdicts[rule, known[key]] += 1
    for key in known:
        if key[0] == name and key not in used:
            problems.append(f"{key[1]}:{key[2]}: {key[3]} is in {TABLE.name}, but no longer found")
    return verdicts, problems
