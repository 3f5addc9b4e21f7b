/* What the planted pages show. */
#ifndef PLANTED_VIEW_H
#define PLANTED_VIEW_H

#include "web/show.h"

struct planted_row {
    struct str name;
    struct grouped count;
};
struct planted {
    struct str text;
    const char *plain;
    struct html html;
    struct words words;
    struct url url;
    bool on;
    int64_t n;
    size_t size;
    struct shown real;
    struct grouped count;
    struct date day;
    struct month month;
    enum { PLANTED_ONE, PLANTED_TWO } kind;
    double bare;
    const struct planted_row *row;
    size_t rows;
    struct planted_row only;
};

#endif
