#include "libclang.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* ISO C has no conversion from an object pointer to a function pointer; POSIX promises that their representations
   agree, so the bytes are copied. */
static int find(void *library, const char *name, void *function) {
  void *address = dlsym(library, name);
  memcpy(function, &address, sizeof address);
  return address != NULL;
}

int argot_libclang_load(const char *path, struct argot_libclang *functions, char *message, size_t size) {
  const char *missing = NULL;
  void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL) {
    const char *reason = dlerror();
    snprintf(message, size, "%s", reason != NULL ? reason : "the library cannot be loaded");
    return -1;
  }
#define ARGOT_LIBCLANG_FIND(result, name, parameters)                                                                  \
  if (!find(library, "clang_" #name, &functions->name)) missing = "clang_" #name;
  ARGOT_LIBCLANG_FUNCTIONS(ARGOT_LIBCLANG_FIND)
#undef ARGOT_LIBCLANG_FIND
  if (missing != NULL) {
    snprintf(message, size, "%s has no function %s; libclang 14 or newer is needed", path, missing);
    dlclose(library);
    return -1;
  }
  return 0;
}
