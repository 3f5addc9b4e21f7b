/* web/figure_export - lines of figures as CSV and as JSON. */
#include "base/json.h"
#include "brief/words.h"
#include "web/figure.h"

static void csv_count(struct buf *b, struct figure_count n)
{
    buf_add_byte(b, ',');
    if (n.known)
        buf_add_int(b, n.n.n);
}

void figure_csv(struct buf *b, const char *of, const struct figure_row *row, size_t rows)
{
    buf_add_text(b, of);
    buf_add_text(
        b,
        ",code,complete_to,count,usual_low,usual_high,verdict,year_ago,twelve_months,months_held,"
        "rate_per_1000,rate_of\r\n");
    for (size_t i = 0; i < rows; i++) {
        const struct figure_row *r = &row[i];

        buf_add_csv(b, r->name);
        buf_add_byte(b, ',');
        buf_add_csv(b, r->code);
        buf_add_byte(b, ',');
        buf_add_date(b, r->to);
        csv_count(b, r->count);
        csv_count(b, r->low);
        csv_count(b, r->high);
        buf_add_byte(b, ',');
        buf_add_text(b, brief_verdict_key(r->verdict));
        csv_count(b, r->year_ago);
        csv_count(b, r->twelve);
        buf_addf(b, ",%d,", r->months_held);
        if (r->has_rate)
            buf_add_real(b, r->rate.x, 6);
        buf_add_byte(b, ',');
        buf_add_csv(b, r->rate_of);
        buf_add_text(b, "\r\n");
    }
}

static void json_count(struct json_out *j, const char *key, struct figure_count n)
{
    json_key(j, key);
    if (n.known)
        json_int(j, n.n.n);
    else
        json_null(j);
}

void figure_json(struct json_out *j, const struct figure_row *row, size_t rows)
{
    json_open_array(j);
    for (size_t i = 0; i < rows; i++) {
        const struct figure_row *r = &row[i];

        json_open_object(j);
        json_member_str(j, "name", r->name);
        json_member_str(j, "code", r->code);
        json_member_date(j, "complete_to", r->to);
        json_count(j, "count", r->count);
        json_count(j, "usual_low", r->low);
        json_count(j, "usual_high", r->high);
        json_member_text(j, "verdict", brief_verdict_key(r->verdict));
        json_count(j, "year_ago", r->year_ago);
        json_count(j, "twelve_months", r->twelve);
        json_member_int(j, "months_held", r->months_held);
        json_member_real(j, "rate_per_1000", r->has_rate ? r->rate.x : (double)NAN, 6);
        json_member_str(j, "rate_of", r->rate_of);
        json_close_object(j);
    }
    json_close_array(j);
}
