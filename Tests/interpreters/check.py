"""Checks scripts/interpreters.py and scripts/debian_sources.py; run.sh describes it."""

import contextlib
import dataclasses
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "scripts"))

import debian_sources  # noqa: E402
import interpreters  # noqa: E402

KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"
ONE_LINE = f"""\
# deb http://commented.example/debian bookworm main
deb-src http://mirror.example/debian bookworm main
deb [arch=amd64 signed-by={KEYS}] http://mirror.example/debian/ bookworm main contrib # a comment
deb http://mirror.example/debian-security bookworm-security main
deb [ signed-by={KEYS} ] http://other.example/bookworm bookworm main
deb https://vendor.example/linux/debian bookworm stable
deb https://vendor.example/apt bookworm main
"""
STANZAS = f"""\
# A comment.
Types: deb deb-src
URIs: http://mirror.example/debian
# Removed: one in the middle
 http://second.example/debian/
Suites: trixie trixie-updates
Components: main
Signed-By: {KEYS}

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: trixie
Components: main

types: deb
uris: mirror+file:///etc/apt/mirrors/debian.list
suites: trixie-backports
components: contrib
 main
signed-by:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 -----END PGP PUBLIC KEY BLOCK-----

Types: deb-src
URIs: http://source.example/debian
Suites: trixie
Components: main
"""


class Sources(unittest.TestCase):
    def archives(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder) / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(text)
            return debian_sources.debian_archives(pathlib.Path(folder))

    def test_the_one_line_form(self):
        self.assertEqual(self.archives({"sources.list": ONE_LINE}), [
            ("http://mirror.example/debian", "bookworm", KEYS),
            ("http://mirror.example/debian-security", "bookworm-security", ""),
            ("http://other.example/bookworm", "bookworm", KEYS),
        ])

    def test_the_stanzas(self):
        self.assertEqual(self.archives({"sources.list.d/debian.sources": STANZAS}), [
            ("http://mirror.example/debian", "trixie", KEYS),
            ("http://mirror.example/debian", "trixie-updates", KEYS),
            ("http://second.example/debian", "trixie", KEYS),
            ("http://second.example/debian", "trixie-updates", KEYS),
            ("mirror+file:///etc/apt/mirrors/debian.list", "trixie-backports", ""),
        ])

    def test_both_forms_give_each_archive_once(self):
        one, other = "deb http://a.example/debian trixie main\n", "deb http://b.example/debian trixie main\n"
        files = {"sources.list": one, "sources.list.d/more.list": other + one, "sources.list.d/old.list.save": ONE_LINE}
        self.assertEqual(self.archives(files), [
            ("http://a.example/debian", "trixie", ""), ("http://b.example/debian", "trixie", "")])

    def test_no_archive(self):
        for files in ({}, {"sources.list": ""}, {"sources.list.d/x.sources": "nonsense\n\n  more"}):
            self.assertEqual(self.archives(files), [])


def stand_in(version, **facts):
    """An interpreter as interpreters.describe gives it."""
    numbers = [int(part) for part in version.split(".")]
    values = dict(path=f"/{version}", version=version, minor=tuple(numbers[:2]), text=version, includes=("/i",),
                  hexversion=numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | 0xF0, ext_suffix=".so", debug=False,
                  free_threaded=False)
    return interpreters.Interpreter(**{**values, **facts})


class Finding(unittest.TestCase):
    def found(self, *there, ci="", **options):
        """What interpreters.found gives on a machine with these interpreters, or programs that are none."""
        def describe(one):
            if isinstance(one, Exception):
                raise one
            return one
        with mock.patch.object(interpreters, "candidates", lambda: there), \
                mock.patch.object(interpreters, "describe", describe), mock.patch.dict(os.environ, {"CI": ci}):
            return [one.path for one in interpreters.found(**options)]

    def test_releases_are_compared_as_numbers(self):
        there = [stand_in("3.11.10"), stand_in("3.9.2"), stand_in("3.11.9")]
        self.assertEqual(self.found(*there), ["/3.9.2", "/3.11.9", "/3.11.10"])
        self.assertEqual(self.found(*there, newest=True), ["/3.9.2", "/3.11.10"])

    def test_the_same_version_counts_once_and_the_first_wins(self):
        self.assertEqual(self.found(stand_in("3.11.2", path="/a"), stand_in("3.11.2", path="/b")), ["/a"])

    def test_debug_builds_are_given_on_demand(self):
        there = [stand_in("3.13.1"), stand_in("3.13.1", path="/d", debug=True)]
        self.assertEqual(self.found(*there), ["/3.13.1"])
        self.assertEqual(self.found(*there, debug=True, newest=True), ["/3.13.1", "/d"])
        with self.assertRaises(interpreters.TooFew):
            self.found(there[1], debug=True)

    def test_free_threaded_builds_do_not_count(self):
        there = [stand_in("3.12.1"), stand_in("3.13.1", path="/t", free_threaded=True)]
        self.assertEqual(self.found(*there), ["/3.12.1", "/t"])
        with self.assertRaisesRegex(interpreters.TooFew, "4 minor versions .* 1 found: 3.12\n"):
            self.found(*there, ci="true")
        with self.assertRaises(interpreters.TooFew):
            self.found(there[1])

    def test_four_minor_versions_in_continuous_integration(self):
        there = [stand_in(f"3.{minor}.1") for minor in (9, 10, 11, 12)]
        self.assertEqual(len(self.found(*there, ci="true")), 4)
        with self.assertRaisesRegex(interpreters.TooFew, "4 minor versions .* 3 found: 3.9, 3.10, 3.11\n"):
            self.found(*there[:3], stand_in("3.11.2"), ci="true")
        self.assertEqual(len(self.found(*there[:3])), 3)

    def test_what_cannot_be_used_is_named_when_there_are_too_few(self):
        with self.assertRaisesRegex(interpreters.TooFew, "left out: it does not run"):
            self.found(interpreters.Unusable("it does not run"))

    def test_limited_modules(self):
        self.assertTrue(stand_in("3.11.0").loads("0x030B0000"))
        self.assertFalse(stand_in("3.10.9").loads("0x030B0000"))
        self.assertFalse(stand_in("3.13.0", free_threaded=True).loads("0x03090000"))


class Describing(unittest.TestCase):
    def test_the_real_ones(self):
        for interpreter in interpreters.found(debug=True):
            self.assertTrue(any((pathlib.Path(folder) / "Python.h").is_file() for folder in interpreter.includes))
            self.assertTrue(interpreter.text.startswith(interpreter.version))
            self.assertEqual(interpreters.describe(interpreter.path), interpreter)

    def test_differential_asks_for_the_same(self):
        """What `Interpreter` asks a program that a user names, where this script is not at hand."""
        source = (ROOT / "Sources/Differential/Running/Interpreter.swift").read_text()
        question = textwrap.dedent(re.search(r'question = #"""\n(.*?)\n *"""#', source, re.DOTALL)[1])
        for interpreter in interpreters.found(debug=True):
            answer = subprocess.run([interpreter.path, "-I", "-S", "-c", question], capture_output=True, check=True)
            expected = dataclasses.asdict(interpreter)
            del expected["ext_suffix"]
            self.assertEqual(json.loads(answer.stdout), json.loads(json.dumps(expected)))

    def test_headers_that_need_the_folder_above(self):
        with tempfile.TemporaryDirectory() as folder:
            headers = pathlib.Path(folder) / "python3.13"
            (pathlib.Path(folder) / "triplet" / "python3.13").mkdir(parents=True)
            headers.mkdir()
            with self.assertRaisesRegex(interpreters.Unusable, "no Python.h"):
                interpreters.include_folders([str(headers), None])
            (headers / "Python.h").touch()
            (headers / "pyconfig.h").write_text("#  include <triplet/python3.13/pyconfig.h>\n")
            self.assertEqual(interpreters.include_folders([str(headers), str(headers)]), (str(headers),))
            (pathlib.Path(folder) / "triplet" / "python3.13" / "pyconfig.h").touch()
            self.assertEqual(interpreters.include_folders([str(headers)]), (str(headers), folder))

    def test_programs_that_are_no_interpreters(self):
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / "python3"
            for text, message in (("exit 3", "does not run"), ("echo '{\"implementation\": \"pypy\"}'", "not CPython")):
                program.write_text(f"#!/bin/sh\n{text}\n")
                program.chmod(0o755)
                with self.assertRaisesRegex(interpreters.Unusable, message):
                    interpreters.describe(program)

    def test_the_command(self):
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output), \
                mock.patch.object(interpreters, "candidates", list):
            self.assertEqual(interpreters.main([]), 1)
        self.assertIn("0 found: none", output.getvalue())
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            self.assertEqual(interpreters.main([]), 0)
        for line in output.getvalue().splitlines():
            self.assertLessEqual({"path", "version", "minor", "includes", "debug"}, set(json.loads(line)))


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
