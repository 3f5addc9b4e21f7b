#include "web/request.h"

#include "web/url.h"

struct str field_at(const struct fields *f, const char *name)
{
    for (size_t i = 0; i < f->len; i++)
        if (str_eq(f->at[i].name, str_of(name)))
            return f->at[i].value;
    return (struct str){ 0 };
}

bool request_form(struct str body, struct arena *a, struct fields *out, struct err *err)
{
    struct field *field = arena_new(a, struct field, REQUEST_FIELDS_MAX);
    size_t n = 0;

    if (!field)
        return err_memory(err, "a form");
    while (body.len > 0) {
        struct str value = str_cut(&body, '&'), name = str_cut(&value, '=');

        if (n == REQUEST_FIELDS_MAX)
            return err_set(err, ERR_LIMIT, "more than %d fields in one form", REQUEST_FIELDS_MAX);
        if (!url_decode(name, true, a, &field[n].name) || !url_decode(value, true, a, &field[n].value))
            return err_set(err, ERR_INPUT, "field %zu is not written as a form's fields are", n + 1);
        n++;
    }
    *out = (struct fields){ field, n };
    return true;
}

static struct str header_of(const struct head *h, const char *name)
{
    for (size_t i = 0; i < h->headers; i++)
        if (str_eq_fold(h->header[i].name, str_of(name)))
            return h->header[i].value;
    return (struct str){ 0 };
}

static bool loopback_name(struct str host)
{
    struct str name = host;

    if (!str_starts(host, STR("[")))
        name = str_cut(&host, ':');
    return str_eq_fold(name, STR("localhost")) || str_eq(name, STR("127.0.0.1")) || str_starts(name, STR("[::1]"));
}

static bool method_read(struct str s, enum method *out)
{
    static const char *const WORD[] = { "GET", "HEAD", "POST" };

    for (int i = 0; i < 3; i++)
        if (str_eq(s, str_of(WORD[i]))) {
            *out = (enum method)i;
            return true;
        }
    return false;
}

bool request_read(const struct head *head, struct instant now, struct arena *a, struct request *out, int *status,
                  struct err *err)
{
    struct str query = head->target, path = str_cut(&query, '?');
    struct str site = header_of(head, "Sec-Fetch-Site"), origin = header_of(head, "Origin");
    struct request rq = { .target = head->target, .arena = a, .now = now };

    *status = 400;
    if (!method_read(head->method, &rq.method)) {
        *status = 501;
        return err_set(err, ERR_INPUT, "this site answers GET, HEAD and POST");
    }
    if (!str_starts(path, STR("/")) || !url_decode(path, false, a, &rq.path))
        return err_set(err, ERR_INPUT, "the address is not written as addresses are");
    if (!request_form(query, a, &rq.query, err))
        return false;
    rq.host = header_of(head, "Host");
    rq.if_none_match = header_of(head, "If-None-Match");
    rq.local = head->loopback && loopback_name(rq.host) && !header_of(head, "X-Forwarded-For").at &&
               !header_of(head, "Forwarded").at && !header_of(head, "Via").at;
    rq.own_page = site.at ? str_eq(site, STR("same-origin")) :
                            str_ends(origin, rq.host) && str_starts(origin, STR("http"));
    *out = rq;
    return true;
}
