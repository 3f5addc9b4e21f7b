#include "web/card_shelf.h"

#include <pthread.h>

#include "cards/edition.h"
#include "web/card_view.h"
#include "web/gzip.h"
#include "web/pages.h"
#include "web/snapshot_store.h"
#include "web/url.h"

enum { SCRATCH_CAP = 64 << 20 };

struct state { /* what a shelf stands on */
    int64_t length[SITE_PARTNERSHIPS_MAX];
    int32_t today;
};
struct made { /* one shelf, never changed after */
    struct arena arena;
    struct state state;
    struct shelf_file *file;
    size_t files, room;
    struct cards_row *row;
    size_t rows, rows_room;
};
struct card_shelf {
    pthread_mutex_t lock;
    struct made now;
    bool stands;
};

struct card_shelf *card_shelf_open(struct arena *a)
{
    struct card_shelf *s = arena_new(a, struct card_shelf, 1);

    if (s)
        (void)pthread_mutex_init(&s->lock, NULL);
    return s;
}

void card_shelf_close(struct card_shelf *s)
{
    if (!s)
        return;
    if (s->stands)
        arena_close(&s->now.arena);
    (void)pthread_mutex_destroy(&s->lock);
}

/* ---- making one ---- */

struct filling {
    struct made *to;
    struct site *site;
    struct arena *rows;          /* what the store gives and cards are read into; gone when it stands */
    size_t partnership;
};

static struct str joined(struct arena *a, struct str one, const char *between, struct str two)
{
    struct buf b = { .arena = a };

    buf_add(&b, one);
    buf_add_text(&b, between);
    buf_add(&b, two);
    return b.failed ? (struct str){ 0 } : (struct str){ b.at ? b.at : "", b.len };
}

static bool add_file(struct made *m, const struct shelf_file *like, struct err *err)
{
    struct shelf_file *to;
    struct buf b = { .arena = &m->arena };
    struct digest d = hash_of(like->bytes);

    if (!arena_grow(&m->arena, &m->file, &m->room, m->files, m->files + 1, sizeof *to))
        return err_memory(err, "the pages of cards");
    to = &m->file[m->files];
    *to = *like;
    to->bytes = arena_copy(&m->arena, like->bytes);
    to->card = arena_copy(&m->arena, like->card);
    to->language = arena_copy(&m->arena, like->language);
    to->gz = (struct str){ 0 };
    if (to->bytes.len > GZIP_LEAST && gzip_suits(to->type))
        (void)!gzip_make(to->bytes, &m->arena, &to->gz); /* without it the page is longer, no more */
    buf_add_hex(&b, d.at, 11);
    if (b.failed || !to->path.at || !to->bytes.at || !to->card.at || !to->language.at)
        return err_memory(err, "the pages of cards");
    memcpy(to->etag, b.at, b.len);
    to->etag[b.len] = '\0';
    m->files++;
    return true;
}

static bool taken(const struct made *m, struct str address)
{
    for (size_t i = 0; i < m->files; i++)
        if (str_eq(m->file[i].path, address))
            return true;
    return false;
}

static bool address_of(struct filling *f, struct str card, struct str *out, struct err *err)
{
    struct arena *a = &f->to->arena;
    struct str own = joined(a, partnership_name(site_partnership(f->site, f->partnership)), ".", card);
    struct str plain = joined(a, STR("/cards"), "/", card);

    *out = plain.at && taken(f->to, plain) ? joined(a, STR("/cards"), "/", own) : plain;
    return out->at || err_memory(err, "the pages of cards");
}

/* What the list says of a card, in the words of its first language. */
static bool add_row(struct filling *f, const struct card *c, struct str address, struct err *err)
{
    struct arena *a = &f->to->arena;
    struct cards_row *row;
    struct card_link *link = arena_new(a, struct card_link, CARD_LANGUAGES_MAX);

    if (!link || !arena_grow(a, &f->to->row, &f->to->rows_room, f->to->rows, f->to->rows + 1, sizeof *row))
        return err_memory(err, "the list of cards");
    row = &f->to->row[f->to->rows];
    *row = (struct cards_row){ .title = arena_copy(a, c->wording[0].title),
                               .area = arena_copy(a, c->area),
                               .partnership = arena_copy(a, c->partnership),
                               .invented = c->invented,
                               .lang = c->wording[0].tongue->code,
                               .dir = c->wording[0].tongue->right_to_left ? "rtl" : "ltr",
                               .language = link,
                               .languages = c->wordings };
    if (!row->title.at || !row->area.at || !row->partnership.at ||
        !url_file(a, address, STR(""), &row->url, err))
        return err_memory(err, "the list of cards");
    for (size_t i = 0; i < c->wordings; i++) {
        const struct tongue *t = c->wording[i].tongue;
        struct str path = i ? joined(a, address, "/", str_of(t->code)) : address;

        link[i] = (struct card_link){
            .lang = t->code, .dir = t->right_to_left ? "rtl" : "ltr", .own = t->own
        };
        if (!path.at || !url_file(a, path, STR(""), &link[i].url, err))
            return err_memory(err, "the list of cards");
    }
    f->to->rows++;
    return true;
}

static bool add_out(struct filling *f, const struct card *c, const struct card_out *out, struct str address,
                    struct err *err)
{
    struct shelf_file file = { .type = out->type,
                               .bytes = out->bytes,
                               .partnership = f->partnership,
                               .worker = str_eq(out->path, STR("worker.js")) };

    if (out->wording) {
        file.card = c->name;
        file.language = str_of(out->wording->tongue->code);
    }
    file.path = out->path.len ? joined(&f->to->arena, address, "/", out->path) : address;
    if (!add_file(f->to, &file, err))
        return false;
    if (out->path.len > 0)
        return true;
    file.path = joined(&f->to->arena, address, "/", file.language); /* the first language has two addresses */
    return add_file(f->to, &file, err);
}

/* A card that was approved and can no longer be read is left out: the others are still served. */
static bool add_card(struct filling *f, const struct card_files *files, struct err *err)
{
    struct card_faults faults = { .arena = f->rows };
    struct card *c = arena_new(f->rows, struct card, 1);
    struct card_outs *outs = arena_new(f->rows, struct card_outs, 1);
    struct card_place place = { .today = { f->to->state.today } };

    if (!c || !outs)
        return err_memory(err, "a card");
    if (!card_read(files, f->rows, &faults, c, err))
        return false;
    if (c->wordings == 0 || card_faults_count(&faults, FAULT_STOP) > 0)
        return true;
    if (!address_of(f, c->name, &place.address, err) ||
        !card_page_make(c, files, &place, f->rows, outs, err) || !add_row(f, c, place.address, err))
        return false;
    for (size_t i = 0; i < outs->len; i++)
        if (!add_out(f, c, &outs->at[i], place.address, err))
            return false;
    return true;
}

static bool add_partnership(struct filling *f, struct err *err)
{
    struct partnership *p = site_partnership(f->site, f->partnership);
    struct txn t _cleanup_(txn_end) = { 0 };
    struct card_files *files = arena_new(f->rows, struct card_files, 1);
    const struct edition *list;
    struct sql_audit_length_out length;
    size_t n;
    bool found;

    if (!files)
        return err_memory(err, "the cards");
    if (!txn_begin(&t, partnership_store(p), TXN_READ, STR("site"), (struct instant){ 0 }, err) ||
        !sql_audit_length(&t, f->rows, &length, &found, err) ||
        !edition_list(&t, true, f->rows, &list, &n, err))
        return false;
    f->to->state.length[f->partnership] = length.length;
    for (size_t i = 0; i < n; i++) {
        if (!edition_card(&t, list[i].card, f->rows, files, &found, err))
            return false;
        if (found && !add_card(f, files, err))
            return false;
    }
    return true;
}

static bool add_list(struct made *m, struct err *err)
{
    struct cards_view v = { .row = m->row,
                            .rows = m->rows,
                            .style = url_asset("card.css"),
                            .script = url_asset("card.js"),
                            .icon = url_asset("card-icon.svg"),
                            .exit = url_leave() };
    struct buf b = { .arena = &m->arena };
    struct shelf_file file = { .path = STR("/cards"), .type = "text/html; charset=utf-8" };

    if (!url_phone(&m->arena, STR("999"), false, &v.emergency, err))
        return false;
    page_cards(&b, &v);
    return buf_done(&b, "the list of cards", &file.bytes, err) && add_file(m, &file, err);
}

static bool make(struct site *site, struct date today, struct made *out, struct err *err)
{
    struct made m = { .state.today = today.days };
    struct filling f = { .to = &m, .site = site };
    bool good = true;

    arena_open(&m.arena, SHELF_CAP);
    for (size_t i = 0; i < site_partnerships(site) && good; i++) {
        struct arena rows;

        arena_open(&rows, SCRATCH_CAP);
        f.rows = &rows;
        f.partnership = i;
        good = add_partnership(&f, err);
        arena_close(&rows);
    }
    good = good && add_list(&m, err);
    if (good)
        *out = m;
    else
        arena_close(&m.arena);
    return good;
}

/* ---- asking it ---- */

static bool is_stale(struct card_shelf *s, const struct request *rq, const int64_t *length)
{
    bool stale = !s->stands || s->now.state.today != instant_local_date(rq->now).days;

    for (size_t i = 0; i < site_partnerships(rq->site) && !stale; i++)
        stale = s->now.state.length[i] != length[i];
    return stale;
}

/* With the lock. What stands already outlives a store that cannot be read. */
static bool renew(struct card_shelf *s, const struct request *rq, const int64_t *length, struct err *err)
{
    struct made next;
    struct err why = { 0 };

    if (!is_stale(s, rq, length))
        return true;
    if (!make(rq->site, instant_local_date(rq->now), &next, &why)) {
        *err = why;
        return s->stands;
    }
    if (s->stands)
        arena_close(&s->now.arena);
    s->now = next;
    s->stands = true;
    return true;
}

static bool lengths(const struct request *rq, int64_t *length)
{
    struct err why = { 0 };

    for (size_t i = 0; i < site_partnerships(rq->site); i++)
        if (!partnership_length(site_partnership(rq->site, i), &length[i], &why))
            return false;
    return true;
}

/* The lock is held after it, whatever it says. */
static bool stand(const struct request *rq, struct card_shelf **out, struct err *err)
{
    struct card_shelf *s = site_shelf(rq->site);
    int64_t length[SITE_PARTNERSHIPS_MAX] = { 0 };
    bool known = lengths(rq, length);

    (void)pthread_mutex_lock(&s->lock);
    *out = s;
    return (!known && s->stands) || renew(s, rq, length, err);
}

static bool copy_out(struct request *rq, const struct shelf_file *f, struct reply *rp,
                     struct shelf_whose *whose, struct err *err)
{
    bool small = rq->takes_gzip && f->gz.len > 0;

    rp->type = f->type;
    rp->gzipped = small;
    rp->cache = CACHE_ASK;
    rp->body = arena_copy(rq->arena, small ? f->gz : f->bytes);
    rp->etag = arena_copy(rq->arena, str_of(f->etag));
    whose->partnership = site_partnership(rq->site, f->partnership);
    whose->card = arena_copy(rq->arena, f->card);
    whose->language = arena_copy(rq->arena, f->language);
    if (f->worker) { /* it rules the card's own addresses and no other */
        rp->worker_scope = arena_copy(rq->arena, f->path);
        rp->worker_scope.len -= STR("/worker.js").len;
    }
    return (rp->body.at && rp->etag.at && whose->card.at && whose->language.at &&
            (!f->worker || rp->worker_scope.at)) ||
           err_memory(err, "a card's page");
}

bool card_shelf_reply(struct request *rq, struct reply *rp, struct shelf_whose *whose, bool *found,
                      struct err *err)
{
    struct card_shelf *s;
    bool good = stand(rq, &s, err);

    *found = false;
    *whose = (struct shelf_whose){ 0 };
    for (size_t i = 0; good && !*found && i < s->now.files; i++)
        if (str_eq(s->now.file[i].path, rq->path)) {
            *found = true;
            good = copy_out(rq, &s->now.file[i], rp, whose, err);
        }
    (void)pthread_mutex_unlock(&s->lock);
    return good;
}
