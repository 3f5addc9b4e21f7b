/*
 * web/body - the body of a request, gathered: a form in memory, an upload in a file that bears no name.
 *
 * What is longer than it may be is read and thrown away up to a second limit, so that whoever
 * sent it a little too long still hears why; past that the connection is cut.
 */
#ifndef WEB_BODY_H
#define WEB_BODY_H

#include "base/buf.h"

#define BODY_THROWN_MAX (1 << 20) /* bytes read past the limit before the connection is cut */

struct body {
    int64_t most, bytes;
    bool over;       /* longer than it may be: nothing of it is kept */
    bool in_file;
    int fd;          /* of a file; else -1 */
    struct buf text; /* else */
};

/* An upload's file lies in $TMPDIR, or /var/tmp. fails ERR_STORE when none can be made there. */
bool body_begin(struct body *b, struct arena *a, int64_t most, bool in_file, struct err *err) MUST_USE;
/* fails  ERR_LIMIT when even throwing away has its end, ERR_STORE when the disk refuses: cut the connection */
bool body_add(struct body *b, const char *at, size_t len, struct err *err) MUST_USE;
void body_end(struct body *b); /* closes the file; safe to call twice */

#endif
