/* Any bytes as a form's body: refused, or fields of text whose line ends are all \n. */
#include "web/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct fields f;
    struct err err = { 0 };

    arena_open(&a, (size_t)1 << 24);
    if (!request_form((struct str){ (const char *)at, len }, &a, &f, &err)) {
        if (err.kind != ERR_INPUT && err.kind != ERR_LIMIT)
            abort();
        return 0;
    }
    if (f.len > REQUEST_FIELDS_MAX || len > REQUEST_FORM_MAX)
        abort();
    for (size_t i = 0; i < f.len; i++)
        if (!request_text(f.at[i].name, false) || !request_text(f.at[i].value, true) ||
            str_has(f.at[i].value, '\r'))
            abort();
    return 0;
}
