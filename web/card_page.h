/*
 * web/card_page - the page of a card, in each of its languages, and the small files it
 * needs: for the site (/cards/NAME) and for a folder that any web host can serve.
 *
 * The page stands alone: no frame of ours, no typeface, nothing from elsewhere. A first
 * view is the page, two style sheets, a script, an icon and the manifest, at most
 * CARD_PAGE_BYTES_MAX sent (tests/browser/card.sh pins it).
 *
 * A number that is overdue is shown but rings nobody by a touch, and the page says so.
 * An emergency number is always a link: whoever needs 999 needs it more than its review date.
 */
#ifndef WEB_CARD_PAGE_H
#define WEB_CARD_PAGE_H

#include "cards/card.h"
#include "web/show.h"

#define CARD_PAGE_BYTES_MAX    (60 << 10)
#define CARD_PICTURE_BYTES_MAX (20 << 10) /* a bigger picture is left to print */
#define CARD_OUTS_MAX          (CARD_LANGUAGES_MAX * 2 + 10)

struct card_place {         /* where the page will stand */
    struct str address;     /* on the site: "/cards/emergency"; in a folder: "" */
    bool draft;             /* nobody has approved it: the page says so */
    struct date today;      /* decides which numbers are overdue */
};

struct card_out {           /* one file of the page */
    struct str path;        /* below the place: "", "pl", "pl.webmanifest"; in a folder "pl/index.html" */
    const char *type;
    struct str bytes;
    const struct wording *wording; /* of a page: its language; else NULL */
};
struct card_outs {
    struct card_out at[CARD_OUTS_MAX];
    size_t len;
    bool picture_left_out;  /* the card has one, too big for a page */
};

/*
 * All files of a card's page. A folder's are whole: style, script and icons lie in it too.
 *
 * out    bytes that live in the arena or the program
 * fails  ERR_INPUT the card has no words or a number without a digit; ERR_LIMIT
 */
bool card_page_make(const struct card *c, const struct card_files *files, const struct card_place *place,
                    struct arena *a, struct card_outs *out, struct err *err) MUST_USE;

/* The file at that path, or NULL. */
const struct card_out *card_outs_at(const struct card_outs *outs, struct str path);

#endif
