/* safekeep serve - the site: brief, map, areas, alerts and data of a partnership in a browser. */
#include <signal.h>
#include <time.h>

#include "cmd/cmd.h"
#include "web/http.h"

static struct instant clock_now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_REALTIME, &t);
    return (struct instant){ (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 };
}

static int run(struct call *c, struct err *err)
{
    struct site *site _cleanup_(site_close) = NULL;
    struct http *http = NULL;
    struct site_order order = { 0 };
    struct http_order at = { .listen = call_value(c, "--listen"), .now = clock_now };
    sigset_t wait;
    int got;

    for (const char *path; (path = call_value_at(c, "--store", order.partnerships)); order.partnerships++) {
        if (order.partnerships == SITE_PARTNERSHIPS_MAX)
            return USAGE(err, "at most %d stores are served at once", SITE_PARTNERSHIPS_MAX);
        order.path[order.partnerships] = path;
    }
    if (!at.listen)
        at.listen = "127.0.0.1:8080";
    (void)sigemptyset(&wait);
    (void)sigaddset(&wait, SIGTERM);
    (void)sigaddset(&wait, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, &wait, NULL);
    if (!site_open(&site, &order, err))
        return FAILED(err);
    at.site = site;
    if (!http_open(&http, &at, err))
        return FAILED(err);
    cmd_say("open http://127.0.0.1:%u/ in a browser; ctrl-C ends it\n", http_port(http));
    (void)sigwait(&wait, &got);
    http_close(&http, 5);
    return EXIT_FINE;
}

static struct verb serve = {
    .name = "serve",
    .summary = "show the partnership's pages in a browser",
    .operands = "",
    .text = "Serves brief, map, areas, alerts and data of one or more stores, until it is told to end.\n",
    .option = (const struct option[]){
        { "--store", "FILE", "a partnership's store; the first is the one that opens", true, true },
        { "--listen", "ADDRESS:PORT", "where to listen (default 127.0.0.1:8080)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Open http://127.0.0.1:8080 in a browser", "safekeep serve --store medway.safekeep" }, { 0 } },
    .run = run,
};
VERB(serve)
