/* web/upload_view - what the pages that bring a file in, and take it back, show, and nothing else. */
#ifndef WEB_UPLOAD_VIEW_H
#define WEB_UPLOAD_VIEW_H

#include "web/show.h"

struct upload_choice {
    struct str value, text, hint;
    bool selected;
};
struct upload_view {        /* choosing a file */
    struct str agency_error, kind_error, file_error; /* "" none */
    bool wrong;             /* one of them */
    struct str token;
    struct url here, list;
    struct str under_way;   /* the name of the file that is being imported; "" none */
    struct url import;      /* how far that is */
    const struct upload_choice *agency, *kind;
    size_t agencies, kinds;
};

struct preview_column {
    struct str number;      /* "column-5" */
    struct str name;        /* "column 5, E \"Crime type\"" */
    struct str taken;       /* our field and what it is; "" */
    bool left_out, unknown; /* unknown: somebody has to choose */
    const struct upload_choice *choice; /* of our fields; where it may be chosen */
    size_t choices;
};
struct preview_view {
    struct str file_name, agency, kind, token, problem;
    struct str first_unknown; /* the id of the field for the first column that nobody knows; "" none */
    struct url here, drop, refused_csv, list;
    struct grouped read, kept, same, elsewhere, refused, without_place;
    bool counted; /* else the counts say nothing */
    bool same_file, may_import, has_refused, people, unsaid;
    const struct preview_column *column;
    size_t columns;
    const struct str *fault;
    size_t faults;
    size_t faults_more;
    const struct str *notice;
    size_t notices;
};

struct file_view {          /* one file that came in */
    int64_t id;
    struct str name, agency, kind, hash, token, problem;
    struct date came;
    struct grouped bytes, read, kept, same, elsewhere, refused, live;
    bool withdrawn, may_withdraw;
    struct url brief, list, withdraw, here;
    const struct upload_choice *reason;
    size_t reasons;
};

#endif
