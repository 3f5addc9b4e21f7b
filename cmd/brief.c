/* safekeep brief - the Monday page, as HTML, CSV and JSON. */
#include "cmd/brief_write.h"

static int run(struct call *c, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct date date = { 0 };
    struct brief brief;

    if (!call_date(c, "--date", &date, err))
        return EXIT_USAGE;
    if (!call_has(c, "--html") && !call_has(c, "--csv") && !c->json)
        return USAGE(err, "say what to write: --html FILE, --csv FILE or --json");
    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err))
        return FAILED(err);
    bool good = call_has(c, "--date") ? gather_brief(&t, date, c->arena, &brief, err)
                                      : gather_newest(&t, c->arena, &brief, err);
    if (!good ||
        !brief_write(&brief, call_value(c, "--html"), call_value(c, "--csv"), c->json ? "-" : NULL,
                     c->arena, err))
        return FAILED(err);
    return EXIT_FINE;
}

static struct verb brief_verb = {
    .name = "brief",
    .summary = "write the page a meeting can act on",
    .operands = "",
    .text = "At most three things that are unusual, each with place, reason, usual range and how sure that\n"
            "is; what is late or quiet; and a row per priority for the partnership and each ward, each\n"
            "with the day it is complete to. The HTML is one file that needs nothing else, and prints.\n"
            "The day defaults to the last day the data reach, never the clock's. Alerts come from the\n"
            "newest run made for that day (\"safekeep scan --store\"). Writing the page changes nothing.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--date", "DATE", "the brief's day; nothing after it is looked at", false, false },
        { "--html", "FILE", "write the page there (- is standard output)", false, false },
        { "--csv", "FILE", "write all rows there", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Monday's page", "safekeep brief --store csp.safekeep --html brief.html" },
        { "As it was at the end of September",
          "safekeep brief --store csp.safekeep --date 2025-09-30 --html september.html --csv rows.csv" },
        { 0 } },
    .run = run,
};
VERB(brief_verb)
