/*
 * web/request - one whole request, checked, and one whole reply.
 *
 * web/http.c, which alone knows the network, gathers a struct head and a body;
 * request_read() makes of them what pages may trust: a decoded path, decoded
 * fields in UTF-8 without control characters, uploads in files that bear no
 * name. dispatch() (web/route.h) turns a request into a reply. Nothing else
 * passes between the network and the pages, so the two can be put into two
 * processes without changing a page.
 *
 * A request owns nothing: all texts live in its arena or longer.
 *
 * Nothing is mended on the way in. An address with an empty, "." or ".." part,
 * a slash written as %2F, a byte that is not UTF-8, a control character or a
 * bad escape is refused; only a slash at the end is forgiven, and dispatch()
 * sends to the address without it. Decoding happens once: %252F is "%2F".
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "base/buf.h"
#include "base/date.h"

#define REQUEST_TARGET_MAX  2048      /* bytes of path and query as sent */
#define REQUEST_HEADERS_MAX 64
#define REQUEST_FIELDS_MAX  256       /* of a query or a form */
#define REQUEST_FORM_MAX    (64 << 10)
#define REQUEST_UPLOAD_MAX  (256 << 20)

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST };

struct field { /* decoded: UTF-8, no control characters but, in a form's text, \n and \t */
    struct str name, value;
};
struct fields {
    const struct field *at;
    size_t len;
};
/* The first of that name; .at is NULL when there is none. O(fields) */
struct str field_at(const struct fields *f, const char *name);

struct upload {
    struct str field, file_name; /* the name is the browser's last path part, for showing only */
    int fd;                      /* an unnamed file, at its start; web/http.c closes it */
    int64_t bytes;
};

/* What the network heard, before anything of it is believed. */
struct head {
    struct str method, target, version;
    const struct field *header;  /* as sent, in order; names in any case */
    size_t headers;
    bool loopback;               /* both ends of the connection are addresses of this machine's loopback */
    uint64_t caller;             /* stands for the address it came from (web/throttle.h) */
};

struct request {
    enum method method;
    struct str target;           /* as sent, for the canonical link */
    struct str path;             /* decoded, "/" first, no empty, "." or ".." parts, no "/" last */
    bool slash_last;             /* one was sent, though: dispatch() sends on to the address without it */
    struct fields query, form;
    const struct upload *upload;
    size_t uploads;
    struct str host;
    struct str if_none_match;
    bool takes_gzip;
    bool local;                  /* loopback, asked for by a loopback name, and not forwarded by a proxy */
    bool opens;                  /* a page that somebody opens: Sec-Fetch-Dest says document, or nothing */
    uint64_t caller;             /* of the head */
    bool own_page;               /* Sec-Fetch-Site says same-origin; without one, Origin says this Host */
    struct instant now;
    struct arena *arena;

    /* Filled by dispatch() from the route that matched. */
    const struct route *route;
    struct site *site;
    struct partnership *partnership; /* {place}; NULL on routes without it */
    const struct snapshot *shot;     /* what is known, on ?date= or the newest day; NULL without {place} */
    struct str id;                   /* {id}; "" without it */
    struct str part;                 /* {part}; "" without it */
};

enum cache {
    CACHE_AS_FITS, /* dispatch() makes of it CACHE_ASK for a page without the form token, else CACHE_NEVER */
    CACHE_NEVER, /* no-store */
    CACHE_ASK,   /* kept, and asked about each time by its ETag */
    CACHE_EVER,  /* its address has its content's hash in it */
};

struct reply {
    int status;             /* 200 when it is left 0 */
    const char *type;       /* "text/html; charset=utf-8" when it is left NULL */
    struct str body;
    struct str location;    /* of 303 and 308 */
    struct str file_name;   /* offers the body as a download of that name */
    struct str etag;        /* without quotes; "" none */
    enum cache cache;
    bool gzipped;           /* body is gzip; dispatch() sees to it that it was asked for */
    const char *allow;      /* of 405 */
    struct str worker_scope; /* of a service worker: the addresses it may rule; "" else */
    int64_t retry_seconds;  /* of 429: when to try again; 0: not said */
};

/*
 * Checks a head by itself (web/guard.h says what for) and decodes it.
 *
 * out    *out with all but what dispatch() fills; no form, no uploads yet
 * fails  ERR_INPUT (400, 501 or 505 by *status), ERR_LIMIT (414 or 431): close the connection after it
 */
bool request_read(const struct head *head, struct instant now, struct arena *a, struct request *out,
                  int *status, struct err *err) MUST_USE;

/* A body of application/x-www-form-urlencoded. fails ERR_INPUT, ERR_LIMIT. */
bool request_form(struct str body, struct arena *a, struct fields *out, struct err *err) MUST_USE;

/* Is it UTF-8 without control characters? `lines`: but line ends and tabs may stand in it. */
bool request_text(struct str s, bool lines);
/* With each CR LF and CR made a \n, as a text box's lines arrive; .at is NULL when memory was refused. */
struct str request_lines(struct str s, struct arena *a);

#endif
