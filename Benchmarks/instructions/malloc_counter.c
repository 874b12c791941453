/* Preloaded into the measured interpreter (LD_PRELOAD): counts the C library's allocations. glibc only: the real
   allocator is reached by its exported internal names, so nothing has to be looked up while memory is allocated. */
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

#define EXPORTED __attribute__((visibility("default")))

/* Read by driver.c, which finds it with dlsym. */
EXPORTED unsigned long argot_bench_libc_calls = 0;

EXPORTED void *malloc(size_t size) {
  argot_bench_libc_calls++;
  return __libc_malloc(size);
}

EXPORTED void *calloc(size_t count, size_t size) {
  argot_bench_libc_calls++;
  return __libc_calloc(count, size);
}

EXPORTED void *realloc(void *block, size_t size) {
  argot_bench_libc_calls++;
  return __libc_realloc(block, size);
}
