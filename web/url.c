#include "web/url.h"

#include "web/asset.h"
#include "web/route.h"
#include "web/site.h"
#include "web/snapshot.h"

static void add_encoded(struct buf *b, struct str s)
{
    static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static const char DIGIT[] = "0123456789ABCDEF";

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if (c && str_has(str_of(PLAIN), (char)c)) {
            buf_add_byte(b, (char)c);
            continue;
        }
        buf_add_byte(b, '%');
        buf_add_byte(b, DIGIT[c >> 4]);
        buf_add_byte(b, DIGIT[c & 15]);
    }
}

struct url_words url_root(const struct request *rq, const char *path)
{
    struct url_words w = { .buf = { .arena = rq->arena }, .rq = rq };

    buf_add_text(&w.buf, path);
    return w;
}

struct url_words url_begin(const struct request *rq, const char *page)
{
    struct url_words w = url_root(rq, "/");

    if (rq->partnership)
        buf_add(&w.buf, partnership_name(rq->partnership));
    if (*page) {
        buf_add_byte(&w.buf, '/');
        buf_add_text(&w.buf, page);
    }
    w.keep_date = rq->shot && !rq->shot->newest;
    return w;
}

void url_part(struct url_words *w, struct str part)
{
    buf_add_byte(&w->buf, '/');
    add_encoded(&w->buf, part);
}

void url_query(struct url_words *w, const char *name, struct str value)
{
    if (value.len == 0)
        return;
    buf_add_byte(&w->buf, w->asked ? '&' : '?');
    buf_add_text(&w->buf, name);
    buf_add_byte(&w->buf, '=');
    add_encoded(&w->buf, value);
    w->asked = true;
}

void url_query_date(struct url_words *w, const char *name, struct date d)
{
    buf_add_byte(&w->buf, w->asked ? '&' : '?');
    buf_add_text(&w->buf, name);
    buf_add_byte(&w->buf, '=');
    buf_add_date(&w->buf, d);
    w->asked = true;
}

static void add_kept_date(struct url_words *w)
{
    if (w->keep_date)
        url_query_date(w, "date", w->rq->shot->date);
    w->keep_date = false;
}

void url_fragment(struct url_words *w, const char *id)
{
    add_kept_date(w);
    buf_add_byte(&w->buf, '#');
    buf_add_text(&w->buf, id);
}

void url_without_date(struct url_words *w)
{
    w->keep_date = false;
}

bool url_end(struct url_words *w, struct url *out, struct err *err)
{
    add_kept_date(w);
    return buf_done(&w->buf, "an address", &out->text, err);
}

struct url url_asset(const char *name)
{
    const struct asset *a = asset_named(str_of(name));

    return (struct url){ a ? str_of(a->path) : (struct str){ "", 0 } };
}

bool url_file(struct arena *a, struct str base, struct str name, struct url *out, struct err *err)
{
    struct buf b = { .arena = a };

    buf_add(&b, base);
    buf_add(&b, name);
    for (size_t i = 0; i < b.len; i++) {
        char c = b.at[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '/'))
            return err_set(err, ERR_BUG, "a file of a page has a name that cannot stand in an address");
    }
    return buf_done(&b, "an address", &out->text, err);
}

bool url_phone(struct arena *a, struct str number, bool text, struct url *out, struct err *err)
{
    struct buf b = { .arena = a };
    size_t digits = 0;

    buf_add_text(&b, text ? "sms:" : "tel:");
    for (size_t i = 0; i < number.len; i++) {
        char c = number.at[i];

        if ((c >= '0' && c <= '9') || (c == '+' && digits == 0))
            buf_add_byte(&b, c);
        digits += c >= '0' && c <= '9';
    }
    if (digits == 0)
        return err_set(err, ERR_INPUT, "a number on the card has no digit to call");
    return buf_done(&b, "a number to call", &out->text, err);
}

struct url url_leave(void)
{
    return (struct url){ STR("https://www.bbc.co.uk/weather") };
}

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool unescape(struct str s, bool plus_is_space, char *to, size_t *len)
{
    *len = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (c == '%') {
            int high = i + 2 < s.len ? digit(s.at[i + 1]) : -1;
            int low = i + 2 < s.len ? digit(s.at[i + 2]) : -1;

            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space)
            c = ' ';
        to[(*len)++] = c;
    }
    return true;
}

bool url_decode(struct str s, enum url_text what, struct arena *a, struct str *out)
{
    struct str text = { arena_new(a, char, s.len + 1), 0 };

    if (!text.at || !unescape(s, what != URL_PART, (char *)(uintptr_t)text.at, &text.len) ||
        !request_text(text, what == URL_FORM) || (what == URL_PART && str_has(text, '/')))
        return false;
    if (what == URL_FORM && str_has(text, '\r'))
        text = request_lines(text, a);
    *out = text;
    return text.at != NULL;
}
