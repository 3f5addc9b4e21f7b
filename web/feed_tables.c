/* web/feed_tables - what the page of feeds and files shows, for a spreadsheet and for a program. */
#include "base/json.h"
#include "brief/words.h"
#include "web/feed_page.h"
#include "web/feed_strip.h"
#include "web/snapshot.h"

static void comma_str(struct buf *b, struct str s)
{
    buf_add_byte(b, ',');
    buf_add_csv(b, s);
}

static void comma_int(struct buf *b, int64_t n)
{
    buf_addf(b, ",%lld", (long long)n);
}

static const char *state_word(enum feed_state s)
{
    static const char *const WORD[] = { "held", "odd", "missing", "" };

    return WORD[s];
}

bool feed_months_csv(struct request *rq, struct reply *rp, struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    struct buf b = { .arena = rq->arena };

    buf_add_text(&b, "partner,kind,month,state\r\n");
    for (size_t f = 0; f < t->feeds; f++)
        for (size_t m = 0; m < t->months; m++) {
            enum feed_state state = feed_state(t, f, m);
            if (state == FEED_OUTSIDE)
                continue;
            buf_add_csv(&b, t->feed[f].agency_name);
            comma_str(&b, t->feed[f].kind);
            buf_add_byte(&b, ',');
            buf_add_month(&b, (struct month){ t->first.n + (int32_t)m });
            buf_addf(&b, ",%s\r\n", state_word(state));
        }
    return reply_csv(rq, &b, "months", rp, err);
}

bool feed_files_csv(struct request *rq, struct reply *rp, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct buf b = { .arena = rq->arena };

    buf_add_text(&b, "number,came_in,partner,kind,file,sha256,bytes,rows_read,rows_kept,rows_same,"
                     "rows_elsewhere,rows_refused,rows_counting,withdrawn\r\n");
    for (size_t i = 0; i < s->imports; i++) {
        const struct shot_import *f = &s->import[i];
        buf_addf(&b, "%lld,", (long long)f->id);
        buf_add_instant(&b, (struct instant){ f->at_ms });
        comma_str(&b, f->agency);
        comma_str(&b, f->kind);
        comma_str(&b, f->file_name);
        comma_str(&b, f->hash);
        comma_int(&b, f->bytes);
        comma_int(&b, f->rows_read);
        comma_int(&b, f->rows_kept);
        comma_int(&b, f->rows_same);
        comma_int(&b, f->rows_elsewhere);
        comma_int(&b, f->rows_refused);
        comma_int(&b, f->rows_live);
        buf_addf(&b, ",%s\r\n", f->withdrawn ? "yes" : "no");
    }
    return reply_csv(rq, &b, "files", rp, err);
}

bool feed_columns_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    const struct feed_map *map;
    size_t maps;

    if (!feed_maps_read(rq, &map, &maps, err))
        return false;
    buf_add_text(&b, "partner,kind,column,field\r\n");
    for (size_t i = 0; i < maps; i++)
        for (size_t c = 0; c < map[i].columns; c++) {
            buf_add_csv(&b, map[i].agency);
            comma_str(&b, map[i].kind);
            comma_str(&b, map[i].column[c].header);
            comma_str(&b, map[i].column[c].field.len ? map[i].column[c].field : STR("left out"));
            buf_add_text(&b, "\r\n");
        }
    return reply_csv(rq, &b, "columns", rp, err);
}

bool feed_sources_csv(struct request *rq, struct reply *rp, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct buf b = { .arena = rq->arena };

    buf_add_text(&b, "partner,sector,licence,attribution\r\n");
    for (size_t i = 0; i < s->agencies; i++) {
        buf_add_csv(&b, s->agency[i].name);
        comma_str(&b, s->agency[i].sector);
        comma_str(&b, s->agency[i].licence);
        comma_str(&b, s->agency[i].attribution);
        buf_add_text(&b, "\r\n");
    }
    return reply_csv(rq, &b, "sources", rp, err);
}

/* ---- for a program ---- */

static bool add_month(struct json_out *j, struct arena *a, struct month m)
{
    struct buf b = { .arena = a };
    struct err unsaid = { 0 };
    struct str text = STR("");

    buf_add_month(&b, m);
    if (!buf_done(&b, "a month", &text, &unsaid))
        return false;
    json_member_str(j, "month", text);
    return true;
}

static bool add_months(struct json_out *j, struct request *rq, size_t feed, struct err *err)
{
    const struct tally *t = &rq->shot->tally;

    json_key(j, "months");
    json_open_array(j);
    for (size_t m = 0; m < t->months; m++) {
        enum feed_state state = feed_state(t, feed, m);
        if (state == FEED_OUTSIDE)
            continue;
        json_open_object(j);
        if (!add_month(j, rq->arena, (struct month){ t->first.n + (int32_t)m }))
            return err_memory(err, "the months");
        json_member_text(j, "state", state_word(state));
        json_close_object(j);
    }
    json_close_array(j);
    return true;
}

static bool add_notices(struct json_out *j, struct request *rq, size_t feed, struct err *err)
{
    const struct brief *brief = &rq->shot->brief;

    json_key(j, "notices");
    json_open_array(j);
    for (size_t i = 0; feed < brief->feeds && i < brief->feed[feed].notices; i++) {
        struct buf b = { .arena = rq->arena };
        struct str words;
        brief_add_notice(&b, &brief->feed[feed].notice[i]);
        if (!buf_done(&b, "a notice", &words, err))
            return false;
        json_open_object(j);
        json_member_text(j, "kind", brief_notice_key(brief->feed[feed].notice[i].kind));
        json_member_str(j, "words", words);
        json_close_object(j);
    }
    json_close_array(j);
    return true;
}

static bool add_feed(struct json_out *j, struct request *rq, size_t n, struct err *err)
{
    const struct feed *f = &rq->shot->tally.feed[n];

    json_open_object(j);
    json_member_str(j, "partner", f->agency_name);
    json_member_str(j, "code", f->agency_code);
    json_member_str(j, "kind", f->kind);
    json_member_date(j, "complete_to", f->complete_to);
    json_member_int(j, "rows", f->rows);
    if (!add_months(j, rq, n, err) || !add_notices(j, rq, n, err))
        return false;
    json_close_object(j);
    return true;
}

static void add_file(struct json_out *j, const struct shot_import *f)
{
    json_open_object(j);
    json_member_int(j, "number", f->id);
    json_member_date(j, "came_in", instant_local_date((struct instant){ f->at_ms }));
    json_member_str(j, "partner", f->agency);
    json_member_str(j, "kind", f->kind);
    json_member_str(j, "file", f->file_name);
    json_member_str(j, "sha256", f->hash);
    json_member_int(j, "rows_read", f->rows_read);
    json_member_int(j, "rows_kept", f->rows_kept);
    json_member_int(j, "rows_same", f->rows_same);
    json_member_int(j, "rows_elsewhere", f->rows_elsewhere);
    json_member_int(j, "rows_refused", f->rows_refused);
    json_member_int(j, "rows_counting", f->rows_live);
    json_member_bool(j, "withdrawn", f->withdrawn);
    json_close_object(j);
}

static void add_source(struct json_out *j, const struct shot_agency *a)
{
    json_open_object(j);
    json_member_str(j, "partner", a->name);
    json_member_str(j, "sector", a->sector);
    json_member_str(j, "licence", a->licence);
    json_member_str(j, "attribution", a->attribution);
    json_close_object(j);
}

bool feed_json(struct request *rq, struct reply *rp, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };

    json_open_object(&j);
    json_member_date(&j, "date", s->date);
    json_member_bool(&j, "invented", s->brief.invented);
    json_key(&j, "feeds");
    json_open_array(&j);
    for (size_t i = 0; i < s->tally.feeds; i++)
        if (!add_feed(&j, rq, i, err))
            return false;
    json_close_array(&j);
    json_key(&j, "files");
    json_open_array(&j);
    for (size_t i = 0; i < s->imports; i++)
        add_file(&j, &s->import[i]);
    json_close_array(&j);
    json_key(&j, "sources");
    json_open_array(&j);
    for (size_t i = 0; i < s->agencies; i++)
        add_source(&j, &s->agency[i]);
    json_close_array(&j);
    json_close_object(&j);
    return reply_json(rq, &b, rp, err);
}
