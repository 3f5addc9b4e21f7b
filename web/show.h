/*
 * web/show - putting a value into HTML, chosen by its C type.
 *
 * Text is always escaped. struct html is HTML, and only a page or a part of one
 * makes it. There is no "raw" switch to get wrong, and what has no entry below
 * does not compile: a real number, for one, does not say its decimals.
 * tools/page.c writes SHOW, SHOW_WORDS, SHOW_ATTRIBUTE, SHOW_URL and SHOW_IS;
 * people do not.
 */
#ifndef WEB_SHOW_H
#define WEB_SHOW_H

#include "base/buf.h"
#include "base/date.h"

struct html { /* markup of our own making */
    struct str text;
};
struct words { /* text, or markup of our own making in its place */
    struct str text;
    struct html html;
};
struct url { /* an address of our own site, or one from a list: made by web/url.h alone */
    struct str text;
};
struct shown { /* a real number and how many decimals it is shown with; not finite: a dash */
    double x;
    int decimals;
};
struct grouped { /* a count, shown as 12,345 */
    int64_t n;
};

void show_str(struct buf *b, struct str s);
void show_text(struct buf *b, const char *s);
void show_int(struct buf *b, int64_t n);
void show_size(struct buf *b, size_t n);
void show_plain_int(struct buf *b, int n);
void show_html(struct buf *b, struct html h);
void show_words(struct buf *b, struct words w);
void show_url(struct buf *b, struct url u);
void show_shown(struct buf *b, struct shown x);
void show_grouped(struct buf *b, struct grouped n);
void show_date(struct buf *b, struct date d);   /* 31 October 2025 */
void show_month(struct buf *b, struct month m); /* October 2025 */
void show_machine_date(struct buf *b, struct date d);   /* 2025-10-31: inside an attribute */
void show_machine_month(struct buf *b, struct month m); /* 2025-10 */

bool is_str(struct str s);
bool is_text(const char *s);
bool is_int(int64_t n);
bool is_size(size_t n);
bool is_plain_int(int n);
bool is_bool(bool b);
bool is_html(struct html h);
bool is_words(struct words w);
bool is_url(struct url u);

#define SHOW(b, x)                                                                         \
    _Generic((x), struct str: show_str, const char *: show_text, char *: show_text,        \
             int64_t: show_int, size_t: show_size, int: show_plain_int,                    \
             struct html: show_html, struct words: show_words, struct shown: show_shown,   \
             struct grouped: show_grouped, struct url: show_url, struct date: show_date,   \
             struct month: show_month)((b), (x))
#define SHOW_ATTRIBUTE(b, x)                                                               \
    _Generic((x), struct str: show_str, const char *: show_text, char *: show_text,        \
             int64_t: show_int, size_t: show_size, int: show_plain_int,                    \
             struct shown: show_shown, struct url: show_url, struct date: show_machine_date, \
             struct month: show_machine_month)((b), (x))
#define SHOW_WORDS(b, x) /* in a title or a textarea: no markup */                        \
    _Generic((x), struct str: show_str, const char *: show_text, char *: show_text,        \
             int64_t: show_int, size_t: show_size, int: show_plain_int,                    \
             struct shown: show_shown, struct grouped: show_grouped,                       \
             struct date: show_date, struct month: show_month)((b), (x))
#define SHOW_URL(b, x) _Generic((x), struct url: show_url)((b), (x))
#define SHOW_IS(x)                                                                         \
    _Generic((x), struct str: is_str, const char *: is_text, char *: is_text, int64_t: is_int, \
             size_t: is_size, int: is_plain_int, bool: is_bool, struct html: is_html,      \
             struct words: is_words, struct url: is_url)(x)

#endif
