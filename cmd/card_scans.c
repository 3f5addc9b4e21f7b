/* safekeep card scans - how often the QR codes of cards were used: counts, and nothing about who. */
#include "cards/scan_count.h"
#include "cmd/card_verbs.h"

static void add_csv(struct buf *b, const struct scan_count *at, size_t n)
{
    buf_add_text(b, "card,language,day,scans\r\n");
    for (size_t i = 0; i < n; i++) {
        buf_add_csv(b, at[i].card);
        buf_add_byte(b, ',');
        buf_add_csv(b, at[i].language);
        buf_add_byte(b, ',');
        buf_add_date(b, at[i].day);
        buf_addf(b, ",%lld\r\n", (long long)at[i].n);
    }
}

static void add_json(struct buf *b, const struct scan_count *at, size_t n)
{
    struct json_out j = { .buf = b };

    json_open_array(&j);
    for (size_t i = 0; i < n; i++) {
        json_open_object(&j);
        json_member_str(&j, "card", at[i].card);
        json_member_str(&j, "language", at[i].language);
        json_member_date(&j, "day", at[i].day);
        json_member_int(&j, "scans", at[i].n);
        json_close_object(&j);
    }
    json_close_array(&j);
    buf_add_byte(b, '\n');
}

static bool list(struct call *c, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct date from = { INT32_MIN }, to = { INT32_MAX };
    const struct scan_count *at;
    size_t n;

    if (!call_date(c, "--from", &from, err) || !call_date(c, "--to", &to, err) ||
        !call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !scan_counts_list(&t, from, to, c->arena, &at, &n, err))
        return false;
    if (c->json)
        add_json(b, at, n);
    else
        add_csv(b, at, n);
    return true;
}

static int run(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    return list(c, &b, err) ? call_answer(&b, err) : FAILED(err);
}

static struct verb scans = {
    .name = "card scans",
    .summary = "say how often the QR codes of cards were used",
    .operands = "",
    .text = "CSV, a row for each card, language and day on which its QR code was followed. These counts are\n"
            "all that is kept: no address, no hour, no person.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--from", "DATE", "the first day (default: all)", false, false },
        { "--to", "DATE", "the last day (default: all)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "A month", "safekeep card scans --store csp.safekeep --from 2026-11-01 --to 2026-11-30" }, { 0 } },
    .run = run,
};
VERB(scans)
