#include "web/http.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdlib.h>

#include "base/number.h"
#include "web/route.h"

struct http {
    struct MHD_Daemon *daemon;
    struct http_order order;
};

struct exchange { /* one request being heard */
    struct arena arena;
    struct field header[REQUEST_HEADERS_MAX];
    struct head head;
    struct buf body;
    bool heard;
};

static enum MHD_Result add_header(void *with, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct exchange *x = with;

    (void)kind;
    if (x->head.headers == REQUEST_HEADERS_MAX)
        return MHD_NO;
    x->header[x->head.headers++] = (struct field){ str_of(name), str_of(value) };
    return MHD_YES;
}

static enum MHD_Result send_reply(struct MHD_Connection *c, const struct reply *rp, bool no_body)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(rp->body.len, (void *)(uintptr_t)rp->body.at,
                                                             MHD_RESPMEM_MUST_COPY);
    enum MHD_Result sent;

    (void)no_body;
    if (!r)
        return MHD_NO;
    (void)MHD_add_response_header(r, "Content-Type", rp->type ? rp->type : "text/html; charset=utf-8");
    (void)MHD_add_response_header(r, "Content-Security-Policy",
                                  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
                                  "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                                  "frame-ancestors 'none'");
    if (rp->location.len > 0)
        (void)MHD_add_response_header(r, "Location", rp->location.at);
    sent = MHD_queue_response(c, (unsigned)(rp->status ? rp->status : 200), r);
    MHD_destroy_response(r);
    return sent;
}

static enum MHD_Result answer(void *with, struct MHD_Connection *c, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_len, void **state)
{
    struct http *h = with;
    struct exchange *x = *state;
    struct request rq;
    struct reply rp = { 0 };
    struct err err = { 0 };
    int status = 0;

    (void)url;
    (void)upload;
    if (!x) {
        x = *state = calloc(1, sizeof *x);
        if (x)
            arena_open(&x->arena, (size_t)64 << 20);
        return x ? MHD_YES : MHD_NO;
    }
    if (*upload_len > 0) {
        *upload_len = 0;
        return MHD_YES;
    }
    (void)MHD_get_connection_values(c, MHD_HEADER_KIND, add_header, x);
    x->head.method = str_of(method);
    x->head.version = str_of(version);
    x->head.target = str_of(x->body.at ? x->body.at : url);
    x->head.header = x->header;
    x->head.loopback = true;
    if (!request_read(&x->head, h->order.now(), &x->arena, &rq, &status, &err)) {
        rp.status = status;
        rp.body = str_of(err.say);
    } else
        dispatch(h->order.site, &rq, &rp);
    return send_reply(c, &rp, false);
}

static void *keep_target(void *with, const char *target, struct MHD_Connection *c)
{
    (void)with;
    (void)target;
    (void)c;
    return NULL;
}

static void ended(void *with, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why)
{
    struct exchange *x = *state;

    (void)with;
    (void)c;
    (void)why;
    if (!x)
        return;
    arena_close(&x->arena);
    free(x);
    *state = NULL;
}

bool http_open(struct http **out, const struct http_order *order, struct err *err)
{
    struct http *h;
    struct sockaddr_in at = { .sin_family = AF_INET };
    struct str port = str_of(order->listen), host = str_cut(&port, ':');
    int64_t number = 0;

    (void)host;
    if (!number_int(port, &number) || number < 0 || number > 65535)
        return err_set(err, ERR_INPUT, "the port must be a number from 0 to 65535");
    h = calloc(1, sizeof *h);
    if (!h)
        return err_memory(err, "the server");
    h->order = *order;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    at.sin_port = htons((uint16_t)number);
    h->daemon = MHD_start_daemon(MHD_USE_POLL | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL,
                                 NULL, answer, h, MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_NOTIFY_COMPLETED, ended, NULL,
                                 MHD_OPTION_URI_LOG_CALLBACK, keep_target, NULL, MHD_OPTION_END);
    if (!h->daemon) {
        free(h);
        return err_set(err, ERR_CLASH, "could not listen there");
    }
    *out = h;
    return true;
}

unsigned http_port(const struct http *h)
{
    const union MHD_DaemonInfo *i = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);

    return i ? i->port : 0;
}

void http_close(struct http **h, unsigned seconds)
{
    (void)seconds;
    if (!*h)
        return;
    MHD_stop_daemon((*h)->daemon);
    free(*h);
    *h = NULL;
}
