#include "web/headers.h"

#include "base/buf.h"

enum { HEADERS_ROOM = 20 };

static const struct {
    const char *name, *value;
} EVERY[] = {
    { "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
      "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "X-Frame-Options", "DENY" }, /* for browsers older than frame-ancestors */
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy",
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()" },
};

struct lines {
    struct arena *arena;
    struct field *at;
    size_t len;
    bool failed;
};

static void add(struct lines *l, const char *name, struct str value)
{
    struct str copy = arena_copy(l->arena, value);

    if (!copy.at)
        l->failed = true;
    else
        l->at[l->len++] = (struct field){ str_of(name), copy };
}

static void add_number(struct lines *l, const char *name, int64_t n)
{
    struct buf b = { .arena = l->arena };
    struct str value;
    struct err ignored;

    buf_add_int(&b, n);
    if (buf_done(&b, "a reply", &value, &ignored))
        add(l, name, value);
    else
        l->failed = true;
}

static void add_file_name(struct lines *l, struct str name)
{
    struct buf b = { .arena = l->arena };
    struct str value;
    struct err ignored;

    buf_add_text(&b, "attachment; filename=\"");
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '-' || c == '.' || c == '_';

        buf_add_byte(&b, plain ? c : '_');
    }
    buf_add_byte(&b, '"');
    if (buf_done(&b, "a reply", &value, &ignored))
        add(l, "Content-Disposition", value);
    else
        l->failed = true;
}

static void add_etag(struct lines *l, struct str etag, bool gzipped)
{
    struct buf b = { .arena = l->arena };
    struct str value;
    struct err ignored;

    buf_add_text(&b, gzipped ? "W/\"" : "\""); /* one name for the two codings of the same page */
    buf_add(&b, etag);
    buf_add_byte(&b, '"');
    if (buf_done(&b, "a reply", &value, &ignored))
        add(l, "ETag", value);
    else
        l->failed = true;
}

static const char *cache_words(enum cache cache)
{
    if (cache == CACHE_EVER)
        return "public, max-age=31536000, immutable";
    return cache == CACHE_ASK ? "private, no-cache" : "no-store";
}

bool headers_of_reply(const struct reply *rp, struct headers_of how, struct arena *a, struct fields *out,
                      struct err *err)
{
    struct lines l = { .arena = a, .at = arena_new(a, struct field, HEADERS_ROOM) };

    if (!l.at)
        return err_memory(err, "a reply");
    for (size_t i = 0; i < COUNT_OF(EVERY); i++)
        add(&l, EVERY[i].name, str_of(EVERY[i].value));
    add(&l, "Cache-Control", str_of(cache_words(rp->cache)));
    if (rp->status != 304)
        add(&l, "Content-Type", str_of(rp->type ? rp->type : "text/html; charset=utf-8"));
    if (rp->cache != CACHE_NEVER)
        add(&l, "Vary", STR("Accept-Encoding"));
    if (how.tls)
        add(&l, "Strict-Transport-Security", STR("max-age=63072000"));
    if (rp->etag.len > 0)
        add_etag(&l, rp->etag, rp->gzipped);
    if (rp->gzipped && rp->status != 304)
        add(&l, "Content-Encoding", STR("gzip"));
    if (rp->location.len > 0)
        add(&l, "Location", rp->location);
    if (rp->file_name.len > 0)
        add_file_name(&l, rp->file_name);
    if (rp->worker_scope.len > 0)
        add(&l, "Service-Worker-Allowed", rp->worker_scope);
    if (rp->allow)
        add(&l, "Allow", str_of(rp->allow));
    if (rp->retry_seconds > 0)
        add_number(&l, "Retry-After", rp->retry_seconds);
    if (rp->status == 503)
        add(&l, "Retry-After", STR("10"));
    if (how.close)
        add(&l, "Connection", STR("close"));
    if (l.failed)
        return err_memory(err, "a reply");
    *out = (struct fields){ l.at, l.len };
    return true;
}

bool headers_same(struct str if_none_match, struct str etag)
{
    while (etag.len > 0 && if_none_match.len > 0) {
        struct str one = str_trim(str_cut(&if_none_match, ','));

        if (str_eq(one, STR("*")))
            return true;
        if (str_starts(one, STR("W/")))
            one = str_from(one, 2);
        if (one.len == etag.len + 2 && one.at[0] == '"' && one.at[one.len - 1] == '"' &&
            str_eq((struct str){ one.at + 1, etag.len }, etag))
            return true;
    }
    return false;
}
