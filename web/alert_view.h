/* web/alert_view - what an alert's own page shows, and nothing else. */
#ifndef WEB_ALERT_VIEW_H
#define WEB_ALERT_VIEW_H

#include "web/alerts_view.h"

struct alert_month {         /* a line of the table of its past */
    struct str month, count; /* "not held" where nothing came */
    struct str usual;        /* "" where no range is made for a single month */
    const char *verdict;     /* brief_verdict_key(), or "" */
    const char *verdict_word;
    bool doubtful; /* the feed was quiet or doubled then */
};
struct alert_area {
    struct url url; /* "" when the area is not held any more */
    struct str name;
};
struct alert_said { /* one review */
    struct str when, reviewer, reason;
    const char *word;
};
struct alert_fact { /* a term and what is said of it */
    const char *term;
    struct str words;
};
struct alert_key { /* of the map's legend */
    struct html picture;
    const char *words;
};
struct alert_choice { /* of a radio or a select */
    const char *id;
    struct str value, label, hint;
    bool chosen;
};

enum alert_form {
    ALERT_FORM_HERE,
    ALERT_FORM_ELSEWHERE,
    ALERT_FORM_READ_ONLY,
    ALERT_FORM_NO_REVIEWER
};

struct alert_form_view {
    enum alert_form form;
    struct url send;
    struct str token,
        seen; /* seen: the newest review the page knew, so that a second send is known */
    const struct alert_choice *verdict, *outcome, *reason, *reviewer;
    size_t verdicts, outcomes, reasons, reviewers;
    const char *verdict_error, *reason_error, *reviewer_error; /* NULL: none */
    struct str store; /* the command's words for who adds a reviewer */
};

struct alert_view {
    struct str title, category, place, agency;
    bool standing, replaced, cluster, ward_alert, has_errors, clash;
    struct alerts_row row; /* state, count, period, range, chance in the list's words */
    bool done;             /* a review was kept just now */
    const char *done_word;
    struct str range, days; /* "usual 1 to 4"; "11 days" */
    struct shown expected;
    struct str why, compared, chance; /* sentences */
    const struct str *evidence;
    size_t evidences;
    struct str splits, cannot;
    struct html map;
    struct str map_of;
    const struct alert_key *key;
    size_t keys;
    const struct alert_area *area;
    size_t areas;
    struct str chart_title;
    struct html chart, chart_narrow;
    const struct alert_month *month;
    size_t months;
    bool month_usual; /* the table has a usual range for each month */
    struct str record;
    const struct alert_fact *fact;
    size_t facts;
    bool has_run;
    struct str command;
    const struct alert_said *said;
    size_t saids;
    struct alerts_table related;
    struct alert_form_view review;
    struct url about, alerts, map_page;
};

#endif
