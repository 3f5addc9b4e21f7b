/* Any bytes as a query: what is taken is text, and written by us it is read the same, field by field. */
#include "web/url.h"

static bool taken(struct str query, struct arena *a, struct fields *out)
{
    struct field host = { STR("Host"), STR("localhost") };
    struct head head = { STR("GET"), { 0 }, STR("HTTP/1.1"), &host, 1, true, 0 };
    struct buf b = { .arena = a };
    struct request rq;
    struct err err = { 0 };
    int status = 0;

    buf_add_text(&b, "/x?");
    buf_add(&b, query);
    head.target = (struct str){ b.at, b.len };
    if (!request_read(&head, (struct instant){ 0 }, a, &rq, &status, &err))
        return false;
    *out = rq.query;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct request rq = { .arena = &a };
    struct url_words w;
    struct fields f, again;
    struct url url;
    struct err err;

    arena_open(&a, (size_t)1 << 24);
    w = url_root(&rq, "/x");
    if (!taken((struct str){ (const char *)at, len }, &a, &f))
        return 0;
    if (f.len > REQUEST_FIELDS_MAX)
        abort();
    for (size_t i = 0; i < f.len; i++) {
        struct str name = arena_copy(&a, f.at[i].name);

        if (!request_text(f.at[i].name, false) || !request_text(f.at[i].value, false))
            abort();
        for (size_t k = 0; k < name.len; k++) /* names are ours, so url_query() does not encode them */
            if (name.at[k] < '0' || name.at[k] > 'z' || strchr(":;<=>?@[\\]^`", name.at[k]))
                return 0;
        if (name.len == 0 || f.at[i].value.len == 0)
            return 0;
        url_query(&w, name.at, f.at[i].value);
    }
    if (!url_end(&w, &url, &err) || url.text.len > REQUEST_TARGET_MAX)
        return 0;
    if (!taken(str_from(url.text, 3), &a, &again) || again.len != f.len)
        abort();
    for (size_t i = 0; i < f.len; i++)
        if (!str_eq(f.at[i].name, again.at[i].name) || !str_eq(f.at[i].value, again.at[i].value))
            abort();
    return 0;
}
