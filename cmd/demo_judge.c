#include "cmd/demo_judge.h"

#include "intake/reader.h"
#include "northmere/plant.h"

#include <errno.h>
#include <fcntl.h>

enum { TRUTHS_MAX = 64, TRUTH_FIELDS = 10 };

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

/* ---- the truth's file ---- */

static bool take_truth(const struct record *r, struct arena *a, struct truth *out)
{
    struct str text[TRUTH_FIELDS];

    if (!r->field || r->fields != TRUTH_FIELDS)
        return false;
    for (size_t i = 0; i < TRUTH_FIELDS; i++) {
        text[i] = arena_copy(a, r->field[i]);
        if (!text[i].at)
            return false;
    }
    out->kind = text[1];
    out->decoy = str_eq(text[2], STR("yes"));
    out->agency = text[3];
    out->category = text[4];
    out->areas = text[5];
    out->place = text[6];
    return date_read(text[7], &out->from) && date_read(text[8], &out->to) && number_int(text[9], &out->rows);
}

static bool read_rows(struct reader *r, struct arena *a, const char *label, struct judgement *out,
                      struct err *err)
{
    struct record record;
    struct reader_fault fault;
    enum reader_next next;

    while ((next = reader_next(r, &record, &fault, err)) == READER_RECORD) {
        if (record.row == 1)
            continue;
        if (out->len == TRUTHS_MAX || !take_truth(&record, a, &out->at[out->len].truth))
            return err_set(err, ERR_INPUT, "%s: row %llu is not a plant", label,
                           (unsigned long long)record.row);
        out->len++;
    }
    return next == READER_END;
}

static bool read_truth(const char *path, struct arena *a, struct judgement *out, struct err *err)
{
    int fd _cleanup_(close_fd) = open(path, O_RDONLY | O_CLOEXEC);
    const char *label = path;
    struct reader_settings settings = { .format = READER_CSV, .label = path };
    struct reader *r = NULL;
    bool ok;

    if (fd < 0)
        return err_set(err, ERR_MISSING, "could not open %s (error %d)", label, errno);
    ok = reader_open(&r, fd, &settings, err) && read_rows(r, a, label, out, err);
    reader_close(&r);
    return ok;
}

/* ---- does an alert fit? ---- */

static bool holds_word(struct str words, struct str word)
{
    while (words.len)
        if (str_eq(str_cut(&words, ' '), word))
            return true;
    return false;
}

static bool overlap(const struct truth *t, struct date from, struct date to)
{
    return t->from.days <= to.days && from.days <= t->to.days;
}

/* By the small areas' codes, or by the ward one of them lies in. */
static bool same_place(const struct truth *t, const struct town *town, const struct run_alert *alert)
{
    if (str_eq(t->areas, STR("all")))
        return true;
    for (size_t i = 0; i < alert->areas; i++)
        if (holds_word(t->areas, alert->area[i]))
            return true;
    for (size_t k = 0; k < town->areas; k++)
        if (holds_word(t->areas, town->area[k].code))
            for (size_t i = 0; i < alert->areas; i++)
                if (str_eq(town->ward[town->area[k].ward].code, alert->area[i]))
                    return true;
    return false;
}

static struct str agency_code(const struct demo *d, int64_t id)
{
    for (size_t i = 0; d->agency[i].code; i++)
        if (d->agency_id[i] == id)
            return str_of(d->agency[i].code);
    return STR("");
}

static bool fits(const struct demo *d, const struct town *town, const struct truth *t,
                 const struct run_alert *alert)
{
    return str_eq(t->category, alert->category) && str_eq(t->agency, agency_code(d, alert->agency_id)) &&
           overlap(t, alert->from, alert->to) && same_place(t, town, alert);
}

static bool is_quiet_truth(const struct truth *t)
{
    return str_eq(t->category, STR("all rows"));
}

static bool notice_fits(const struct demo *d, const struct truth *t, const struct brief_feed *f,
                        const struct brief_notice *n)
{
    struct str name = STR("");

    for (size_t i = 0; d->agency[i].code; i++)
        if (str_eq(str_of(d->agency[i].code), t->agency))
            name = str_of(d->agency[i].name);
    return is_quiet_truth(t) && (n->kind == BRIEF_QUIET || n->kind == BRIEF_LATE) &&
           str_eq(name, f->agency) && overlap(t, n->period.from, n->period.to);
}

/* ---- judging ---- */

/* Hidden things first: what fits one of them is not held against a decoy. */
static void judge_alert(const struct demo *d, const struct town *town, size_t alert, struct judgement *j)
{
    bool hit = false;

    for (size_t i = 0; i < j->len; i++) {
        struct judged *of = &j->at[i];
        if (of->truth.decoy || !fits(d, town, &of->truth, &d->run.alert[alert]))
            continue;
        hit = true;
        of->by = of->verdict == JUDGED_FOUND ? of->by : alert + 1;
        of->verdict = JUDGED_FOUND;
    }
    for (size_t i = 0; i < j->len && !hit; i++) {
        struct judged *of = &j->at[i];
        if (!of->truth.decoy || !fits(d, town, &of->truth, &d->run.alert[alert]))
            continue;
        of->by = of->verdict == JUDGED_RAISED ? of->by : alert + 1;
        of->verdict = JUDGED_RAISED;
    }
    j->alerts++;
    j->alerts_false += !hit;
}

static void judge_notices(const struct demo *d, struct judgement *j)
{
    for (size_t f = 0; f < d->brief.feeds; f++)
        for (size_t n = 0; n < d->brief.feed[f].notices; n++) {
            const struct brief_notice *notice = &d->brief.feed[f].notice[n];
            bool hit = false;
            for (size_t i = 0; i < j->len; i++)
                if (notice_fits(d, &j->at[i].truth, &d->brief.feed[f], notice)) {
                    j->at[i].verdict = JUDGED_FOUND;
                    hit = true;
                }
            j->notices_false += !hit;
        }
}

bool judge(const struct demo *d, const struct town *town, const char *truth_path, struct judgement *out,
           struct err *err)
{
    struct judgement j = { 0 };

    j.at = arena_new(d->call->arena, struct judged, TRUTHS_MAX);
    if (!j.at)
        return err_memory(err, "the truth");
    if (!read_truth(truth_path, d->call->arena, &j, err))
        return false;
    for (size_t i = 0; i < j.len; i++)
        j.at[i].verdict = j.at[i].truth.decoy ? JUDGED_LEFT_ALONE : JUDGED_MISSED;
    for (size_t i = 0; i < d->run.alerts; i++)
        judge_alert(d, town, i, &j);
    judge_notices(d, &j);
    for (size_t i = 0; i < j.len; i++) {
        j.found += j.at[i].verdict == JUDGED_FOUND;
        j.missed += j.at[i].verdict == JUDGED_MISSED;
        j.decoys_raised += j.at[i].verdict == JUDGED_RAISED;
    }
    *out = j;
    return true;
}

/* ---- in words ---- */

static const char *verdict_word(enum verdict v)
{
    static const char *const WORD[] = { "found", "missed", "left alone", "RAISED" };

    return WORD[v];
}

static void say_truth(const struct judged *of, struct buf *b)
{
    const struct truth *t = &of->truth;

    buf_addf(b, "  %-11s", verdict_word(of->verdict));
    buf_add(b, t->kind);
    buf_add_text(b, ": ");
    buf_add(b, is_quiet_truth(t) ? t->agency : t->category);
    buf_add_text(b, ", ");
    buf_add(b, t->place);
    buf_add_text(b, ", ");
    buf_add_date_short(b, t->from);
    buf_add_text(b, " to ");
    buf_add_date_short(b, t->to);
    buf_addf(b, ", %lld rows%s", (long long)t->rows, is_quiet_truth(t) ? " lost" : "");
    if (of->by)
        buf_addf(b, " (alert %zu)", of->by);
    buf_add_byte(b, '\n');
}

void judge_say(const struct judgement *j, struct buf *b)
{
    size_t decoys = j->len - j->found - j->missed;

    buf_addf(b, "Only now was the truth about Northmere opened. Of %zu hidden things %zu were found and %zu\n"
                "missed; of %zu decoys %zu were raised. Of %zu alerts %zu fit nothing that was hidden.\n",
             j->found + j->missed, j->found, j->missed, decoys, j->decoys_raised, j->alerts, j->alerts_false);
    if (j->notices_false)
        buf_addf(b, "%zu month%s of a feed said to be quiet or doubled %s not.\n", j->notices_false,
                 j->notices_false == 1 ? "" : "s", j->notices_false == 1 ? "was" : "were");
    for (size_t i = 0; i < j->len; i++)
        say_truth(&j->at[i], b);
}

void judge_say_json(const struct judgement *j, struct json_out *out)
{
    json_member_int(out, "found", (int64_t)j->found);
    json_member_int(out, "missed", (int64_t)j->missed);
    json_member_int(out, "decoys_raised", (int64_t)j->decoys_raised);
    json_member_int(out, "alerts", (int64_t)j->alerts);
    json_member_int(out, "alerts_false", (int64_t)j->alerts_false);
    json_member_int(out, "notices_false", (int64_t)j->notices_false);
    json_key(out, "truth");
    json_open_array(out);
    for (size_t i = 0; i < j->len; i++) {
        const struct judged *of = &j->at[i];
        json_open_object(out);
        json_member_str(out, "kind", of->truth.kind);
        json_member_bool(out, "decoy", of->truth.decoy);
        json_member_text(out, "verdict", verdict_word(of->verdict));
        json_member_str(out, "category", of->truth.category);
        json_member_str(out, "place", of->truth.place);
        json_close_object(out);
    }
    json_close_array(out);
}
