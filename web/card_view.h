/*
 * web/card_view - what the page of a card shows, and all it can show: the card's own
 * words, its numbers, where it comes from. Nobody who checked, confirmed or approved
 * is named here, and nothing of who looks.
 */
#ifndef WEB_CARD_VIEW_H
#define WEB_CARD_VIEW_H

#include "web/show.h"

struct card_link {              /* to the page in another language */
    struct url url;
    const char *lang, *dir;
    const char *own;            /* its name in itself: "polski" */
    bool current;
};

enum card_number { CARD_NUMBER_LINK, CARD_NUMBER_TEXT };

struct card_ring {              /* somebody to call or text */
    struct str word;            /* what for, in the page's language: "Police, not an emergency" */
    struct str name;            /* a service's own name, or "" */
    struct str verb;            /* "Call", "Text" */
    struct str number;          /* as it is printed */
    struct url url;             /* tel: or sms: */
    enum card_number how;       /* CARD_NUMBER_TEXT: overdue, so nothing rings it by a touch */
    bool text;                  /* a message, not a call */
    bool overdue, unconfirmed;
    struct str overdue_words;   /* in the page's language */
    struct date review;
};

struct card_view {
    const char *lang, *dir;
    struct str title;
    struct str area, partnership, licence;
    bool invented, draft;
    bool foreign;               /* another language than English */
    bool unchecked;             /* no speaker has read this language yet */
    struct str unchecked_words;
    struct str languages_words;
    const struct card_link *language;
    size_t languages;           /* 0: there is one only */
    struct str emergency;       /* the heading of what to do */
    const struct card_ring *urgent;
    size_t urgents;
    const struct str *step;
    size_t steps;
    struct str talk;            /* the heading of who to talk to */
    const struct card_ring *ring;
    size_t rings;
    bool has_picture;
    struct url picture;
    struct str picture_words;
    struct str exit_words, print_words, kept_words;
    struct str keep_words, erase_words; /* "": said in English */
    struct url exit;
    struct str credits_words, credits;
    const struct str *history;
    size_t histories;
    bool own_policy;            /* it lies on a host of unknown headers: it brings its policy along */
    struct url style, colours, script, icon, touch_icon, manifest, worker, scope;
    struct str theme;           /* "#10457a" */
};

/* ---- /cards ---- */

struct cards_row {
    struct url url;
    struct str title, area, partnership;
    const char *lang, *dir;
    bool invented;
    const struct card_link *language;
    size_t languages;
};
struct cards_view {
    struct cards_row *row;
    size_t rows;
    struct url style, script, icon, exit, emergency;
    struct url list;            /* of a card that is not there: where the others are */
};

#endif
