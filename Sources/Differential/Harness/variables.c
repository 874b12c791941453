#include "variables.h"

#include <string.h>

enum { PATTERN = 0xA5, OWN = 16 };

Slot slots[SLOTS];
const char *kinds;
Py_ssize_t slot_count;
static char own[SLOTS][OWN]; /* what `es#` writes into if it is given memory */

void fill_slots(void)
{
    Py_ssize_t i;
    memset(slots, PATTERN, (size_t)slot_count * sizeof(Slot));
    for (i = 0; i < slot_count; i++) {
        if (kinds[i] == 'E') slots[i].pointer = NULL;
        if (kinds[i] == 'W') {
            Py_ssize_t size = 8;
            memset(own[i], PATTERN, OWN);
            slots[i].pointer = own[i];
            memcpy(slots[i + 1].memory, &size, sizeof(size));
            i++;
        }
    }
}

static int is_untouched(const Slot *slot)
{
    size_t i;
    for (i = 0; i < sizeof(void *); i++)
        if (slot->memory[i] != PATTERN) return 0;
    return 1;
}

/* What stands between a view and a class that exports by a method is made anew each time, and so is the memory view
   that such a class may give: neither where they lie is compared, nor what points into them. After a failure they are
   gone. */
static void mask_view(char *copy, const Slot *slot)
{
    static const size_t pointers[] = {offsetof(Py_buffer, shape), offsetof(Py_buffer, strides),
                                      offsetof(Py_buffer, suboffsets), offsetof(Py_buffer, internal)};
    Py_buffer view;
    size_t i;
    memcpy(&view, slot->memory, sizeof(view));
    if (view.obj != NULL && strcmp(Py_TYPE(view.obj)->tp_name, "_buffer_wrapper") != 0) return;
    if (view.obj != NULL) memset(copy + offsetof(Py_buffer, obj), 'W', sizeof(view.obj));
    for (i = 0; i < sizeof(pointers) / sizeof(pointers[0]); i++) {
        void *pointer;
        memcpy(&pointer, copy + pointers[i], sizeof(pointer));
        if (pointer == NULL || (pointer >= (void *)slot && pointer < (void *)(slot + 1))) continue;
        memset(copy + pointers[i], 'P', sizeof(pointer));
    }
}

void snapshot(Text *text)
{
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) {
        char *to;
        append(text, slots[i].memory, sizeof(Slot));
        to = text->data + text->size - sizeof(Slot);
        if ((kinds[i] == 'e' || kinds[i] == 'E') && !is_untouched(&slots[i]) && slots[i].pointer != NULL)
            memset(to, 'M', sizeof(void *));
        if (kinds[i] == 'v' && !is_untouched(&slots[i])) mask_view(to, &slots[i]);
        if (kinds[i] == 'W') append(text, own[i], OWN);
    }
}

void release_slots(Text *text)
{
    Py_ssize_t i, size;
    for (i = 0; i < slot_count; i++) {
        if (strchr("veE", kinds[i]) == NULL || is_untouched(&slots[i])) continue;
        if (kinds[i] == 'v') {
            PyBuffer_Release((Py_buffer *)(void *)slots[i].memory);
        } else if (slots[i].pointer != NULL) {
            if (text != NULL) {
                if (kinds[i] == 'E') {
                    memcpy(&size, slots[i + 1].memory, sizeof(size));
                    size++;
                } else {
                    size = (Py_ssize_t)strlen((char *)slots[i].pointer);
                }
                append_number(text, "%lld bytes: ", size);
                append(text, slots[i].pointer, (size_t)size);
            }
            PyMem_Free(slots[i].pointer);
        }
    }
}
