#include "allocations.h"

enum { DOMAINS = 3 };

long long allocations, live;
static PyMemAllocatorEx allocators[DOMAINS];

static void *counted_malloc(void *context, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    allocations++;
    live++;
    return allocator->malloc(allocator->ctx, size);
}

static void *counted_calloc(void *context, size_t count, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    allocations++;
    live++;
    return allocator->calloc(allocator->ctx, count, size);
}

static void *counted_realloc(void *context, void *block, size_t size)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    allocations++;
    live += block == NULL;
    return allocator->realloc(allocator->ctx, block, size);
}

static void counted_free(void *context, void *block)
{
    PyMemAllocatorEx *allocator = (PyMemAllocatorEx *)context;
    live -= block != NULL;
    allocator->free(allocator->ctx, block);
}

void count_allocations(void)
{
    static const PyMemAllocatorDomain domains[DOMAINS] = {PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
    int i;
    for (i = 0; i < DOMAINS; i++) {
        PyMemAllocatorEx counting = {&allocators[i], counted_malloc, counted_calloc, counted_realloc, counted_free};
        PyMem_GetAllocator(domains[i], &allocators[i]);
        PyMem_SetAllocator(domains[i], &counting);
    }
}
