/*
 * cards/card - one safety card: what to do in an emergency first, then who to talk to.
 *
 * A card is a folder (cards/folder.h) a person can read and edit. card.json says
 * what is the same in every language: the numbers, whose they are, where they
 * were looked up, when to look again; colours, picture, credits, licence,
 * history. A LANGUAGE.txt says the words (struct wording):
 *
 *     # What to do in an emergency, in English
 *     language: en
 *     checked: no                     (or: Amira, interpreter, 2026-09-01)
 *     title: If you feel unsafe
 *     emergency: In an emergency
 *     step: Go to a place with light and people.
 *     step: Call 999. Say where you are.
 *     talk: To talk to somebody
 *     contact police: Police, not an emergency
 *     more: This card, and more help
 *     ...
 *
 * Every language says the same: as many steps, a word for every contact. What is
 * missing or wrong is a fault (cards/fault.h), all of them at once, never the first only.
 *
 * A number counts as good while somebody confirmed it and its review date has
 * not come. Not confirmed: the card prints as a draft, the number marked
 * "confirm before printing". Overdue: nothing prints.
 */
#ifndef CARDS_CARD_H
#define CARDS_CARD_H

#include "base/date.h"
#include "cards/colour.h"
#include "cards/fault.h"
#include "cards/folder.h"
#include "cards/tongue.h"

#define CARD_STEPS_MAX     6
#define CARD_CONTACTS_MAX  8
#define CARD_LANGUAGES_MAX 12
#define CARD_CREDITS_MAX   12
#define CARD_HISTORY_MAX   16

enum contact_kind { CONTACT_CALL, CONTACT_TEXT, CONTACT_KINDS };

/* Who can be called or texted. `id` is how the language files name it. */
struct contact {
    struct str id;            /* "emergency", "police", "childline": a-z, 0-9 and - */
    enum contact_kind kind;
    struct str number;        /* as it is printed: "0800 1111", "61016" */
    struct str name;          /* a service's own name, the same in every language: "Childline"; may be "" */
    struct str owner;         /* whose number it is */
    struct str source;        /* where it was looked up */
    bool emergency;           /* shown first, largest, in the colour of emergencies */
    bool confirmed;
    struct str confirmed_by;  /* a member of staff of the partnership, never a young person */
    bool has_confirmed_on;
    struct date confirmed_on;
    bool has_review;
    struct date review;       /* to be looked at again by; the day after it is overdue */
    unsigned line;            /* of card.json */
};

struct card_colours {
    struct colour band, band_text;      /* the title and what lies behind it */
    struct colour line;                 /* under the band */
    struct colour paper, text;
    struct colour emergency, emergency_text;
};

/* By first name and only if it was agreed, with whoever may agree for them; else it is not written at all. */
struct credit {
    struct str first_name;
    bool agreed;
};

/* Where the card comes from: the edition of an area that adopted it credits the first. */
struct card_history {
    struct str event;         /* "made", "adopted" */
    struct str area, partnership;
    struct date on;
};

/* The words of one language. Lines are of its file, for faults found later (too long, no glyph). */
struct wording {
    const struct tongue *tongue;
    struct str file;          /* "pl.txt" */
    bool checked;             /* by a speaker; else print and page say so */
    struct str checked_by;
    struct date checked_on;
    struct str title, emergency, step[CARD_STEPS_MAX], talk, more, picture;
    struct str contact[CARD_CONTACTS_MAX]; /* in the order of the card's contacts; "" is a fault */
    size_t steps;
    unsigned title_line, emergency_line, step_line[CARD_STEPS_MAX], talk_line, more_line, picture_line,
        contact_line[CARD_CONTACTS_MAX];
    /* what the page says round the card */
    struct str exit;          /* "Leave this page" */
    struct str call, text;    /* "Call", "Text" */
    struct str print;         /* "Print this card" */
    struct str languages;     /* "Other languages" */
    struct str offline;       /* "This page also works without the internet" */
    struct str unchecked;     /* "Not yet checked by a speaker of this language" */
    struct str credits;       /* "Made by" */
    /* may be left out, and are then said in English or not at all */
    struct str keep;          /* "Keep this on my phone" */
    struct str kept;          /* "It is on this phone now ... Leaving this page by the red button erases it." */
    struct str erase;         /* "Erase it from this phone" */
    struct str late;          /* "This number may have changed" */
};

struct card {
    struct str name;          /* in addresses and file names: "emergency"; a-z, 0-9 and -, at most 40 */
    struct str area, partnership;
    bool invented;            /* says so on every side and page */
    struct str page;          /* the address the QR code leads to: https://... */
    struct card_colours colours;
    struct str picture;       /* "picture.svg", "picture.png", or "" */
    struct str licence;       /* SPDX: "CC-BY-4.0" */
    int reading_age;          /* years, of the English words; see cards/reading.h */
    struct contact contact[CARD_CONTACTS_MAX];
    size_t contacts;
    struct wording wording[CARD_LANGUAGES_MAX]; /* in card.json's order; the first is the card's own */
    size_t wordings;
    struct credit credit[CARD_CREDITS_MAX];
    size_t credits;
    struct card_history history[CARD_HISTORY_MAX];
    size_t histories;
    unsigned page_line, picture_line, area_line, partnership_line, colour_line[7];
};

/*
 * Makes a card of its files. What is wrong goes into `faults`, all of it; *out then holds what could be read.
 *
 * fails  only for want of memory (ERR_LIMIT): a rubbish file is faults, not a failure
 */
bool card_read(const struct card_files *files, struct arena *a, struct card_faults *faults, struct card *out,
               struct err *err) MUST_USE;

/*
 * card.json anew, in one order and layout, so that a change by a command is a small difference. What
 * card_read() took without a fault is written so that it is read to the same.
 */
void card_write_json(const struct card *c, struct buf *b);

const struct wording *card_wording(const struct card *c, struct str code); /* NULL without that language */

/*
 * All that is wrong on that day beyond what card_read() says: numbers overdue or not confirmed,
 * contrast, reading age, languages not checked, the picture. What only print can tell
 * (a text that overflows, a letter no font has) is added by cards/print.h.
 */
bool card_check(const struct card *c, const struct card_files *files, struct date today, struct arena *a,
                struct card_faults *faults, struct err *err) MUST_USE;

/* A number is looked at again later than that day, and at most CONTACT_REVIEW_MONTHS after it. */
#define CONTACT_REVIEW_MONTHS 18
bool contact_review_fits(struct date from, struct date review);
struct date contact_review_last(struct date from); /* the last day that fits */

enum contact_state { CONTACT_GOOD, CONTACT_NOT_CONFIRMED, CONTACT_OVERDUE };
/* Overdue comes first: a number nobody confirmed that was to be looked at by now is overdue too. */
enum contact_state contact_state(const struct contact *c, struct date today);

#endif
