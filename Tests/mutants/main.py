"""Plants the faults one at a time and runs the layers until one notices; run.sh describes it."""

import argparse
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))

import faults  # noqa: E402
import interpreters  # noqa: E402
import layers  # noqa: E402
import tree  # noqa: E402

# Exit status of a run in which no fault could be tried.
NOTHING_TRIED = 77


def arguments():
    parser = argparse.ArgumentParser(description="Plant faults, and see that a test fails for each.")
    parser.add_argument("--list", action="store_true", help="only print the names of the faults")
    parser.add_argument("--from", dest="first", choices=layers.NAMES[1:], default=layers.NAMES[1],
                        help="leave out the layers in front of this one")
    parser.add_argument("--to", dest="last", choices=layers.NAMES[1:], default=layers.NAMES[-1],
                        help="leave out the layers behind this one")
    parser.add_argument("--all-layers", action="store_true", help="go on to the later layers when one has noticed")
    parser.add_argument("--unchecked", action="store_true", help="do not run the layers without a fault first")
    parser.add_argument("fault", nargs="*", help="only these faults")
    return parser.parse_args()


def wanted(fault, options):
    """The layers that such a fault goes through, as (name, function)."""
    names = layers.NAMES[1:]
    for name, function, seen in layers.LAYERS[names.index(options.first):names.index(options.last) + 1]:
        if fault is None or fault.file.startswith(seen):
            yield name, function


def check_tree(run, options):
    """The tree as it is passes every layer: else a failure would say nothing about a fault. Raises Killed."""
    run.begin("unchanged")
    for name, function in wanted(None, options):
        start = time.monotonic()
        try:
            function(run, None)
        except layers.Killed as failure:
            raise layers.Killed(f"{name} fails without any fault:\n{str(failure)[-4000:]}")
        print(f"unchanged: {name} passes, {time.monotonic() - start:.0f} s", flush=True)


def killers(run, fault, options):
    """The layers that noticed the fault, the first one only unless all are asked for."""
    found = []
    for name, function in wanted(fault, options):
        try:
            function(run, fault)
        except layers.Unbuilt as failure:
            if fault.caught != "build":
                raise faults.Mistake(f"{fault.where}: the fault does not compile:\n{str(failure)[-3000:]}")
            return ["build"]
        except layers.Killed:
            found.append(name)
            if not options.all_layers:
                break
    return found


def try_fault(run, fault, options):
    """Whether all is well with the fault, and the line that says so."""
    run.begin(fault.name)
    try:
        run.tree.plant(fault)
        found = killers(run, fault, options)
    finally:
        run.tree.restore()
    if not found:
        if fault.lives:
            return True, f"lives, and may: {fault.lives}"
        return False, "FAILED: no layer noticed"
    if fault.lives:
        return False, f"FAILED: noticed by {', '.join(found)}, but listed as one that lives"
    return True, f"noticed by {', '.join(found)}"


def select(names):
    """The faults with these names, or all. Raises Mistake."""
    listed = faults.read(layers.NAMES, layers.MODES)
    unknown = set(names) - {fault.name for fault in listed}
    if unknown:
        raise faults.Mistake(f"there is no fault {', '.join(sorted(unknown))}; --list prints all")
    return [fault for fault in listed if not names or fault.name in names]


def try_faults(chosen, options):
    """How many faults passed and failed. Raises Mistake, TooFew, or Killed if the tree fails without any fault."""
    # Modules for the limited API are not loaded by free-threaded builds.
    usable = [one for one in interpreters.found(newest=True) if not one.free_threaded]
    run = layers.Run(tree.Tree(), usable, chosen)
    for interpreter in run.interpreters:
        print(interpreter)
    # What is wrong with the list, or not at hand, is known before anything long is run.
    for fault in chosen:
        run.tree.planted_text(fault)
    passed = failed = 0
    for fault in chosen:
        if run.missing(fault):
            print(f"{fault.name}: not tried: needs CPython {' and '.join(run.missing(fault))}, which pyenv can install")
            failed += os.environ.get("CI") == "true"
    if not run.faults:
        return passed, failed
    if options.last != layers.LAYERS[0][0]:
        try:
            run.prepare()
        except layers.Unbuilt as failure:
            raise layers.Killed(f"the tree does not build without any fault:\n{str(failure)[-4000:]}")
    if not options.unchecked:
        check_tree(run, options)
    for fault in run.faults:
        start = time.monotonic()
        try:
            is_well, text = try_fault(run, fault, options)
        except faults.Mistake as mistake:
            is_well, text = False, f"FAILED: {mistake}"
        passed += is_well
        failed += not is_well
        print(f"{fault.name}: {text}, {time.monotonic() - start:.0f} s", flush=True)
    return passed, failed


def main():
    options = arguments()
    try:
        chosen = select(options.fault)
        if options.list:
            for fault in chosen:
                print(f"{fault.name:40} {fault.caught:13} {fault.file}")
            return 0
        passed, failed = try_faults(chosen, options)
    except (faults.Mistake, interpreters.TooFew, layers.Killed) as problem:
        print(problem)
        passed, failed = 0, 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0 if passed else NOTHING_TRIED


if __name__ == "__main__":
    sys.exit(main())
