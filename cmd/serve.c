/* safekeep serve - the site: brief, map, areas, alerts and data of a partnership in a browser. */
#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "cmd/cmd.h"
#include "store/lend.h"
#include "web/card_erase.h"
#include "web/http.h"

enum {
    GRACE_SECONDS = 4,           /* of the five a stop may take */
    REST_MS = 250,               /* and of the rest, for an import to undo itself */
    ERASE_SECONDS = 6 * 60 * 60, /* a store lent to a command is come back to */
};

static struct instant clock_now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_REALTIME, &t);
    return (struct instant){ (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 };
}

static void log_line(void *with, const char *label)
{
    (void)with;
    cmd_say("%s\n", label);
}

static bool read_count(struct call *c, const char *option, int64_t most, unsigned *out, struct err *err)
{
    int64_t n = 0;

    if (!call_whole(c, option, 1, most, &n, err))
        return false;
    *out = (unsigned)n;
    return true;
}

static int read_order(struct call *c, struct site_order *site, struct http_order *http, struct err *err)
{
    for (const char *path; (path = call_value_at(c, "--store", site->partnerships)); site->partnerships++) {
        if (site->partnerships == SITE_PARTNERSHIPS_MAX)
            return USAGE(err, "at most %d stores are served at once", SITE_PARTNERSHIPS_MAX);
        site->path[site->partnerships] = path;
    }
    site->read_only = call_has(c, "--read-only");
    http->listen = call_value(c, "--listen");
    if (!http->listen)
        http->listen = "127.0.0.1:8080";
    http->certificate = call_value(c, "--certificate");
    http->key = call_value(c, "--key");
    if (!http->certificate != !http->key)
        return USAGE(err, "--certificate and --key belong together: give both or neither");
    if (!read_count(c, "--connections", 65536, &http->connections, err) ||
        !read_count(c, "--from-one", 65536, &http->an_address, err) ||
        !read_count(c, "--head-seconds", 3600, &http->head_seconds, err) ||
        !read_count(c, "--body-seconds", 86400, &http->body_seconds, err))
        return EXIT_USAGE;
    return EXIT_FINE;
}

/* Only the thread that waits hears SIGTERM and SIGINT from now on; a reader who is gone kills nobody. */
static void hold_signals(sigset_t *wait)
{
    (void)sigemptyset(wait);
    (void)sigaddset(wait, SIGTERM);
    (void)sigaddset(wait, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, wait, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

static void say_where(const struct http *h, const struct http_order *at)
{
    struct str rest = str_of(at->listen), host;
    const char *scheme = at->certificate ? "https" : "http";

    if (str_starts(rest, STR("["))) {
        host = str_cut(&rest, ']');
        host.len++;
    } else
        host = str_cut(&rest, ':');
    cmd_say("open %s://" STR_FMT ":%u/ in a browser; ctrl-C ends it\n", scheme, STR_ARG(host), http_port(h));
    if (!http_loopback(h))
        cmd_say("others on the network can read these pages; changing anything is left to this machine\n");
}

/* ---- commands that write while we serve ---- */

struct lending {
    struct lend *lend[SITE_PARTNERSHIPS_MAX];
    size_t stores;
};

static void lending_close(struct lending *l)
{
    while (l->stores > 0)
        lend_close(&l->lend[--l->stores]);
}

static void release(void *with)
{
    partnership_writer_release(with);
}

static bool take(void *with, struct err *err)
{
    return partnership_writer_take(with, err);
}

/* A store that cannot be lent is served all the same: only a second server is refused. */
static bool lending_open(struct lending *l, const struct site_order *order, struct site *site,
                         struct err *err)
{
    for (size_t i = 0; i < order->partnerships && !order->read_only; i++) {
        struct lend_order to = { order->path[i], release, take, site_partnership(site, i) };
        struct err why = { 0 };

        if (!lend_open(&l->lend[l->stores++], &to, &why) && why.kind == ERR_CLASH)
            return err_set(err, ERR_CLASH, "another process serves store %zu already; --read-only shows it "
                                           "beside that one", i + 1);
        if (why.kind)
            cmd_say("no command can write to store %zu while it is served: %s\n", i + 1, why.say);
    }
    return true;
}

/* What requests for cards said is erased by rule: at once, and every few hours until a signal comes. */
static void wait_for_the_end(const sigset_t *signals, struct site *site)
{
    const struct timespec a_while = { .tv_sec = ERASE_SECONDS };
    int got;

    do {
        struct err why = { 0 };
        int64_t erased;

        if (!card_erase_due(site, clock_now(), &erased, &why))
            cmd_say("requests for cards that are due could not be erased: %s\n", why.say);
        do
            got = sigtimedwait(signals, NULL, &a_while);
        while (got < 0 && errno == EINTR);
    } while (got < 0);
}

static int run(struct call *c, struct err *err)
{
    struct site *site = NULL;
    struct http *http = NULL;
    struct lending lending = { 0 };
    struct site_order order = { 0 };
    struct http_order at = { .now = clock_now, .tell = log_line };
    sigset_t wait;
    int code = read_order(c, &order, &at, err);

    if (code != EXIT_FINE)
        return code;
    hold_signals(&wait);
    if (!site_open(&site, &order, err))
        return FAILED(err);
    at.site = site;
    if (!http_open(&http, &at, err) || !lending_open(&lending, &order, site, err)) {
        if (!http_close(&http, 0))
            return FAILED(err);
        lending_close(&lending);
        site_close(&site);
        return FAILED(err);
    }
    say_where(http, &at);
    wait_for_the_end(&wait, site);
    (void)pthread_sigmask(SIG_UNBLOCK, &wait, NULL); /* a second one ends the process at once */
    site_stop(site);
    if (http_close(&http, GRACE_SECONDS) && site_rests(site, REST_MS)) {
        lending_close(&lending);
        site_close(&site);
    }
    return EXIT_FINE; /* where a page or an import is still at work, the process's end is what stops it */
}

static struct verb serve = {
    .name = "serve",
    .summary = "show the partnership's pages in a browser",
    .operands = "",
    .text = "Serves brief, map, areas, alerts and data of one or more stores, and under /cards the safety\n"
            "cards that were approved, until SIGTERM or ctrl-C: what is being answered still ends, for at\n"
            "most five seconds, and an import under way is undone; a second signal ends it at once.\n"
            "\n"
            "How often a card is opened is counted by card, language and day; who opened it is not known.\n"
            "\n"
            "Whoever reaches the address may read the pages; they show no person and no record. Only who\n"
            "sits at this machine may change anything. Without --certificate nothing is encrypted: so\n"
            "listen on this machine alone, or behind a proxy that speaks TLS. A failure is one line on\n"
            "standard error: status, kind and page, never who asked or what for.\n",
    .option = (const struct option[]){
        { "--store", "FILE", "a partnership's store; the first is the one that opens", true, true },
        { "--listen", "ADDRESS:PORT", "where to listen, in numbers, IPv6 as [::1]:8080; port 0 is any free\n"
                                      "one (default 127.0.0.1:8080)", false, false },
        { "--certificate", "FILE", "speak TLS with this certificate, and those that vouch for it, in\nPEM",
          false, false },
        { "--key", "FILE", "the certificate's key, in PEM, without a passphrase", false, false },
        { "--read-only", NULL, "nothing is changed through the pages, by nobody", false, false },
        { "--connections", "N", "open at once; beyond it, who has asked for nothing longest leaves\n"
                                "(default 1024)", false, false },
        { "--from-one", "N", "of those from one address; this machine's own are not counted\n(default 64)",
          false, false },
        { "--head-seconds", "N", "how long a request's first lines may take, and how long a connection\n"
                                 "may stand idle (default 10)", false, false },
        { "--body-seconds", "N", "how long what is sent with it, and the taking of a reply, may last\n"
                                 "(default 300)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Open http://127.0.0.1:8080 in a browser", "safekeep serve --store medway.safekeep" },
        { "Two partnerships, on the network, encrypted",
          "safekeep serve --store medway.safekeep --store northmere.safekeep --listen 0.0.0.0:8443 "
          "--certificate site.pem --key site.key" },
        { 0 } },
    .run = run,
};
VERB(serve)
