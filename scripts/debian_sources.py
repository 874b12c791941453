"""Which Debian mirror this machine uses: reads apt's lists of sources, in both of their forms.

    debian_sources.py [FOLDER]

Prints one line for each archive of Debian's own (not those of other vendors) that FOLDER (/etc/apt) names: URI, suite
and the path of the keyring that signs it, or "-" where apt's default ones do, separated by tabs. Exit status 1, with a
message, if there is none.
"""

import pathlib
import re
import sys

# Other vendors name their suites after Debian's, too. Debian's own archives are told by the end of the address, which
# mirrors keep and lists of mirrors have as their name, or by the keyring.
ARCHIVE = re.compile(r"/debian(-security)?(\.list)?/?$")
KEYRING = re.compile(r"/debian-archive-[^/]*$")


def one_line_form(text):
    """(URI, suites, components, keyring) of each line of a `sources.list` file."""
    for line in text.splitlines():
        match = re.match(r"\s*deb\s+(?:\[([^]]*)\]\s+)?(\S+)\s+([^#]*)", line)
        if match:
            options, uri, rest = match.groups()
            suite, *components = rest.split() or [""]
            keyring = re.search(r"(?:^|\s)signed-by=(\S+)", options or "", re.IGNORECASE)
            yield uri, [suite], components, keyring[1] if keyring else ""


def deb822_form(text):
    """The same of each stanza of a `.sources` file."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for stanza in re.split(r"\n(?:[ \t]*\n)+", "\n".join(lines)):
        fields, name = {}, None
        for line in stanza.splitlines():
            if line[:1] in (" ", "\t"):
                fields[name] = f"{fields.get(name, '')}\n{line.strip()}"
            elif ":" in line:
                name, value = line.split(":", 1)
                name = name.strip().lower()
                fields[name] = value.strip()
        off = fields.get("enabled", "yes").lower() in ("no", "false", "without", "off", "disable", "0")
        if "deb" in fields.get("types", "").split() and not off:
            for uri in fields.get("uris", "").split():
                keyring = fields.get("signed-by", "")
                yield uri, fields.get("suites", "").split(), fields.get("components", "").split(), keyring


def debian_archives(folder):
    """(URI, suite, keyring) of Debian's own archives, in apt's order and each once. A key that is written into a
    sources file instead of the path of a keyring is left out."""
    paths = [folder / "sources.list"]
    paths += sorted(path for path in (folder / "sources.list.d").glob("*") if path.suffix in (".list", ".sources"))
    found = {}
    for path in paths:
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for uri, suites, components, keyring in (deb822_form if path.suffix == ".sources" else one_line_form)(text):
            if "main" not in components or not (ARCHIVE.search(uri) or KEYRING.search(keyring)):
                continue
            for suite in suites:
                found.setdefault((uri.rstrip("/"), suite), keyring if keyring.startswith("/") else "")
    return [(uri, suite, keyring) for (uri, suite), keyring in found.items()]


def main(arguments):
    folder = pathlib.Path(arguments[0] if arguments else "/etc/apt")
    archives = debian_archives(folder)
    for archive in archives:
        print("\t".join(field or "-" for field in archive))
    if not archives:
        print(f"{folder} names no archive of Debian's", file=sys.stderr)
    return 0 if archives else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
