#include "web/show.h"

void show_str(struct buf *b, struct str s)
{
    buf_add_html(b, s);
}

void show_text(struct buf *b, const char *s)
{
    buf_add_html(b, str_of(s));
}

void show_int(struct buf *b, int64_t n)
{
    buf_add_int(b, n);
}

void show_size(struct buf *b, size_t n)
{
    buf_add_int(b, (int64_t)n);
}

void show_plain_int(struct buf *b, int n)
{
    buf_add_int(b, n);
}

void show_html(struct buf *b, struct html h)
{
    buf_add(b, h.text);
}

void show_words(struct buf *b, struct words w)
{
    if (is_html(w.html))
        show_html(b, w.html);
    else
        show_str(b, w.text);
}

void show_url(struct buf *b, struct url u)
{
    buf_add_html(b, u.text);
}

void show_shown(struct buf *b, struct shown x)
{
    buf_add_real(b, x.x, x.decimals);
}

void show_grouped(struct buf *b, struct grouped n)
{
    buf_add_count(b, n.n);
}

void show_date(struct buf *b, struct date d)
{
    buf_add_date_words(b, d);
}

void show_month(struct buf *b, struct month m)
{
    buf_add_month_words(b, m);
}

void show_machine_date(struct buf *b, struct date d)
{
    buf_add_date(b, d);
}

void show_machine_month(struct buf *b, struct month m)
{
    buf_add_month(b, m);
}

bool is_str(struct str s)
{
    return s.len > 0;
}

bool is_text(const char *s)
{
    return s && *s;
}

bool is_int(int64_t n)
{
    return n != 0;
}

bool is_size(size_t n)
{
    return n != 0;
}

bool is_plain_int(int n)
{
    return n != 0;
}

bool is_bool(bool b)
{
    return b;
}

bool is_html(struct html h)
{
    return h.text.len > 0;
}

bool is_words(struct words w)
{
    return is_html(w.html) || is_str(w.text);
}

bool is_url(struct url u)
{
    return u.text.len > 0;
}
