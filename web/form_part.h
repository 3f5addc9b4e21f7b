/*
 * web/form_part - the headers of one part of a form with files (RFC 7578, 4.2): which
 * field it is, and whether it is a file and of what name. web/multipart.h says
 * what is refused and what a file's name becomes.
 */
#ifndef WEB_FORM_PART_H
#define WEB_FORM_PART_H

#include "web/request.h"

struct form_part {
    struct str name;
    bool is_file;
    struct str file_name; /* cleaned; "" when the browser sent an empty one */
};

/* `head`: lines that each end with CR LF. fails  ERR_INPUT, ERR_LIMIT. */
bool form_part_read(struct str head, struct arena *a, struct form_part *out, struct err *err) MUST_USE;

/* The boundary of a Content-Type's value. fails  ERR_INPUT. */
bool form_boundary(struct str content_type, struct str *out, struct err *err) MUST_USE;

/* The last part of a path a browser sent, fit to be shown. .at is NULL when memory was refused. */
struct str form_file_name(struct str sent, struct arena *a);

#endif
