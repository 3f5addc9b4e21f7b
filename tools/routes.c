/*
 * routes - docs/routes.md: every address the site answers, made from the one array
 * the dispatcher walks (web/route.c). `make routes` writes it, `make routes-true`
 * compares: an address added tomorrow is published tomorrow.
 */
#include "web/route.h"

static const char *method_word(const struct route *r)
{
    return r->method == METHOD_POST ? "POST" : "GET";
}

/* No default: a new kind of who or of body does not compile until it is said here what it means. */
static const char *who_word(const struct route *r)
{
    switch (r->who) {
    case ROUTE_ANYONE: return "anyone";
    case ROUTE_ASKS: return "anyone, a few times";
    case ROUTE_LOCAL: return "this machine";
    }
    return "";
}

static const char *body_word(const struct route *r)
{
    switch (r->body) {
    case ROUTE_NO_BODY: return "";
    case ROUTE_FORM: return "form";
    case ROUTE_UPLOAD: return "form with a file";
    }
    return "";
}

static bool takes(const struct route *r, const char *name)
{
    struct str names = str_of(r->query);

    while (names.len > 0)
        if (str_eq(str_cut(&names, ' '), str_of(name)))
            return true;
    return false;
}

/* Every address of a partnership takes the day, listed or not (web/dispatch.c). */
static void say_query(const struct route *r)
{
    struct str names = str_of(r->query);
    const char *between = "";

    if (strstr(r->path, "{place}") && !takes(r, "date")) {
        printf("`date`");
        between = " ";
    }
    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');

        printf("%s`" STR_FMT "`", between, STR_ARG(name));
        between = " ";
    }
}

static void say_route(const struct route *r)
{
    printf("| %s | `%s` | %s | %s | ", method_word(r), r->path, who_word(r), body_word(r));
    say_query(r);
    printf(" | %s |\n", r->purpose);
}

static void say_list(enum route_who who, enum method method)
{
    for (size_t i = 0; i < ROUTES_LEN; i++)
        if (ROUTES[i].who == who && ROUTES[i].method == method)
            printf("- `%s`\n", ROUTES[i].path);
}

static const char HEAD[] =
    "# Every address the site answers\n"
    "\n"
    "Made by `make routes` from the array the dispatcher walks (`web/route.c`); `make routes-true`, part\n"
    "of `./test`, compares. There is no other address: all else is answered 404, another method 405.\n"
    "GET answers HEAD too. `{place}` is a partnership's short name, `{id}` what a list gave. Names in a\n"
    "query that are not listed are left unread.\n"
    "\n"
    "*Anyone* is whoever reaches the port; *anyone, a few times* too, but only so often from one\n"
    "address and in all; *this machine* is a browser on the computer the program runs\n"
    "on, not through a proxy; with `--read-only`, nobody. A form bears the site's token and comes from\n"
    "one of its own pages.\n"
    "\n"
    "| Method | Path | Who | Body | Query | What for |\n"
    "|---|---|---|---|---|---|\n";
static const char UNAUDITED[] =
    "\n"
    "## Read without an audit entry\n"
    "\n"
    "A read is entered in the audit log when it can show something of a person. These show none: they\n"
    "are made from the snapshot of a store (`web/snapshot.h`), which holds counts, areas, alerts, the\n"
    "names of files, partners and reviewers, and no victim, no suspect, no record and no free text of a\n"
    "feed; or they are files of the program itself.\n"
    "\n";
static const char FORMS[] =
    "\n"
    "These are no pages to read but forms, and what stands in a file that somebody at this machine has\n"
    "just chosen: its columns, its faults, and in `refused.csv` its refused rows as they came, to be\n"
    "mended. Such a file may hold whatever was chosen by mistake: it has no name on any disk, is shown to\n"
    "this machine alone, and none of its columns is taken into the store but those a kind of file has a\n"
    "place for.\n"
    "\n";
static const char CHANGES[] =
    "\n"
    "## What changes something\n"
    "\n"
    "Each writes its audit entry in the transaction of the change, or changes nothing of the store.\n"
    "\n";

int main(void)
{
    (void)fputs(HEAD, stdout);
    for (size_t i = 0; i < ROUTES_LEN; i++)
        say_route(&ROUTES[i]);
    (void)fputs(UNAUDITED, stdout);
    say_list(ROUTE_ANYONE, METHOD_GET);
    say_list(ROUTE_ASKS, METHOD_GET);
    (void)fputs(FORMS, stdout);
    say_list(ROUTE_LOCAL, METHOD_GET);
    (void)fputs(CHANGES, stdout);
    say_list(ROUTE_ANYONE, METHOD_POST);
    say_list(ROUTE_ASKS, METHOD_POST);
    say_list(ROUTE_LOCAL, METHOD_POST);
    return ferror(stdout) != 0;
}
