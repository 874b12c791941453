"""Runs the rules over packages and CPython, and compares the findings with what was read; run.sh describes it."""

import argparse
import collections
import sys
import tempfile

import corpora
import triage

HEAD = ("code", "files", "not analysed", "calls", *(f"found: {verdict}" for verdict in triage.VERDICTS),
        *(f"flow: {verdict}" for verdict in triage.VERDICTS), "not in the table")


def table(head, rows):
    """A table with a row of sums."""
    rows = [*rows, ("all", *map(sum, zip(*(row[1:] for row in rows))))] if rows else []
    print("\n| " + " | ".join(head) + " |\n|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--print", action="store_true", dest="prints")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    known = triage.read()
    chosen = [corpus for corpus in corpora.all_of_them() if not options.names or corpus.name in options.names]
    if not chosen:
        sys.exit("there is no such package or version")
    passed = failed = 0
    rows, flow = [], collections.Counter()
    for corpus in chosen:
        with tempfile.TemporaryDirectory() as folder:
            try:
                report = corpus.check(folder, "default,flow")
            except corpora.Unavailable as problem:
                print(f"{corpus.name}: FAILED: {problem}")
                failed += 1
                continue
        found = triage.found(corpus, report)
        if options.prints:
            print("\n".join("\t".join(map(str, row)) for row in sorted(found)))
        verdicts, problems = triage.judged(corpus.name, found, known)
        for problem in problems:
            print(f"{corpus.name}: {problem}")
        failed += len(problems)
        passed += sum(verdicts.values()) + 1
        flow.update({key: count for key, count in verdicts.items() if key[0] in triage.FLOW})
        sums = [sum(count for (rule, verdict), count in verdicts.items()
                    if verdict == wanted and (rule in triage.FLOW) == is_flow)
                for is_flow in (False, True) for wanted in triage.VERDICTS]
        rows.append((corpus.name, len(report["units"]), len(report["not_analysed"]),
                     sum(unit["calls"] for unit in report["units"]), *sums, len(problems)))
    table(HEAD, rows)
    table(("rule", *triage.VERDICTS),
          [(rule, *(flow[rule, verdict] for verdict in triage.VERDICTS)) for rule in triage.FLOW])
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
