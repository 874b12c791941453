"""Which of CPython's test modules are run."""

# Everything in test/test_capi is, but for these.
LEFT_OUT = {
    "test_capi.test_opt": "tests the optimizer of experimental builds, and skips all its tests in others",
}

# Test modules elsewhere that call functions of _testcapi or _testbuffer which take their arguments with formats, with
# patterns for the tests where the others of the module have nothing to do with that and take long, measure time or
# depend on the depth of the stack.
ELSEWHERE = {
    "test_buffer": [],
    "test_bytes": [],
    "test_call": [],
    "test_class": [],
    "test_cmath": [],
    "test_code": [],
    "test_codecs": [],
    "test_datetime": ["*CapiTest*"],
    "test_descr": [],
    "test_dict": [],
    "test_dict_version": [],
    "test_exceptions": [],
    "test_finalization": [],
    "test_float": [],
    "test_frame": [],
    "test_generators": [],
    "test_marshal": [],
    "test_monitoring": [],
    "test_sys": ["*nraisable*"],
    "test_threading_local": [],
    "test_time": ["*PyTime*"],
    "test_traceback": [],
    "test_tracemalloc": ["*CAPI*"],
    "test_type_cache": [],
    "test_type_comments": [],
}

# Those that call such functions and are not run:
#   test_faulthandler, test_threading                    slow; some tests do not end where others run at the same time
#   test_gc, test_str, test_weakref                      seconds for one test that concerns us
#   test_gdb                                             needs gdb
#   test_import, test_interpreters, test_multibytecodec  only start subinterpreters with them
#   test_regrtest, test_repl, test_subprocess            only start programs with them


def chosen(source):
    """(test module, patterns) of everything to run from a CPython source."""
    tests = source / "Lib/test"
    names = [f"test_capi.{path.stem}" for path in sorted((tests / "test_capi").glob("test_*.py"))]
    run = {name: [] for name in names if name not in LEFT_OUT}
    for name, patterns in ELSEWHERE.items():
        if (tests / f"{name}.py").exists() or (tests / name / "__init__.py").exists():
            run[name] = patterns
    return list(run.items())
