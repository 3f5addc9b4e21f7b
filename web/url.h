/*
 * web/url - addresses of our own, made so that they are right: only here does
 * a struct url come to be.
 *
 * An address says what it shows: a partnership's short name, a page, an id, and
 * as query only what differs from the page as it opens. So one that was shared
 * means the same next week: a page that stands on a day other than the newest
 * says ?date=.
 *
 *     struct url_words w = url_begin(rq, "area");      // /medway/area
 *     url_part(&w, code);                              // /medway/area/E05013962
 *     url_query(&w, "category", STR("robbery"));       // ?category=robbery
 *     if (!url_end(&w, &view->link, err)) ...          // and ?date= when the request bore one
 */
#ifndef WEB_URL_H
#define WEB_URL_H

#include "web/request.h"
#include "web/show.h"

struct url_words {
    struct buf buf;
    bool asked;              /* a ? stands already */
    const struct request *rq;
    bool keep_date;
};

struct url_words url_begin(const struct request *rq, const char *page); /* "" is the partnership's own page */
struct url_words url_root(const struct request *rq, const char *path); /* outside any partnership */
void url_part(struct url_words *w, struct str part);   /* one more part, percent-encoded */
void url_query(struct url_words *w, const char *name, struct str value); /* left out when "" */
void url_query_date(struct url_words *w, const char *name, struct date d);
void url_fragment(struct url_words *w, const char *id); /* the last */
void url_without_date(struct url_words *w);            /* the newest day, whatever the request asked */
bool url_end(struct url_words *w, struct url *out, struct err *err) MUST_USE;

/* One of the program's own files by its name in web/assets: "/assets/<hash>/site.css". "" when unknown. */
struct url url_asset(const char *name);

/*
 * The pages of cards (web/card_page.h), which lie on a site of ours or in a folder anywhere.
 * url_file: an address of a file, made of `base` ("/cards/", "../" or "") and a name of small letters,
 * digits, '.', '-' and '/'. fails ERR_BUG when there is anything else in it; ERR_LIMIT.
 * url_phone: "tel:" or "sms:" with the number's digits and nothing else. fails ERR_INPUT without a digit.
 * url_leave: where the quick exit leads, a page that everybody might have open.
 */
bool url_file(struct arena *a, struct str base, struct str name, struct url *out, struct err *err) MUST_USE;
bool url_phone(struct arena *a, struct str number, bool text, struct url *out, struct err *err) MUST_USE;
struct url url_leave(void);

/*
 * Percent-decoding, once. out: NUL-terminated for C's sake.
 * fails (false) on a bad escape, on bytes that are not UTF-8, on a control character.
 */
enum url_text {
    URL_PART,  /* of a path, between slashes: a slash inside is refused, + is itself */
    URL_QUERY, /* a name or value: + is a space */
    URL_FORM,  /* the same, where line ends and tabs may stand; each line end becomes \n */
};
bool url_decode(struct str s, enum url_text what, struct arena *a, struct str *out) MUST_USE;

#endif
