/* web/feed_view - what the page of sources, feeds and files shows, and nothing else. */
#ifndef WEB_FEED_VIEW_H
#define WEB_FEED_VIEW_H

#include "web/show.h"

enum feed_state { FEED_HELD, FEED_ODD, FEED_ABSENT, FEED_OUTSIDE }; /* of a month; outside: before or after */

struct feed_year {
    int year;
    int held;
    struct str odd, absent; /* "November, December"; "" none */
};
struct feed_entry {
    struct str id;          /* "feed-1" */
    struct str agency, kind;
    struct str licence, attribution;
    struct date complete_to;
    struct grouped rows;
    bool has_file;
    struct str file_name;   /* the newest that was not withdrawn */
    struct date came;
    struct str age;         /* "250 days ago" */
    struct html strip;      /* the months, as dots */
    const struct feed_year *year;
    size_t years;
    const struct str *notice;
    size_t notices;
};

struct feed_file {
    struct date came;
    int64_t id;
    struct str agency, kind, name;
    struct grouped read, kept, same, elsewhere, refused, live;
    bool withdrawn, replaced, may_withdraw; /* replaced: nothing of it counts any more */
    struct url withdraw;
};

struct feed_column {
    struct str header, field; /* field "": left out */
};
struct feed_map {
    struct str agency, kind;
    const struct feed_column *column;
    size_t columns;
};

struct feed_source {
    struct str agency, sector, licence, attribution;
};

struct feed_view {
    bool may_write, read_only;
    struct url upload;
    struct url months_csv, files_csv, columns_csv, sources_csv, json;
    const struct feed_entry *feed;
    size_t feeds;
    const struct feed_file *file;
    size_t files, files_all, from, to; /* from, to: which of them stand on this page */
    bool has_older, has_newer;
    struct url older, newer;
    const struct feed_map *map;
    size_t maps;
    const struct feed_source *source;
    size_t sources;
};

#endif
