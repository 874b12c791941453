"""Runs the rules over packages and CPython, and compares the findings with what was read; run.sh describes it."""

import argparse
import sys
import tempfile

import corpora
import triage


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
    rows = []
    for corpus in chosen:
        with tempfile.TemporaryDirectory() as folder:
            try:
                report = corpus.check(folder)
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
        rows.append((corpus.name, len(report["units"]), len(report["not_analysed"]),
                     sum(unit["calls"] for unit in report["units"]), verdicts["wrong"], verdicts["deliberate"],
                     verdicts["false"], len(problems)))
    print("\n| code | files | not analysed | calls | found: wrong | deliberately wrong | false | not in the table |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    rows.append(("all", *map(sum, zip(*(row[1:] for row in rows)))) if rows else ("all",))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
