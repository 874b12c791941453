"""Makes Benchmarks/README.md of the kept results, with the charts that stand beside them."""

import subprocess
from statistics import median

import paths
import results
import tables
import workloads
from catalogue import COLUMNS, PEER_KEYS, TITLES
from leads import against_argot, best_peer, checks_less
from left_out import LEFT_OUT
from problems import CannotMeasure
from reasons import why
from workload import CALLS, PROCESSES, ROUNDS, TIMED_CALLS

PAGE = paths.HERE.parent / "README.md"
TEXT = (paths.HERE / "page.md").read_text(encoding="utf-8")

_KINDS = {
    "accepts": "accepts what CPython refuses",
    "refuses": "refuses what CPython accepts",
    "another result": "returns something else",
    "another exception": "raises another type of exception",
}


def _escaped(text):
    """The text as a table's cell has it."""
    return text.replace("|", "\\|")


def _code(text):
    """The text in backquotes, of which it may have some itself."""
    marks = "``" if "`" in text else "`"
    return f"{marks}{_escaped(text)}{marks}"


def _markdown(head, rows, left=(0, -1)):
    """A table; the columns at `left` are to the left, the others to the right."""
    left = {at % len(head) for at in left}
    lines = [head, [":--" if at in left else "--:" for at in range(len(head))], *rows]
    return "\n".join("| " + " | ".join(map(_escaped, line)) + " |" for line in lines)


def _folded(summary, text):
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def _picture(document, name, about):
    """The chart for light and for dark pages."""
    path = f"results/{name}-{document['minor']}"
    return (
        f'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{path}-dark.svg">\n'
        f'  <img src="{path}-light.svg" alt="{about}">\n</picture>'
    )


def claim(document):
    """What the figures say, a sentence for each kind."""
    rows = document["rows"]
    gains = [row["instructions"]["cpython"] / row["instructions"]["argot"] for row in rows]
    compared = [row for row in rows if best_peer(row)]
    ahead = len(compared) - len(against_argot(document))
    sentences = [
        f"CPython {document['version']}: a call by CPython's functions takes {min(gains):.2f} to {max(gains):.2f} times"
        f" the instructions of one that Argot compiled (median {median(gains):.2f}).",
        f"In {ahead} of {len(compared)} rows no peer takes fewer than Argot.",
    ]
    for kind, about in (("c", "from C"), ("python", "from a Python loop")):
        if tables.times(document, kind):
            found = [row["times"][kind]["argot"][0] for row in rows]
            sentences.append(
                f"Called {about}, CPython's take {min(found):.2f} to {max(found):.2f} times as long"
                f" (median {median(found):.2f})."
            )
    return "\n".join(sentences)


def _spread(document):
    """How far apart the rounds are: half the width of their middle half, in parts of the median."""
    found = [
        (high - low) / 2 / middle
        for row in document["rows"]
        for kind in row["times"].values()
        for middle, low, high in kind.values()
    ]
    return (
        f"The middle half of the rounds lies within ±{median(found):.0%} of the median in half of the cells, within"
        f" ±{sorted(found)[int(len(found) * 0.95)]:.0%} in all but a twentieth of them."
    )


def losses(document):
    """The rows in which a peer takes fewer instructions, and the reasons to which the last column's numbers lead."""
    rows, reasons = [], []
    for lead in against_argot(document):
        row = lead.row
        figures = row["instructions"]
        peers = ", ".join(f"{TITLES[peer]} {figures[peer]:,.0f}" for peer in lead.peers)
        reason = f"{TITLES[lead.peers[0]]}: {why(row['row'], lead.peers)}"
        if checks_less(document, lead.peers[0], row["function"]):
            reason += "; it also accepts calls of this function that CPython refuses"
        if reason not in reasons:
            reasons.append(reason)
        rows.append([row["row"], f"{figures['argot']:,.0f}", peers, str(reasons.index(reason) + 1)])
    return ["row", "Argot", "ahead of it", "why the first of them is"], rows, reasons


def _losses(document):
    head, rows, reasons = losses(document)
    title = f"### What Argot loses at, CPython {document['minor']}"
    if not rows:
        return [title, "Nothing: in no row does a peer take fewer instructions."]
    listed = "\n".join(f"{number}. {reason}." for number, reason in enumerate(reasons, start=1))
    return [title, _markdown(head, rows, left=(0, 2)), listed]


def _checks(document):
    """What the peers check less, one entry for each kind of calls."""
    rows, listed = [], {}
    for key in PEER_KEYS:
        found = document["differences"].get(key, [])
        same = next((TITLES[other] for other, entries in listed.items() if entries == found), None)
        listed[key] = found
        if found and same:
            rows.append([TITLES[key], f"does as {same} does", "", "", ""])
            continue
        for entry in found:
            example = f"{_code(entry['example'])}: {_code(entry['column'])} instead of {_code(entry['cpython'])}"
            functions = " ".join(entry["functions"])
            rows.append([TITLES[key], _KINDS[entry["kind"]], functions, str(entry["calls"]), example])
    lines = ["| column | it | functions | calls | for example |", "|:--|:--|:--|--:|:--|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def _section(document):
    """Everything about one minor version."""
    parts = [f"## CPython {document['version']}", claim(document), _picture(document, "instructions", "instructions")]
    with_times = tables.times(document, "c") is not None
    if with_times:
        parts.append(_picture(document, "times", "times"))
    parts.append(_markdown(*tables.ahead(document), left=(0, 1, 3)))
    parts.append(_folded("Instructions of all columns", _markdown(*tables.instructions(document))))
    if with_times:
        for kind, about in (("c", "Times of calls from C"), ("python", "Times of calls from a Python loop")):
            table = _markdown(*tables.times(document, kind))
            parts.append(_folded(f"{about}: CPython's, divided by the column's", table))
        parts.append(_spread(document))
    parts += _losses(document)
    missing = [f"- {TITLES[key]}: {reason}." for key, reason in document["missing"].items()]
    missing += [f"- {TITLES[key]}, row {row}: another result than CPython's." for row, key, _ in document["wrong"]]
    missing += [f"- Argot leaves a call to CPython: {left}" for left in document["left_by_argot"]]
    if missing:
        parts += ["Missing under this version:", "\n".join(missing)]
    made = f"Measured with {document['compiler']} on {document['processor']}, {document['system']}."
    return "\n\n".join([*parts, made])


def _columns(document):
    lines = [[column.title, document["versions"].get(column.package, ""), column.about] for column in COLUMNS]
    return _markdown(["column", "version", "what is called"], lines, left=(0, 1, 2))


def text(documents):
    """The whole page."""
    newest = documents[0]
    left = [f"- {TITLES[column]}, row {row}: {reason}." for (column, row), reason in LEFT_OUT.items()]
    return TEXT.format(
        claims="\n".join("- " + claim(document).replace("\n", "\n  ") for document in documents),
        columns=_columns(newest),
        packages=", ".join(workloads.FORMATS["packages"]),
        package_calls=workloads.FORMATS["calls"],
        frequent=workloads.FREQUENT,
        calls=f"{CALLS:,}",
        timed_calls=f"{TIMED_CALLS:,}",
        rounds=PROCESSES * ROUNDS,
        processes=PROCESSES,
        sections="\n\n".join(map(_section, documents)),
        probes=newest["probes"],
        checked=newest["version"],
        checks=_checks(newest),
        left="\n".join(left),
    )


def write(tools):
    """Draws the charts and writes the page."""
    documents = results.kept()
    if not documents:
        raise CannotMeasure("there are no results yet; run `make bench`")
    for document in documents:
        kept = results.file_of(document["minor"])
        command = [tools.python, "-B", str(paths.HERE / "charts.py"), str(kept), str(results.FOLDER)]
        answer = subprocess.run(command, capture_output=True, text=True)
        if answer.returncode:
            raise CannotMeasure(f"the charts cannot be drawn:\n{answer.stderr.rstrip()}")
    PAGE.write_text(text(documents), encoding="utf-8")
