/*
 * web/frame - what stands round every page: title, skip link, header with the
 * partnership's name and the switch to the others, navigation, the mark of an
 * invented partnership, the page itself, footer with sources.
 */
#ifndef WEB_FRAME_H
#define WEB_FRAME_H

#include "web/route.h"
#include "web/show.h"

enum nav {
    NAV_NONE, NAV_BRIEF, NAV_MAP, NAV_AREAS, NAV_ALERTS, NAV_FIGURES, NAV_SEARCH, NAV_ABOUT, NAV_PAGES
};

struct frame_link {
    struct url url;
    struct str text, rest; /* rest: more words, for who cannot see what stands round it */
    bool current, invented;
};

struct frame_view {
    struct str title;             /* "Robbery in Quayside": the <h1>'s words; the site's name follows */
    struct str partnership;       /* "" outside any; without "(invented)", which the frame says by itself */
    bool invented, wide;
    struct str marking;           /* "OFFICIAL" */
    bool has_error;               /* the title begins with "Error: " */
    struct url home, style, icon, font, about, figures, licence; /* figures: where the sources are listed */
    const struct frame_link *link;   /* navigation */
    size_t links;
    const struct frame_link *place;  /* the partnerships served */
    size_t places;
    const struct frame_link *crumb;
    size_t crumbs;
    const struct url *script;
    size_t scripts;
    bool as_of;                   /* the page stands on a day that was asked for */
    bool old;                      /* the store could not be read just now */
    struct date date;
    struct url newest;
    const struct str *source;        /* what the sources ask to be said of them */
    size_t sources;
    struct str version;
    struct html main;
};

/* What a page says of itself; zeros are fine. */
struct frame {
    struct str title;
    enum nav nav;
    const struct frame_link *crumb; /* from the partnership down, without the page itself */
    size_t crumbs;
    const char *script[4];          /* names in web/assets */
    bool has_error, wide;
    int status;                     /* 0: 200 */
};

/* Puts the page's own HTML into the frame and replies with it. fails ERR_LIMIT. */
bool frame_reply(struct request *rq, const struct frame *f, struct buf *main, struct reply *rp,
                 struct err *err) MUST_USE;

#endif
