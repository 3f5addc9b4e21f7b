#include "web/guard.h"

#include "base/number.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A header's name, RFC 9110 5.6.2. */
static bool is_token(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.at[i]) && !is_letter(s.at[i]) && !str_has(STR("!#$%&'*+-.^_`|~"), s.at[i]))
            return false;
    return s.len > 0;
}

static bool is_value(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static bool all_of(struct str s, const char *more)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.at[i]) && !is_letter(s.at[i]) && !str_has(str_of(more), s.at[i]))
            return false;
    return s.len > 0;
}

static bool is_port(struct str s)
{
    int64_t n;

    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.at[i]))
            return false;
    return s.len > 0 && s.len <= 5 && number_int(s, &n) && n <= 65535;
}

bool guard_is_host(struct str host)
{
    struct str rest = host, name;

    if (host.len > 255 + 6)
        return false;
    if (str_starts(host, STR("["))) {
        rest = str_from(host, 1);
        name = str_cut(&rest, ']');
        return all_of(name, ":.") && str_has(host, ']') &&
               (rest.len == 0 || (rest.at[0] == ':' && is_port(str_from(rest, 1))));
    }
    name = str_cut(&rest, ':');
    return all_of(name, ".-_") && (!str_has(host, ':') || is_port(rest));
}

static bool check_line(const struct head *head, int *status, struct err *err)
{
    struct str t = head->target;

    if (!str_eq(head->version, STR("HTTP/1.1")) && !str_eq(head->version, STR("HTTP/1.0"))) {
        *status = 505;
        return err_set(err, ERR_INPUT, "this site speaks HTTP/1.1 and HTTP/1.0");
    }
    if (!str_eq(head->method, STR("GET")) && !str_eq(head->method, STR("HEAD")) &&
        !str_eq(head->method, STR("POST"))) {
        *status = 501;
        return err_set(err, ERR_INPUT, "this site answers GET, HEAD and POST");
    }
    if (t.len > REQUEST_TARGET_MAX) {
        *status = 414;
        return err_set(err, ERR_LIMIT, "the address is longer than %d bytes", REQUEST_TARGET_MAX);
    }
    for (size_t i = 0; i < t.len; i++)
        if (t.at[i] <= 0x20 || t.at[i] >= 0x7f || t.at[i] == '#')
            return err_set(err, ERR_INPUT, "the address has a byte that must be written with %%");
    if (!str_starts(t, STR("/")))
        return err_set(err, ERR_INPUT, "the address must begin with a slash");
    return true;
}

static bool check_headers(const struct head *head, int *status, struct err *err)
{
    size_t bytes = 0;

    if (head->headers > REQUEST_HEADERS_MAX) {
        *status = 431;
        return err_set(err, ERR_LIMIT, "more than %d headers", REQUEST_HEADERS_MAX);
    }
    for (size_t i = 0; i < head->headers; i++) {
        bytes += head->header[i].name.len + head->header[i].value.len;
        if (!is_token(head->header[i].name))
            return err_set(err, ERR_INPUT, "the name of header %zu is not written as names are", i + 1);
        if (!is_value(head->header[i].value))
            return err_set(err, ERR_INPUT, "header %zu has a control character", i + 1);
    }
    if (bytes > GUARD_HEAD_MAX) {
        *status = 431;
        return err_set(err, ERR_LIMIT, "the headers are longer than %d bytes together", GUARD_HEAD_MAX);
    }
    return true;
}

/* How often a header stands there, and its last value. */
static size_t count_of(const struct head *head, const char *name, struct str *value)
{
    size_t n = 0;

    for (size_t i = 0; i < head->headers; i++)
        if (str_eq_fold(head->header[i].name, str_of(name))) {
            *value = head->header[i].value;
            n++;
        }
    return n;
}

static bool read_length(struct str s, int64_t *out)
{
    if (s.len == 0 || s.len > 15)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.at[i]))
            return false;
    return number_int(s, out);
}

static bool check_length(const struct head *head, struct guard_body *b, size_t *said, struct err *err)
{
    struct str length = { 0 }, coding = { 0 };
    size_t lengths = count_of(head, "Content-Length", &length);
    size_t codings = count_of(head, "Transfer-Encoding", &coding);

    if (lengths + codings > 1)
        return err_set(err, ERR_INPUT, "the length of the body is said more than once");
    if (lengths == 1 && !read_length(length, &b->bytes))
        return err_set(err, ERR_INPUT, "Content-Length must be a whole number of at most 15 digits");
    if (codings == 1 && (!str_eq_fold(coding, STR("chunked")) || !str_eq(head->version, STR("HTTP/1.1"))))
        return err_set(err, ERR_INPUT, "Transfer-Encoding must be chunked, and belongs to HTTP/1.1");
    b->chunked = codings == 1;
    *said = lengths + codings;
    return true;
}

static bool check_body(const struct head *head, struct guard_body *b, int *status, struct err *err)
{
    bool post = str_eq(head->method, STR("POST"));
    struct str expect = { 0 };
    size_t said, expects = count_of(head, "Expect", &expect);

    if (!check_length(head, b, &said, err))
        return false;
    if (!post && (b->chunked || b->bytes > 0))
        return err_set(err, ERR_INPUT, "only a POST has a body");
    if (post && said == 0) {
        *status = 411;
        return err_set(err, ERR_INPUT, "a POST must say how long its body is");
    }
    if (expects > 1 || (expects == 1 && !str_eq_fold(expect, STR("100-continue")))) {
        *status = 417;
        return err_set(err, ERR_INPUT, "Expect can only be 100-continue");
    }
    b->expects = expects == 1;
    return true;
}

bool guard_check(const struct head *head, struct guard_body *body, int *status, struct err *err)
{
    struct guard_body b = { 0 };
    struct str host = { 0 };

    *status = 400;
    if (!check_line(head, status, err) || !check_headers(head, status, err))
        return false;
    if (count_of(head, "Host", &host) != 1 || !guard_is_host(host))
        return err_set(err, ERR_INPUT, "a request must have one Host, a name or an address");
    if (!check_body(head, &b, status, err))
        return false;
    *status = 200;
    *body = b;
    return true;
}

struct str guard_header(const struct head *head, const char *name)
{
    for (size_t i = 0; i < head->headers; i++)
        if (str_eq_fold(head->header[i].name, str_of(name)))
            return head->header[i].value;
    return (struct str){ 0 };
}

bool guard_is_forwarded(const struct head *head)
{
    return guard_header(head, "Forwarded").at || guard_header(head, "Via").at ||
           guard_header(head, "X-Forwarded-For").at || guard_header(head, "X-Forwarded-Host").at ||
           guard_header(head, "X-Forwarded-Proto").at || guard_header(head, "X-Real-IP").at;
}
