/* link/loader_parts - what a loader is made of, for the files that fill and finish it. */
#ifndef LINK_LOADER_PARTS_H
#define LINK_LOADER_PARTS_H

#include "link/loader_line.h"
#include "link/loader_order.h"
#include "link/loader_split.h"
#include "link/loader_union.h"

struct loader_file {
    struct str name;
    struct order_file order;
    struct file_columns columns;
};

struct loader {
    struct arena *arena;        /* the caller's: what stays */
    struct link_load how;
    bool open;
    struct column_union columns;
    struct ids ids;
    struct rows row, truth;
    struct intern truths;
    bool has_id;                /* some file has an id column */
    size_t files;
    struct loader_file file[LINK_SOURCES_MAX];
    uint32_t records;
    struct line line;
    struct name_split split;    /* of the file begun last */
    int *line_column;           /* per field of the file: on the line, or FIELD_LEFT_OUT; last the truth */
};

#endif
