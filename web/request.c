#include "web/request.h"

#include "base/number.h"
#include "web/url.h"

struct str field_at(const struct fields *f, const char *name)
{
    for (size_t i = 0; i < f->len; i++)
        if (str_eq(f->at[i].name, str_of(name)))
            return f->at[i].value;
    return (struct str){ 0 };
}

/* ---- text ---- */

bool request_text(struct str s, bool lines)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool line = lines && (c == '\n' || c == '\r' || c == '\t');

        if ((c < 0x20 && !line) || c == 0x7f)
            return false;
        if (c == 0xc2 && i + 1 < s.len && (unsigned char)s.at[i + 1] < 0xa0) /* U+0080 to U+009F */
            return false;
    }
    return str_is_utf8(s);
}

struct str request_lines(struct str s, struct arena *a)
{
    char *to = arena_new(a, char, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; to && i < s.len; i++) {
        if (s.at[i] == '\r' && i + 1 < s.len && s.at[i + 1] == '\n')
            continue;
        to[len++] = s.at[i] == '\r' ? '\n' : s.at[i];
    }
    return (struct str){ to, len };
}

/* ---- fields ---- */

static bool fields_read(struct str text, enum url_text what, struct arena *a, struct fields *out,
                        struct err *err)
{
    struct field *field = NULL;
    size_t n = 0, room = 0;

    while (text.len > 0) {
        struct str value = str_cut(&text, '&'), name = str_cut(&value, '=');

        if (name.len == 0 && value.len == 0)
            continue;
        if (n == REQUEST_FIELDS_MAX)
            return err_set(err, ERR_LIMIT, "more than %d fields in one address or form",
                           REQUEST_FIELDS_MAX);
        if (!arena_grow(a, &field, &room, n, n + 1, sizeof *field))
            return err_memory(err, "a form");
        if (!url_decode(name, URL_QUERY, a, &field[n].name) || !url_decode(value, what, a, &field[n].value))
            return a->failed
                       ? err_memory(err, "a form")
                       : err_set(err, ERR_INPUT, "field %zu is not written as a form's fields are", n + 1);
        n++;
    }
    *out = (struct fields){ field, n };
    return true;
}

bool request_form(struct str body, struct arena *a, struct fields *out, struct err *err)
{
    if (body.len > REQUEST_FORM_MAX)
        return err_set(err, ERR_LIMIT, "a form of more than %d KB", REQUEST_FORM_MAX >> 10);
    return fields_read(body, URL_FORM, a, out, err);
}

/* ---- the head ---- */

static size_t header_times(const struct head *h, const char *name, struct str *value)
{
    size_t times = 0;

    *value = (struct str){ 0 };
    for (size_t i = 0; i < h->headers; i++)
        if (str_eq_fold(h->header[i].name, str_of(name)) && times++ == 0)
            *value = h->header[i].value;
    return times;
}

static struct str header_of(const struct head *h, const char *name)
{
    struct str value;

    (void)header_times(h, name, &value);
    return value;
}

/* "name", "name:port", "[::1]:port", and nothing that could end a header or an address. */
static bool host_read(struct str host, struct str *name)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    struct str rest = host;
    bool bracket = str_starts(host, STR("["));
    int64_t port = 0;

    *name = str_cut(&rest, bracket ? ']' : ':');
    if (bracket) {
        *name = str_from(*name, 1);
        if (rest.len > 0 && *rest.at != ':')
            return false;
        rest = str_from(rest, 1);
    }
    if (name->len == 0 || host.len > 255)
        return false;
    for (size_t i = 0; i < name->len; i++)
        if (!name->at[i] || !(strchr(PLAIN, name->at[i]) || (bracket && name->at[i] == ':')))
            return false;
    if (rest.len == 0) /* "name:" is no name with a port, and "[::1" has no end */
        return !str_ends(host, STR(":")) && (!bracket || str_ends(host, STR("]")));
    return rest.len <= 5 && rest.at[0] >= '0' && rest.at[0] <= '9' && number_int(rest, &port) &&
           port <= 65535;
}

static bool loopback_name(struct str name)
{
    return str_eq_fold(name, STR("localhost")) || str_eq(name, STR("127.0.0.1")) ||
           str_eq(name, STR("::1"));
}

/* Did a proxy send it on for somebody? Then who sits at this machine is not who asks. */
static bool forwarded(const struct head *h)
{
    static const char *const SAYS_SO[] = { "Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP",
                                           "True-Client-IP" };

    for (size_t i = 0; i < h->headers; i++) {
        struct str name = h->header[i].name;
        struct str stem = { name.at, name.len < 12 ? name.len : 12 };

        if (str_eq_fold(stem, STR("X-Forwarded-")))
            return true;
        for (size_t j = 0; j < COUNT_OF(SAYS_SO); j++)
            if (str_eq_fold(name, str_of(SAYS_SO[j])))
                return true;
    }
    return false;
}

/*
 * Sec-Fetch-Site is the browser's own word and decides where there is one. Origin stands in for it in
 * older browsers; it must be this very Host. With neither we do not know who asks, and say no: a program
 * that means it says Origin itself.
 */
static bool own_page(const struct head *h, struct str host)
{
    struct str site, origin;
    size_t sites = header_times(h, "Sec-Fetch-Site", &site), origins = header_times(h, "Origin", &origin);

    if (sites > 0)
        return sites == 1 && origins <= 1 && str_eq(site, STR("same-origin"));
    if (origins != 1 || host.len == 0)
        return false;
    if (str_starts(origin, STR("https://")))
        return str_eq_fold(str_from(origin, 8), host);
    return str_starts(origin, STR("http://")) && str_eq_fold(str_from(origin, 7), host);
}

/* A browser says what it asks for: a page to show, or a copy, a script, a picture. */
static bool opens(const struct head *h)
{
    struct str dest = header_of(h, "Sec-Fetch-Dest");

    return dest.len == 0 || str_eq(dest, STR("document"));
}

/* Is `gzip` among the encodings, and not at q=0? */
static bool takes_gzip(struct str encodings)
{
    while (encodings.len > 0) {
        struct str rest = str_cut(&encodings, ','), name = str_trim(str_cut(&rest, ';'));
        double q = 1;

        rest = str_trim(rest);
        if (!str_eq_fold(name, STR("gzip")))
            continue;
        if (rest.len == 0)
            return true;
        return (str_starts(rest, STR("q=")) || str_starts(rest, STR("Q="))) &&
               number_real(str_trim(str_from(rest, 2)), &q) && q > 0;
    }
    return false;
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

/* The path, part by part, so that a slash that was escaped cannot pass for one. */
static bool path_read(struct str sent, struct request *rq)
{
    struct buf b = { .arena = rq->arena };
    struct str rest = str_from(sent, 1);
    bool more = rest.len > 0;

    if (!str_starts(sent, STR("/")))
        return false;
    if (str_ends(rest, STR("/"))) {
        rq->slash_last = true;
        rest.len--;
    }
    if (!more)
        buf_add_byte(&b, '/');
    while (more) {
        struct str part, word;

        more = str_has(rest, '/');
        part = str_cut(&rest, '/');
        if (!url_decode(part, URL_PART, rq->arena, &word) || word.len == 0 || str_eq(word, STR(".")) ||
            str_eq(word, STR("..")))
            return false;
        buf_add_byte(&b, '/');
        buf_add(&b, word);
    }
    rq->path = (struct str){ b.at, b.len };
    return !b.failed;
}

static bool target_read(struct str target, struct request *rq, struct err *err)
{
    struct str query = target, path = str_cut(&query, '?');

    for (size_t i = 0; i < target.len; i++)
        if (target.at[i] <= 0x20 || target.at[i] >= 0x7f || target.at[i] == '#')
            return err_set(err, ERR_INPUT, "the address has a character that must be written with %%");
    if (!path_read(path, rq))
        return rq->arena->failed ? err_memory(err, "an address")
                                 : err_set(err, ERR_INPUT, "the address is not written as addresses are");
    return fields_read(query, URL_QUERY, rq->arena, &rq->query, err);
}

/* What the request line and the number of headers may be; *status says what is wrong. */
static bool line_read(const struct head *head, struct request *rq, int *status, struct err *err)
{
    *status = 501;
    if (!method_read(head->method, &rq->method))
        return err_set(err, ERR_INPUT, "this site answers GET, HEAD and POST");
    *status = 505;
    if (!str_eq(head->version, STR("HTTP/1.1")) && !str_eq(head->version, STR("HTTP/1.0")))
        return err_set(err, ERR_INPUT, "this site speaks HTTP/1.1");
    *status = 414;
    if (head->target.len > REQUEST_TARGET_MAX)
        return err_set(err, ERR_LIMIT, "the address is longer than %d bytes", REQUEST_TARGET_MAX);
    *status = 431;
    if (head->headers > REQUEST_HEADERS_MAX)
        return err_set(err, ERR_LIMIT, "the request has more than %d headers", REQUEST_HEADERS_MAX);
    *status = 400;
    return true;
}

bool request_read(const struct head *head, struct instant now, struct arena *a, struct request *out,
                  int *status, struct err *err)
{
    struct request rq = { .target = head->target, .arena = a, .now = now };
    struct str name;

    if (!line_read(head, &rq, status, err))
        return false;
    if (header_times(head, "Host", &rq.host) != 1 || !host_read(rq.host, &name))
        return err_set(err, ERR_INPUT, "the request must name one host");
    if (!target_read(head->target, &rq, err)) {
        *status = err_http_status(err->kind);
        return false;
    }
    rq.if_none_match = header_of(head, "If-None-Match");
    rq.takes_gzip = takes_gzip(header_of(head, "Accept-Encoding"));
    rq.local = head->loopback && loopback_name(name) && !forwarded(head);
    rq.opens = opens(head);
    rq.own_page = own_page(head, rq.host);
    rq.caller = head->caller;
    *out = rq;
    return true;
}
