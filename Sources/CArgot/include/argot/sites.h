/* ---- Call sites: where the arguments of calls with keywords stand ------------------------------------------------- */

/*
 * The places that were found for the names with which call sites call one function. A call in Python code hands over
 * the same tuple of names each time, a constant of its code object: what was found in it once holds for the next call.
 * Generated code declares, for each function that is asked to remember them,
 *     static ArgotSites sites;
 *
 * An address tells that this is the same tuple only as long as nothing else can come to stand there: so a tuple is
 * owned from before its address is written to an entry until after it was taken out again. Entries are filled once, as
 * a whole, and stay until the main interpreter is gone. Threads of all interpreters read them; only threads of the main
 * interpreter write them, one at a time. The references belong to a capsule in its dict, as those of ArgotKeys do.
 */
enum { ARGOT_SITES = 4, ARGOT_SITE_PARAMETERS = 15, ARGOT_SITE_PATIENCE = 16, ARGOT_SITE_MISSES = 255 };

typedef struct {
    /* NULL, or a tuple, owned. Written last (release), read first (acquire). */
    PyObject *names;
    /* How many arguments stand in front of those with names. */
    signed char positional;
    /* Where each parameter's argument stands, or -1. */
    signed char at[ARGOT_SITE_PARAMETERS];
} ArgotSite;

typedef struct {
    ArgotSite site[ARGOT_SITES];
    /* Beyond ARGOT_SITE_MISSES no entry is filled any more in this life of the interpreter. */
    int misses;
    /* 1 while a thread is in argot_note_site; what follows is for that thread alone. */
    int is_busy;
    int used;
    /* A tuple that has come once, owned: only so its address, seen again, tells that it is the same one. */
    PyObject *candidate;
    /* How many calls have missed since. Names that come from a dict come once, and give way in time. */
    int age;
    int is_registered;
} ArgotSites;

#if ARGOT_LIMITED
/* Nothing is declared. */
#elif defined(__GNUC__)

#define ARGOT_IS_SITE(site, tuple, count)                                                                              \
    (__atomic_load_n(&(site)->names, __ATOMIC_ACQUIRE) == (tuple) && (site)->positional == (count))

/* The places that were found for these very names before, or NULL. Not a loop: compilers make five instructions an
   entry of it, which all calls pay that no entry knows. */
ARGOT_INLINE const signed char *argot_find_site(ArgotSites *sites, PyObject *names, Py_ssize_t positional)
{
    ArgotSite *site = sites->site;
    if (ARGOT_IS_SITE(site, names, positional)) return site->at;
    if (ARGOT_IS_SITE(site + 1, names, positional)) return site[1].at;
    if (ARGOT_IS_SITE(site + 2, names, positional)) return site[2].at;
    if (ARGOT_IS_SITE(site + 3, names, positional)) return site[3].at;
    return NULL;
}

#undef ARGOT_IS_SITE

/* Whether entries can still be filled. */
ARGOT_INLINE int argot_notes_sites(ArgotSites *sites)
{
    return __atomic_load_n(&sites->misses, __ATOMIC_RELAXED) <= ARGOT_SITE_MISSES;
}

/* An address is gone before its reference is: memory that is given back is not handed out before that is seen. */
ARGOT_COLD void argot_forget_sites(PyObject *capsule)
{
    ArgotSites *sites = (ArgotSites *)argot_ending_owner(capsule, "argot.sites");
    int i;
    if (sites == NULL) return;
    for (i = 0; i < ARGOT_SITES; i++) {
        PyObject *names = sites->site[i].names;
        __atomic_store_n(&sites->site[i].names, (PyObject *)NULL, __ATOMIC_RELEASE);
        Py_XDECREF(names);
    }
    Py_CLEAR(sites->candidate);
    sites->used = sites->age = sites->is_registered = 0;
    __atomic_store_n(&sites->misses, 0, __ATOMIC_RELAXED);
}

/* 1 if what these sites own will be dropped in time: only then may they own anything. */
ARGOT_COLD int argot_register_sites(ArgotSites *sites)
{
    if (!sites->is_registered)
        sites->is_registered = argot_await_end(argot_interpreter(), "argot.sites", (void *)sites, argot_forget_sites);
    return sites->is_registered;
}

/* Looks at a call that no entry knows and that was bound to these places, NULL if it was not. The second time that the
   same tuple comes, an entry is made. */
ARGOT_COLD void argot_note_site(ArgotSites *sites, const signed char *at, int parameters, PyObject *names,
                                Py_ssize_t positional)
{
    PyObject *dropped = NULL;
    if (at == NULL || argot_interpreter() != PyInterpreterState_Main()) return;
    if (__atomic_exchange_n(&sites->is_busy, 1, __ATOMIC_ACQUIRE)) return;
    __atomic_store_n(&sites->misses, sites->misses + 1, __ATOMIC_RELAXED);
    if (sites->candidate == names) {
        ArgotSite *site = &sites->site[sites->used];
        ARGOT_COPY(site->at, at, (size_t)parameters);
        site->positional = (signed char)positional;
        __atomic_store_n(&site->names, names, __ATOMIC_RELEASE);
        sites->candidate = NULL;
        if (++sites->used == ARGOT_SITES) __atomic_store_n(&sites->misses, ARGOT_SITE_MISSES + 1, __ATOMIC_RELAXED);
    } else if (sites->misses > ARGOT_SITE_MISSES) {
        dropped = sites->candidate;
        sites->candidate = NULL;
    } else if ((sites->candidate == NULL || ++sites->age > ARGOT_SITE_PATIENCE) && argot_register_sites(sites)) {
        dropped = sites->candidate;
        Py_INCREF(names);
        sites->candidate = names;
        sites->age = 0;
    }
    __atomic_store_n(&sites->is_busy, 0, __ATOMIC_RELEASE);
    Py_XDECREF(dropped);
}

#else

ARGOT_INLINE const signed char *argot_find_site(ArgotSites *sites, PyObject *names, Py_ssize_t positional)
{
    (void)sites;
    (void)names;
    (void)positional;
    return NULL;
}

ARGOT_INLINE int argot_notes_sites(ArgotSites *sites)
{
    (void)sites;
    return 0;
}

ARGOT_INLINE void argot_note_site(ArgotSites *sites, const signed char *at, int parameters, PyObject *names,
                                  Py_ssize_t positional)
{
    (void)sites;
    (void)at;
    (void)parameters;
    (void)names;
    (void)positional;
}

#endif
