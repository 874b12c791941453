/* ---- Compilers, and how values are written --------------------------------------------------------------------------- */

#ifdef Py_LIMITED_API
#define ARGOT_LIMITED 1
/* Whether the API of that version may be used: a test for code that exists in both modes. */
#define ARGOT_HAS(version) (Py_LIMITED_API + 0 >= (version))
#else
#define ARGOT_LIMITED 0
#define ARGOT_HAS(version) 1
#endif

#if defined(__GNUC__)
#define ARGOT_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define ARGOT_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define ARGOT_INLINE static inline __attribute__((always_inline, unused))
#define ARGOT_LOCAL static inline __attribute__((unused))
#define ARGOT_COLD static __attribute__((noinline, cold, unused))
#define ARGOT_NOINLINE static __attribute__((noinline, unused))
#define ARGOT_COPY(to, from, size) __builtin_memcpy((to), (from), (size))
#define ARGOT_FILL(target, byte, size) __builtin_memset((target), (byte), (size))
#define ARGOT_EQUAL(one, other, size) (__builtin_memcmp((one), (other), (size)) == 0)
#define ARGOT_FIND_NUL(text, size) (__builtin_memchr((text), 0, (size)) != NULL)
#define ARGOT_LENGTH(text) __builtin_strlen(text)
#define ARGOT_SAME_TEXT(one, other) (__builtin_strcmp((one), (other)) == 0)
/* The compiler forgets what it knows of the value of an integer variable. */
#define ARGOT_FORGET(variable) __asm__("" : "+r"(variable))
#else
#include <string.h>
#define ARGOT_LIKELY(condition) (condition)
#define ARGOT_UNLIKELY(condition) (condition)
#define ARGOT_INLINE static inline
#define ARGOT_LOCAL static inline
#define ARGOT_COLD static inline
#define ARGOT_NOINLINE static inline
#define ARGOT_COPY(to, from, size) memcpy((to), (from), (size))
#define ARGOT_FILL(target, byte, size) memset((target), (byte), (size))
#define ARGOT_EQUAL(one, other, size) (memcmp((one), (other), (size)) == 0)
#define ARGOT_FIND_NUL(text, size) (memchr((text), 0, (size)) != NULL)
#define ARGOT_LENGTH(text) strlen(text)
#define ARGOT_SAME_TEXT(one, other) (strcmp((one), (other)) == 0)
#define ARGOT_FORGET(variable) ((void)0)
#endif

/* Writes the variable `value` to where the caller said. The object there may have another type than the format's
   (an enum, a struct that starts with PyObject_HEAD): only a copy of bytes may alias it. */
#define ARGOT_STORE(target, value) ((void)ARGOT_COPY((void *)(target), &(value), sizeof(value)))

/* What a variable argument list accepts silently, prototypes do not: every pointer goes through these. The integer in
   between drops qualifiers and function types without any compiler's warning. */
#define ARGOT_PTR(expression) ((void *)(uintptr_t)(expression))
#define ARGOT_PARSE_CONVERTER(expression) ((int (*)(PyObject *, void *))(uintptr_t)(expression))
#define ARGOT_BUILD_CONVERTER(expression) ((PyObject * (*)(void *))(uintptr_t)(expression))

/* The result by which an `O&` converter asks to be called again with NULL if a later unit fails. */
#define ARGOT_CLEANUP 0x20000
