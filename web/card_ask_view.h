/* web/card_ask_view - what the pages by which a card is asked for and taken show, and nothing else. */
#ifndef WEB_CARD_ASK_VIEW_H
#define WEB_CARD_ASK_VIEW_H

#include "web/part.h"

struct card_ask_view {
    bool wrong, none, read_only; /* none: no card is shown just now */
    struct part_error_summary problem;
    struct part_choices card, kind;
    struct part_input organisation, mailbox, area;
    struct part_button send;
    struct str token;
    struct url here;
    int open_days, decided_days; /* until what was written is erased */
};
struct card_asked_view {
    struct str partnership;
    int link_days, open_days, decided_days;
};
struct card_wait_view {      /* too many */
    struct str when;         /* "in 12 minutes" */
    struct url here;
};
struct card_link_view {
    struct str card, token;
    struct url here;
    struct date until;
    int64_t left;
    struct part_button take;
};

#endif
