"""Has check.py compare the claims of TextSuite under every CPython; run.sh describes it."""

import argparse
import concurrent.futures
import os
import pathlib
import platform
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "scripts"))

import interpreters  # noqa: E402

# How often an interpreter may end before the rest of its formats is given up.
CRASHES = 5


def compare(interpreter, claims, examples):
    """The lines to print, and the numbers of passed and failed formats."""
    lines, passed, failed, start, crashes = [], 0, 0, 0, 0
    while True:
        with tempfile.NamedTemporaryFile() as place:
            answer = subprocess.run(
                [interpreter.path, "-I", "-S", "-B", HERE / "check.py", claims, place.name, str(start), str(examples)],
                capture_output=True, text=True, stdin=subprocess.DEVNULL)
            where = [int(word) for word in place.read().split()]
        lines += answer.stdout.splitlines()
        if where:
            start, good, bad = where
            passed, failed = passed + good, failed + bad
        if answer.returncode == 0:
            break
        failed += 1
        crashes += 1
        reason = signal.Signals(-answer.returncode).name if answer.returncode < 0 else answer.stderr.strip()
        with open(claims) as file:
            claim = file.read().splitlines()[start] if where else "nothing"
        lines.append(f"ended by {reason} at {claim}")
        if not where or crashes == CRASHES:
            break
        start += 1
    return [f"{interpreter.name}: {line}" for line in lines], passed, failed


def main():
    parser = argparse.ArgumentParser(description="Compare what TextSuite claims with what every CPython does.")
    parser.add_argument("--examples", type=int, default=10, help="how many differences to print for each interpreter")
    parser.add_argument("--interpreter", action="append", metavar="VERSION", help="only this version, such as 3.12")
    parser.add_argument("suite", help="the program that prints claims")
    options = parser.parse_args()
    if (platform.machine(), sys.platform) != ("x86_64", "linux"):
        print("only the va_list of x86-64 Linux is known here")
        return 77
    try:
        found = [one for one in interpreters.found() if not one.free_threaded]
    except interpreters.TooFew as problem:
        print(problem, file=sys.stderr)
        return 1
    if options.interpreter:
        found = [one for one in found if "%d.%d" % one.minor in options.interpreter]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        claims = {}
        for minor in {one.minor for one in found}:
            claims[minor] = os.path.join(folder, "claims-%d.%d" % minor)
            with open(claims[minor], "w") as file:
                subprocess.run([options.suite, "%d.%d" % minor], stdout=file, check=True)
        for lines, good, bad in pool.map(lambda one: compare(one, claims[one.minor], options.examples), found):
            print("\n".join(lines), flush=True)
            passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
