"""The tables of one interpreter, as rows of cells, and the text that `make bench` prints."""

from catalogue import COLUMNS, PEER_KEYS, TITLES
from leads import best_peer

#: The columns whose times stand in the page: CPython is 1.
TIMED = tuple(column.key for column in COLUMNS if column.key != "cpython")


def present(document, keys):
    """Those of the columns that the document has, in the catalogue's order."""
    return [key for key in keys if key in document["columns"]]


def instructions(document):
    """Head and rows: instructions per call, "-" where a column cannot express the row."""
    keys = present(document, TITLES)
    head = ["row", *(TITLES[key] for key in keys), "format, arguments"]
    rows = []
    for row in document["rows"]:
        figures = row["instructions"]
        cells = [f"{figures[key]:,.0f}" if key in figures else "-" for key in keys]
        rows.append([row["row"], *cells, row["about"]])
    return head, rows


def times(document, kind):
    """Head and rows: CPython's time divided by the column's, the median of all rounds. None without times."""
    if not all("times" in row for row in document["rows"]):
        return None
    keys = present(document, TIMED)
    rows = []
    for row in document["rows"]:
        found = row["times"][kind]
        rows.append([row["row"], *(f"{found[key][0]:.2f}" if key in found else "-" for key in keys), row["about"]])
    return ["row", *(TITLES[key] for key in keys), "format, arguments"], rows


def ahead(document):
    """Head and rows: Argot beside the peer with the fewest instructions, with both kinds of times where measured."""
    head = ["row", "format, arguments", "in packages", "best peer", "its instructions", "Argot's", "ratio"]
    head += ["time from C: peer, Argot", "from Python: peer, Argot"]
    rows = []
    for row in document["rows"]:
        figures, peer = row["instructions"], best_peer(row)
        cells = [row["row"], row["about"], str(row["calls_in_packages"]), TITLES[peer] if peer else "-"]
        if peer:
            cells += [f"{figures[peer]:,.0f}", f"{figures['argot']:,.0f}", f"{figures[peer] / figures['argot']:.2f}"]
            cells += [_pair(row, kind, peer) for kind in ("c", "python")]
        else:
            cells += ["-", f"{figures['argot']:,.0f}", "-", "-", "-"]
        rows.append(cells)
    return head, rows


def _pair(row, kind, peer):
    found = row.get("times", {}).get(kind, {})
    return f"{found[peer][0]:.2f}, {found['argot'][0]:.2f}" if peer in found and "argot" in found else "-"


def aligned(head, rows):
    """The cells as columns of text: the first and the last to the left, the others to the right."""
    widths = [max(len(line[at]) for line in (head, *rows)) for at in range(len(head))]
    lines = []
    for line in (head, *rows):
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:-1], widths[1:-1])]
        lines.append("  ".join([*cells, line[-1]]).rstrip())
    return "\n".join(lines)


def as_text(document):
    """What is printed for one interpreter."""
    parts = [f"CPython {document['version']}, {document['compiler']}", "", "instructions per call, made from C"]
    parts.append(aligned(*instructions(document)))
    for kind, about in (("c", "calls from C"), ("python", "calls from a Python loop")):
        found = times(document, kind)
        if found:
            parts += ["", f"CPython's time divided by the column's, {about}", aligned(*found)]
    for key, reason in document["missing"].items():
        parts.append(f"{TITLES[key]} is missing: {reason}")
    for row, column, what in document["wrong"]:
        parts.append(f"row {row}, {TITLES[column]} is not measured: {what}")
    counted = {key: len(document["differences"].get(key, ())) for key in present(document, PEER_KEYS)}
    listed = ", ".join(f"{TITLES[key]} {count}" for key, count in counted.items())
    parts.append(f"kinds of calls that end in another way than CPython's, of {document['probes']} calls: {listed}")
    return "\n".join(parts)
