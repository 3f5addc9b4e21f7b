/*
 * web/body - the body of a request, gathered: a form in memory, an upload's files in files that bear no name.
 *
 * A body is read to its end even when it is longer than it may be or wrong, up to
 * a second limit, so that whoever sent it a little wrong still hears why; past
 * that the connection is cut.
 */
#ifndef WEB_BODY_H
#define WEB_BODY_H

#include "web/multipart.h"

#define BODY_THROWN_MAX (1 << 20) /* bytes read of a body that is refused before the connection is cut */

struct body {
    bool upload;
    int64_t most, bytes, thrown;
    struct err wrong;        /* what is wrong with it, once something is: no more of it is kept */
    struct buf text;         /* a form */
    struct multipart parts;  /* an upload */
    bool parted;             /* parts is open */
};

/* A type that does not fit is wrong from the first byte on, and is said by body_read(). */
void body_begin(struct body *b, struct arena *a, struct str content_type, bool upload);
/* false: enough of it was thrown away; cut the connection. */
bool body_add(struct body *b, struct str piece) MUST_USE;
/* All of it came: puts form and uploads into *rq. fails  ERR_INPUT, ERR_LIMIT, ERR_STORE. */
bool body_read(struct body *b, struct request *rq, struct err *err) MUST_USE;
void body_end(struct body *b); /* after the reply: closes the files; safe on a zeroed one, and twice */

#endif
