"""The forms of the output."""

import csv
import io
import json
import xml.etree.ElementTree

from bench.running import bench
from support import contains, equal, test

SVG = "{http://www.w3.org/2000/svg}"


@test
def text_has_a_line_for_each_call(project):
    lines = bench(project, "--no-instructions", "i", "et#").stdout.splitlines()
    contains(lines[0], "CPython 3.")
    equal(len([line for line in lines if line.endswith('PyArg_ParseTuple "i"')]), 1)
    contains(lines[-1], 'PyArg_ParseTuple "et#": left to CPython')


@test
def csv_has_a_line_for_each_call_and_column(project):
    text = bench(project, "--no-instructions", "i:a,b", "--output-format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    equal([row["column"] for row in rows], ["cpython", "kept", "fastcall"])
    equal({row["call"] for row in rows}, {'PyArg_ParseTuple "i:a,b"'})
    equal((rows[0]["ratio"], float(rows[2]["low"]) <= float(rows[2]["ratio"]) <= float(rows[2]["high"])), ("", True))


@test
def one_round_has_no_spread(project):
    text = bench(project, "--no-instructions", "i", "--rounds", "1", "--output-format", "csv").stdout
    row = list(csv.DictReader(io.StringIO(text, newline="")))[1]
    equal((row["low"], row["high"]), (row["ratio"], row["ratio"]))


@test
def svg_is_a_picture_with_two_bars_for_each_call(project):
    text = bench(project, "--no-instructions", "i:<&>", "O", "--output-format", "svg", "-o", "bars.svg").stdout
    equal(text, "")
    root = xml.etree.ElementTree.fromstring(project.read("bars.svg"))
    bars = [one for one in root.iter(f"{SVG}rect") if one.get("class") in ("fastcall", "kept")]
    equal(len(bars), 2 + 2 * 2)
    texts = [one.text for one in root.iter(f"{SVG}text")]
    equal('PyArg_ParseTuple "i:<&>"' in texts, True, str(texts))
    width = float(root.get("width"))
    for bar in bars:
        equal(0 <= float(bar.get("x")) and float(bar.get("x")) + float(bar.get("width")) <= width, True)
    contains(bench(project, "--no-instructions", "i", "et#", "--output-format", "svg").stderr, "et#\" was not measured")


@test
def outputs_are_written_whole_or_not_at_all(project):
    project.write(old__json="old")
    bench(project, "--no-instructions", "et#", "--output-format", "json", "-o", "old.json", code=2)
    equal(json.loads(project.read("old.json"))["calls"], [])
    bench(project, "--no-instructions", "i", "-o", "no/such/folder", code=2)
