/*
 * Any bytes as a path: what is taken is UTF-8 without control characters, has no
 * part that is empty, "." or "..", and written by us again it is read the same.
 */
#include "web/url.h"

static bool taken(struct str target, struct arena *a, struct request *rq)
{
    struct field host = { STR("Host"), STR("localhost") };
    struct head head = { STR("GET"), target, STR("HTTP/1.1"), &host, 1, true, 0 };
    struct err err = { 0 };
    int status = 0;

    if (request_read(&head, (struct instant){ 0 }, a, rq, &status, &err))
        return true;
    if (status < 400 || err.kind == ERR_NONE)
        abort();
    return false;
}

static void check_parts(struct str path)
{
    struct str rest = str_from(path, 1);

    if (!str_starts(path, STR("/")) || !request_text(path, false))
        abort();
    while (rest.len > 0) {
        struct str part = str_cut(&rest, '/');

        if (part.len == 0 || str_eq(part, STR(".")) || str_eq(part, STR("..")))
            abort();
    }
    if (path.len > 1 && str_ends(path, STR("/")))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct buf b = { .arena = &a };
    struct request rq, again;
    struct url_words w;
    struct url url;
    struct err err;
    struct str rest;

    arena_open(&a, (size_t)1 << 22);
    buf_add_byte(&b, '/');
    buf_add(&b, (struct str){ (const char *)at, len });
    if (!taken((struct str){ b.at, b.len }, &a, &rq))
        return 0;
    check_parts(rq.path);
    w = url_root(&rq, "");
    rest = str_from(rq.path, 1);
    do
        url_part(&w, str_cut(&rest, '/'));
    while (rest.len > 0);
    if (!url_end(&w, &url, &err))
        return 0;
    if (url.text.len <= REQUEST_TARGET_MAX &&
        (!taken(url.text, &a, &again) || !str_eq(again.path, rq.path)))
        abort();
    return 0;
}
