#include "base/buf.h"

#include <math.h>
#include <stdarg.h>

static bool make_room(struct buf *b, size_t more)
{
    size_t want;

    if (b->failed)
        return false;
    if (__builtin_add_overflow(b->len, more, &want) ||
        !arena_grow(b->arena, &b->at, &b->room, b->len, want, 1))
        b->failed = true;
    return !b->failed;
}

void buf_add(struct buf *b, struct str s)
{
    if (s.len == 0 || !make_room(b, s.len))
        return;
    memcpy(b->at + b->len, s.at, s.len);
    b->len += s.len;
}

void buf_add_text(struct buf *b, const char *text)
{
    buf_add(b, str_of(text));
}

void buf_add_byte(struct buf *b, char c)
{
    if (!make_room(b, 1))
        return;
    b->at[b->len++] = c;
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    char small[512];
    va_list ap;

    va_start(ap, fmt);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    if (n < 0)
        b->failed = true;
    else if ((size_t)n < sizeof small)
        buf_add(b, (struct str){ small, (size_t)n });
    else if (make_room(b, (size_t)n + 1)) {
        va_start(ap, fmt);
        (void)vsnprintf(b->at + b->len, (size_t)n + 1, fmt, ap);
        va_end(ap);
        b->len += (size_t)n;
    }
}

void buf_add_int(struct buf *b, int64_t n)
{
    buf_addf(b, "%lld", (long long)n);
}

void buf_add_count(struct buf *b, int64_t n)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)n);
    int start = digits[0] == '-';

    for (int i = 0; i < len; i++) {
        if (i > start && (len - i) % 3 == 0)
            buf_add_byte(b, ',');
        buf_add_byte(b, digits[i]);
    }
}

void buf_add_real(struct buf *b, double x, int decimals)
{
    if (!isfinite(x)) {
        buf_add_byte(b, '-');
        return;
    }
    /* No "-0.0": a reader would ask what it means. */
    double rounds = fabs(x) * pow(10, decimals) < 0.5 ? 0.0 : x;
    buf_addf(b, "%.*f", decimals, rounds);
}

void buf_add_hex(struct buf *b, const void *at, size_t len)
{
    static const char DIGIT[] = "0123456789abcdef";
    const unsigned char *byte = at;

    for (size_t i = 0; i < len; i++) {
        buf_add_byte(b, DIGIT[byte[i] >> 4]);
        buf_add_byte(b, DIGIT[byte[i] & 15]);
    }
}

void buf_add_html(struct buf *b, struct str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++) {
        const char *as = NULL;
        switch (s.at[i]) {
        case '&': as = "&amp;"; break;
        case '<': as = "&lt;"; break;
        case '>': as = "&gt;"; break;
        case '"': as = "&quot;"; break;
        case '\'': as = "&#39;"; break;
        default: continue;
        }
        buf_add(b, (struct str){ s.at + from, i - from });
        buf_add_text(b, as);
        from = i + 1;
    }
    buf_add(b, str_from(s, from));
}

static bool runs_as_formula(struct str s)
{
    return s.len && (s.at[0] == '=' || s.at[0] == '+' || s.at[0] == '-' || s.at[0] == '@' ||
                     s.at[0] == '\t' || s.at[0] == '\r');
}

void buf_add_csv_as_it_is(struct buf *b, struct str s)
{
    bool quote = str_has(s, ',') || str_has(s, '"') || str_has(s, '\n') || str_has(s, '\r');

    if (quote)
        buf_add_byte(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            buf_add_byte(b, '"');
        buf_add_byte(b, s.at[i]);
    }
    if (quote)
        buf_add_byte(b, '"');
}

void buf_add_csv(struct buf *b, struct str s)
{
    struct buf guarded = { .arena = b->arena };

    if (!runs_as_formula(s)) {
        buf_add_csv_as_it_is(b, s);
        return;
    }
    buf_add_byte(&guarded, '\'');
    buf_add(&guarded, s);
    b->failed |= guarded.failed;
    buf_add_csv_as_it_is(b, (struct str){ guarded.at, guarded.len });
}

bool buf_done(struct buf *b, const char *label, struct str *out, struct err *err)
{
    if (b->failed)
        return err_memory(err, label);
    *out = (struct str){ b->at ? b->at : "", b->len };
    return true;
}
