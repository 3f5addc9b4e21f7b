#include "web/part.h"

bool part_number_choices(struct str id, struct part_choice *choice, size_t choices, struct arena *a,
                         struct err *err)
{
    for (size_t i = 0; i < choices; i++) {
        struct buf b = { .arena = a };

        if (choice[i].id.len > 0)
            continue;
        buf_add(&b, id);
        if (i > 0) {
            buf_add_byte(&b, '-');
            buf_add_int(&b, (int64_t)i + 1);
        }
        if (!buf_done(&b, "a choice's id", &choice[i].id, err))
            return false;
    }
    return true;
}
