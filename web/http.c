#include "web/http.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "web/body.h"
#include "web/guard.h"
#include "web/hands.h"
#include "web/headers.h"
#include "web/listen.h"
#include "web/pem.h"
#include "web/route.h"
#include "web/site.h"
#include "web/sweep.h"
#include "web/throttle.h"

enum {
    SPARE = 32,             /* connections past the limit, taken only to be told so */
    CALL_MS = 200,          /* between two passes of the sweeper */
    TURN_MS = 500,          /* at the end: who asks again and again hears with a reply that it was the last */
    LEAST_SPEED = 8,        /* bytes a millisecond: a big reply has longer than a small one */
    EXCHANGE_MAX = 64 << 20,
    THREAD_STACK = 2 << 20,
    HEAD_POOL = 32 << 10,   /* the library's memory for one connection: its head and the reply's */
    FLAGS = MHD_USE_POLL | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC,
};

/* TLS 1.3, and 1.2 with authenticated encryption and forward secrecy. */
#define PRIORITIES                                                                            \
    "NONE:+VERS-TLS1.3:+VERS-TLS1.2:+AES-256-GCM:+AES-128-GCM:+CHACHA20-POLY1305:+AEAD:"      \
    "+ECDHE-RSA:+ECDHE-ECDSA:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1:+SIGN-ALL:"      \
    "-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:-SIGN-RSA-SHA224:-SIGN-ECDSA-SHA224:+COMP-NULL:%SERVER_PRECEDENCE"

struct http {
    struct arena arena;
    struct MHD_Daemon *daemon;
    struct http_order order;
    struct listening at;
    struct sweep *sweep;
    struct hands hands;
    pthread_t sweeper;
    atomic_bool ending; /* the sweeper's work is done */
    bool swept;         /* it was started */
};

struct exchange { /* one request being heard and answered */
    struct arena arena;
    struct field header[REQUEST_HEADERS_MAX + 1];
    struct head head;
    struct guard_body said;
    struct body body;
    struct request rq;
    const struct route *route;
    bool heard, understood; /* its head is there; rq is filled */
    bool last;              /* the connection ends with its reply */
};

static int socket_of(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);

    return i ? i->connect_fd : -1;
}

static struct sweep_place *place_of(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return i ? i->socket_context : NULL;
}

static void wait_for(struct http *h, struct MHD_Connection *c, enum sweep_wait wait, int64_t ms)
{
    struct sweep_place *p = place_of(c);

    if (p)
        sweep_wait(h->sweep, p, wait, sweep_clock_ms(), ms);
}

/* ---- what is heard ---- */

static void *first_line(void *with, const char *target, struct MHD_Connection *c)
{
    struct http *h = with;
    struct arena arena;
    struct exchange *x;

    arena_open(&arena, EXCHANGE_MAX);
    x = arena_new(&arena, struct exchange, 1);
    if (!x) {
        arena_close(&arena);
        return NULL;
    }
    x->arena = arena;
    x->head.target = arena_copy(&x->arena, str_of(target));
    wait_for(h, c, SWEEP_HEAD, 0);
    return x;
}

static enum MHD_Result add_header(void *with, enum MHD_ValueKind kind, const char *name, size_t name_len,
                                  const char *value, size_t value_len)
{
    struct exchange *x = with;

    (void)kind;
    x->header[x->head.headers++] = (struct field){ { name, name_len }, { value ? value : "", value_len } };
    return x->head.headers > REQUEST_HEADERS_MAX ? MHD_NO : MHD_YES;
}

/* ---- what is said ---- */

static void tell_failure(const struct http *h, const struct exchange *x, int status)
{
    static const enum err_kind KIND[] = { ERR_STORE, ERR_BUG };
    char line[160];
    const char *kind = "busy";

    if (!h->order.tell || status < 500 || status == 501 || status == 505)
        return;
    for (size_t i = 0; i < COUNT_OF(KIND); i++)
        if (err_http_status(KIND[i]) == status)
            kind = err_kind_word(KIND[i]);
    (void)snprintf(line, sizeof line, "%d %s %s", status, kind, x->route ? x->route->path : "no page");
    h->order.tell(h->order.with, line);
}

static enum MHD_Result send_reply(struct http *h, struct MHD_Connection *c, struct exchange *x,
                                  struct reply *rp)
{
    struct headers_of how = { .tls = h->order.certificate != NULL };
    struct MHD_Response *r;
    struct fields lines;
    struct err err;
    enum MHD_Result sent;

    if (rp->status == 0)
        rp->status = 200;
    tell_failure(h, x, rp->status);
    how.close = x->last || rp->status >= 400 || sweep_hushed(h->sweep);
    if (!headers_of_reply(rp, how, &x->arena, &lines, &err))
        return MHD_NO;
    r = MHD_create_response_from_buffer(rp->body.len, (void *)(uintptr_t)rp->body.at, MHD_RESPMEM_PERSISTENT);
    if (!r)
        return MHD_NO;
    for (size_t i = 0; i < lines.len; i++)
        (void)MHD_add_response_header(r, lines.at[i].name.at, lines.at[i].value.at);
    wait_for(h, c, SWEEP_READER, (int64_t)h->order.body_seconds * 1000 + (int64_t)rp->body.len / LEAST_SPEED);
    sent = MHD_queue_response(c, (unsigned)rp->status, r);
    MHD_destroy_response(r);
    return sent;
}

/* What cannot become a page, because nothing of the request is believed: one line of text. */
static enum MHD_Result send_words(struct http *h, struct MHD_Connection *c, struct exchange *x, int status,
                                  const char *label)
{
    struct reply rp = { .status = status, .type = "text/plain; charset=utf-8" };

    rp.body = arena_copy(&x->arena, str_of(label)); /* a reply's body outlives this call */
    x->last = true;
    return send_reply(h, c, x, &rp);
}

static enum MHD_Result send_error(struct http *h, struct MHD_Connection *c, struct exchange *x, int status,
                                  const struct err *err)
{
    struct reply rp = { 0 };

    x->last = true;
    if (!x->understood)
        return send_words(h, c, x, status ? status : err_http_status(err->kind), err->say);
    reply_error(&x->rq, err, &rp);
    if (status)
        rp.status = status;
    return send_reply(h, c, x, &rp);
}

/* ---- one request ---- */

static bool begin_body(struct exchange *x, int *status, struct err *err)
{
    bool upload = x->route && x->route->body == ROUTE_UPLOAD;

    body_begin(&x->body, &x->arena, guard_header(&x->head, "Content-Type"), upload);
    *status = 413;
    return x->said.bytes <= x->body.most ||
           err_set(err, ERR_LIMIT, "what was sent is %lld bytes long; here at most %lld are taken",
                   (long long)x->said.bytes, (long long)x->body.most);
}

/* Behind a proxy of this machine all come from here: then who it says it asks for, the last it named. */
static uint64_t caller_of(const struct http *h, struct MHD_Connection *c, const struct head *head)
{
    const union MHD_ConnectionInfo *from = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct caller who = listen_caller(from->client_addr);
    struct str address = { (const char *)who.byte, sizeof who.byte }, said = { 0 };

    if (head->loopback)
        said = guard_header(head, "X-Forwarded-For");
    while (said.len > 0)
        address = str_trim(str_cut(&said, ','));
    return throttle_caller(site_token(h->order.site), address);
}

/* The whole head is there: nothing of the body has been read. */
static enum MHD_Result hear_head(struct http *h, struct MHD_Connection *c, struct exchange *x,
                                 const char *method, const char *version)
{
    struct err err = { 0 };
    int status = 0;
    bool known;

    x->heard = true;
    (void)MHD_get_connection_values_n(c, MHD_HEADER_KIND, add_header, x);
    x->head.method = str_of(method);
    x->head.version = str_of(version);
    x->head.header = x->header;
    x->head.loopback = listen_both_loopback(socket_of(c));
    x->head.caller = caller_of(h, c, &x->head);
    x->last = guard_is_forwarded(&x->head);
    if (place_of(c) && sweep_crowded(place_of(c)))
        return send_words(h, c, x, 503, "too many people are asking just now; try again in a moment\n");
    if (!x->head.target.at || !guard_check(&x->head, &x->said, &status, &err) ||
        !request_read(&x->head, h->order.now(), &x->arena, &x->rq, &status, &err))
        return send_error(h, c, x, status, &err);
    x->understood = true;
    x->rq.site = h->order.site;
    x->route = route_find(x->rq.method, x->rq.path, &known);
    if (!begin_body(x, &status, &err))
        return send_error(h, c, x, status, &err);
    wait_for(h, c, SWEEP_BODY, (int64_t)h->order.body_seconds * 1000);
    return MHD_YES;
}

/* What changes the store may last, and takes no hand. false: nobody waits for it any more. */
static bool make_page(struct http *h, struct MHD_Connection *c, struct exchange *x, struct reply *rp)
{
    struct sweep_place *p = place_of(c);
    bool reads = x->rq.method != METHOD_POST, at_once = !reads || hands_take(&h->hands);
    bool wanted = (!p || !sweep_gone(h->sweep, p)) &&
                  (at_once || sweep_hushed(h->sweep) || !listen_is_gone(socket_of(c)));

    if (wanted)
        dispatch(h->order.site, &x->rq, rp);
    if (reads)
        hands_give(&h->hands);
    return wanted;
}

static enum MHD_Result answer_request(struct http *h, struct MHD_Connection *c, struct exchange *x)
{
    struct reply rp = { 0 };
    struct err err = { 0 };

    wait_for(h, c, SWEEP_ANSWER, 0);
    if (x->rq.method == METHOD_POST && !body_read(&x->body, &x->rq, &err) &&
        (x->route || err.kind == ERR_LIMIT)) /* else that there is no such page says more */
        return send_error(h, c, x, 0, &err);
    if (!make_page(h, c, x, &rp))
        return MHD_NO;
    if ((rp.status == 0 || rp.status == 200) && x->rq.method != METHOD_POST &&
        headers_same(x->rq.if_none_match, rp.etag)) {
        rp.status = 304;
        rp.body = (struct str){ 0 };
    }
    return send_reply(h, c, x, &rp);
}

static enum MHD_Result heard(void *with, struct MHD_Connection *c, const char *url, const char *method,
                             const char *version, const char *upload, size_t *upload_len, void **state)
{
    struct http *h = with;
    struct exchange *x = *state;

    (void)url;
    if (!x)
        return MHD_NO;
    if (!x->heard)
        return hear_head(h, c, x, method, version);
    if (*upload_len > 0) {
        size_t len = *upload_len;

        *upload_len = 0;
        return body_add(&x->body, (struct str){ upload, len }) ? MHD_YES : MHD_NO;
    }
    return answer_request(h, c, x);
}

static void ended(void *with, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why)
{
    struct http *h = with;
    struct exchange *x = *state;
    struct arena arena;

    (void)why;
    wait_for(h, c, SWEEP_IDLE, (int64_t)h->order.head_seconds * 1000);
    *state = NULL;
    if (!x)
        return;
    body_end(&x->body);
    arena = x->arena;
    arena_close(&arena);
}

/* ---- connections ---- */

static enum MHD_Result welcome(void *with, const struct sockaddr *from, socklen_t len)
{
    struct http *h = with;
    struct caller who = listen_caller(from);

    (void)len;
    return listen_is_loopback(from) || !sweep_full(h->sweep, &who) ? MHD_YES : MHD_NO;
}

static void connected(void *with, struct MHD_Connection *c, void **context,
                      enum MHD_ConnectionNotificationCode what)
{
    struct http *h = with;
    const union MHD_ConnectionInfo *from;
    struct caller who;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*context)
            sweep_leave(h->sweep, *context);
        *context = NULL;
        return;
    }
    from = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    who = listen_caller(from->client_addr);
    *context = sweep_begin(h->sweep, socket_of(c), &who, sweep_clock_ms(),
                           (int64_t)h->order.head_seconds * 1000);
}

static void *sweep_on(void *with)
{
    struct http *h = with;
    struct timespec call = { .tv_nsec = CALL_MS * 1000000L };

    while (!atomic_load(&h->ending)) {
        (void)sweep_pass(h->sweep, sweep_clock_ms());
        (void)nanosleep(&call, NULL);
    }
    return NULL;
}

/* ---- begin and end ---- */

static bool start(struct http *h, struct err *err)
{
    struct MHD_OptionItem tls[] = { { MHD_OPTION_END, 0, NULL }, { MHD_OPTION_HTTPS_MEM_KEY, 0, NULL },
                                    { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)PRIORITIES },
                                    { MHD_OPTION_END, 0, NULL } };
    unsigned flags = FLAGS | (h->at.six ? MHD_USE_IPv6 : 0);
    struct pem pem;

    if (h->order.certificate) {
        if (!pem_load(h->order.certificate, h->order.key, &h->arena, &pem, err))
            return false;
        flags |= MHD_USE_TLS;
        tls[0] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)pem.certificate };
        tls[1].ptr_value = (void *)(uintptr_t)pem.key;
    }
    h->daemon = MHD_start_daemon(
        flags, 0, welcome, h, heard, h, MHD_OPTION_LISTEN_SOCKET, h->at.fd, MHD_OPTION_NOTIFY_COMPLETED,
        ended, h, MHD_OPTION_NOTIFY_CONNECTION, connected, h, MHD_OPTION_URI_LOG_CALLBACK, first_line, h,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_LIMIT, h->order.connections + SPARE,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)THREAD_STACK, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HEAD_POOL, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (h->daemon)
        return true;
    if (h->order.certificate)
        return err_set(err, ERR_INPUT, "the certificate and the key do not belong together, or are damaged");
    return err_set(err, ERR_STORE, "could not start the server; the system refused a thread or a descriptor");
}

static void fill_in(struct http_order *o)
{
    o->connections = listen_room(o->connections ? o->connections : 1024, SPARE);
    o->an_address = o->an_address ? o->an_address : 64;
    o->head_seconds = o->head_seconds ? o->head_seconds : 10;
    o->body_seconds = o->body_seconds ? o->body_seconds : 300;
}

static void let_go(struct http *h)
{
    struct arena arena = h->arena;

    if (h->swept) {
        atomic_store(&h->ending, true);
        (void)pthread_join(h->sweeper, NULL);
    }
    if (h->sweep)
        sweep_end(h->sweep);
    hands_close(&h->hands);
    arena_close(&arena);
}

bool http_open(struct http **out, const struct http_order *order, struct err *err)
{
    struct arena arena;
    struct http *h;
    struct sweep_order places;

    arena_open(&arena, (size_t)8 << 20);
    h = arena_new(&arena, struct http, 1);
    if (!h) {
        arena_close(&arena);
        return err_memory(err, "the server");
    }
    h->arena = arena;
    h->order = *order;
    fill_in(&h->order);
    hands_open(&h->hands);
    places = (struct sweep_order){ h->order.connections, SPARE, h->order.an_address };
    if (!sweep_open(&h->sweep, &places, &h->arena, err) || !listen_open(str_of(order->listen), &h->at, err)) {
        let_go(h);
        return false;
    }
    h->swept = pthread_create(&h->sweeper, NULL, sweep_on, h) == 0;
    if (!h->swept)
        (void)err_set(err, ERR_STORE, "could not start the server; the system refused a thread");
    if (!h->swept || !start(h, err)) {
        (void)close(h->at.fd);
        let_go(h);
        return false;
    }
    *out = h;
    return true;
}

unsigned http_port(const struct http *h)
{
    return h->at.port;
}

bool http_loopback(const struct http *h)
{
    return h->at.loopback;
}

bool http_close(struct http **h, unsigned seconds)
{
    int fd;

    if (!*h)
        return true;
    fd = MHD_quiesce_daemon((*h)->daemon);
    if (fd != MHD_INVALID_SOCKET)
        (void)close(fd);
    sweep_hush((*h)->sweep);
    if (sweep_wait_empty((*h)->sweep, TURN_MS))
        seconds = 0;
    sweep_deafen((*h)->sweep);
    if (!sweep_wait_empty((*h)->sweep, (int64_t)seconds * 1000)) {
        sweep_cut((*h)->sweep);
        if (!sweep_wait_empty((*h)->sweep, CALL_MS))
            return false;
    }
    MHD_stop_daemon((*h)->daemon);
    let_go(*h);
    *h = NULL;
    return true;
}
