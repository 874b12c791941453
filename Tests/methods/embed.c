/*
 * Runs a script in several lives of an interpreter, each with sub-interpreters that exist at the same time; those of
 * 3.12 and later with a lock of their own run it in threads, too. The exit status is the number of runs that failed.
 *
 *     METHODS_SCRIPT=script.py LD_PRELOAD=./embed.so python3
 *
 * A shared library that takes the place of the program's own main(), as Tests/primitives/embed.c is. The script finds
 * the kind of the interpreter in KIND: "main", "sub" or "own".
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { LIVES = 3, SUBS = 3 };

static char script[1 << 16];
static int failures = 0;

static int run_script(const char *kind)
{
    char text[64];
    snprintf(text, sizeof(text), "KIND = '%s'\n", kind);
    return PyRun_SimpleString(text) != 0 || PyRun_SimpleString(script) != 0;
}

static void count(int failed, const char *kind, int life)
{
    if (!failed) return;
    printf("life %d: the script failed in a%s interpreter\n", life, kind);
    fflush(stdout);
    failures++;
}

/* Sub-interpreters that share the lock: all exist before the first runs the script, and each runs it twice. */
static void run_subs(int life)
{
    PyThreadState *main_state = PyThreadState_Get(), *states[SUBS];
    int i, round;
    for (i = 0; i < SUBS; i++) {
        states[i] = Py_NewInterpreter();
        if (states[i] == NULL) exit(99);
    }
    for (round = 0; round < 2; round++) {
        for (i = 0; i < SUBS; i++) {
            PyThreadState_Swap(states[i]);
            count(run_script("sub"), " sub-", life);
        }
        PyThreadState_Swap(main_state);
        count(run_script("main"), " main", life);
    }
    for (i = 0; i < SUBS; i++) {
        PyThreadState *state = states[(i + 1) % SUBS];
        PyThreadState_Swap(state);
        Py_EndInterpreter(state);
    }
    PyThreadState_Swap(main_state);
    count(run_script("main"), " main", life);
}

#if PY_VERSION_HEX >= 0x030C0000
static void *run_thread(void *interpreter)
{
    PyThreadState *state = PyThreadState_New((PyInterpreterState *)interpreter);
    static char failed;
    int wrong;
    PyEval_RestoreThread(state);
    wrong = run_script("own");
    PyThreadState_Clear(state);
    PyThreadState_DeleteCurrent();
    return wrong ? &failed : NULL;
}

/* Sub-interpreters with a lock each, at work at the same time. */
static void run_own(int life)
{
    PyThreadState *main_state = PyThreadState_Get(), *states[SUBS];
    PyInterpreterConfig config;
    pthread_t threads[SUBS];
    void *failed;
    int i;
    memset(&config, 0, sizeof(config));
    config.check_multi_interp_extensions = 1;
    config.allow_threads = 1;
    config.gil = PyInterpreterConfig_OWN_GIL;
    for (i = 0; i < SUBS; i++) {
        PyStatus status = Py_NewInterpreterFromConfig(&states[i], &config);
        if (PyStatus_Exception(status)) exit(98);
        PyEval_SaveThread();
        PyEval_RestoreThread(main_state);
    }
    PyEval_SaveThread();
    for (i = 0; i < SUBS; i++) {
        if (pthread_create(&threads[i], NULL, run_thread, PyThreadState_GetInterpreter(states[i])) != 0) exit(97);
    }
    for (i = 0; i < SUBS; i++) {
        pthread_join(threads[i], &failed);
        count(failed != NULL, "n own", life);
    }
    for (i = 0; i < SUBS; i++) {
        PyEval_RestoreThread(states[i]);
        Py_EndInterpreter(states[i]);
    }
    PyEval_RestoreThread(main_state);
}
#else
static void run_own(int life) { (void)life; }
#endif

/* Other programs, such as a sanitizer's, may load this library, too. */
#pragma weak Py_InitializeEx

__attribute__((constructor)) static void run(void)
{
    const char *name = getenv("METHODS_SCRIPT");
    FILE *file;
    int life;
    if (Py_InitializeEx == NULL || name == NULL) return;
    file = fopen(name, "r");
    if (file == NULL || fread(script, 1, sizeof(script) - 1, file) == 0) exit(96);
    fclose(file);
    for (life = 0; life < LIVES; life++) {
        Py_InitializeEx(0);
        /* In one of two lives a sub-interpreter is the first to load the modules. */
        if (life % 2 == 0) count(run_script("main"), " main", life);
        run_subs(life);
        run_own(life);
        count(run_script("main"), " main", life);
        Py_FinalizeEx();
    }
    exit(failures > 90 ? 90 : failures);
}
