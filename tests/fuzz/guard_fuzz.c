/* Any head through the guard: what it lets pass is unambiguous by rules written a second time here. */
#include "web/guard.h"
#include "web/headers.h"
#include "web/request.h"

static bool has_byte_of(struct str s, unsigned char from, unsigned char to)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= from && (unsigned char)s.at[i] <= to && s.at[i] != '\t')
            return true;
    return false;
}

static void check_passed(const struct head *h, const struct guard_body *b, int status)
{
    int hosts = 0, lengths = 0, codings = 0;

    for (size_t i = 0; i < h->headers; i++) {
        hosts += str_eq_fold(h->header[i].name, STR("host"));
        lengths += str_eq_fold(h->header[i].name, STR("content-length"));
        codings += str_eq_fold(h->header[i].name, STR("transfer-encoding"));
        if (has_byte_of(h->header[i].name, 0, 0x20) || has_byte_of(h->header[i].name, 0x7f, 0xff) ||
            str_has(h->header[i].name, ':') || has_byte_of(h->header[i].value, 0, 0x1f))
            abort();
    }
    if (hosts != 1 || lengths + codings > 1 || status != 200 || b->bytes < 0 || (b->chunked && b->bytes) ||
        (codings == 1) != b->chunked)
        abort();
    if (has_byte_of(h->target, 0, 0x20) || has_byte_of(h->target, 0x7f, 0xff) || h->target.at[0] != '/')
        abort();
    if (!str_eq(h->method, STR("POST")) && (b->bytes > 0 || b->chunked))
        abort();
}

/* The first three lines are method, target and version; then a name and a value by turns. */
int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct str text = { (const char *)at, len };
    struct field header[REQUEST_HEADERS_MAX + 1];
    struct head h = { .header = header };
    struct guard_body body = { 0 };
    struct err err = { 0 };
    int status = 0;

    h.method = str_cut(&text, '\n');
    h.target = str_cut(&text, '\n');
    h.version = str_cut(&text, '\n');
    for (; text.len > 0 && h.headers <= REQUEST_HEADERS_MAX; h.headers++) {
        header[h.headers].name = str_cut(&text, '\n');
        header[h.headers].value = str_cut(&text, '\n');
    }
    (void)guard_is_forwarded(&h);
    (void)headers_same(h.target, h.version);
    if (guard_check(&h, &body, &status, &err))
        check_passed(&h, &body, status);
    else if (status < 400 || err.kind == ERR_NONE)
        abort();
    return 0;
}
