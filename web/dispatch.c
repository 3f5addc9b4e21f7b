#include "web/cache.h"
#include "web/gzip.h"
#include "web/route.h"
#include "web/site.h"
#include "web/snapshot.h"
#include "web/url.h"

/* ---- which route, and may this request use it? ---- */

struct routes {
    const struct route *at;
    size_t len;
};

static const struct route *seek(struct routes all, struct request *rq, struct route_parts *parts,
                                const char **allow)
{
    enum method want = rq->method == METHOD_POST ? METHOD_POST : METHOD_GET;
    bool reads = false, changes = false;

    for (size_t i = 0; i < all.len; i++) {
        if (!route_matches(&all.at[i], rq->path, parts))
            continue;
        if (all.at[i].method == want)
            return &all.at[i];
        reads = reads || all.at[i].method == METHOD_GET;
        changes = changes || all.at[i].method == METHOD_POST;
    }
    *parts = (struct route_parts){ 0 };
    *allow = reads ? "GET, HEAD" : changes ? "POST" : NULL;
    return NULL;
}

/* In a time that says nothing of where two texts of one length differ. */
static bool same_secret(struct str a, struct str b)
{
    unsigned differ = 0;

    if (a.len != b.len || a.len == 0)
        return false;
    for (size_t i = 0; i < a.len; i++)
        differ |= (unsigned char)a.at[i] ^ (unsigned char)b.at[i];
    return differ == 0;
}

static bool may_change(const struct request *rq, struct err *err)
{
    const struct route *r = rq->route;

    if (r->who == ROUTE_ANYONE)
        return err_set(err, ERR_BUG, "an address that changes something was left open to everyone");
    if (site_read_only(rq->site))
        return err_set(err, ERR_DENIED, "this site is served read-only: nothing can be changed here");
    if (!rq->own_page)
        return err_set(err, ERR_DENIED, "this form was not sent from a page of this site");
    if (r->body == ROUTE_NO_BODY && (rq->form.len > 0 || rq->uploads > 0))
        return err_set(err, ERR_INPUT, "this address takes no form");
    if (r->body != ROUTE_UPLOAD && rq->uploads > 0)
        return err_set(err, ERR_INPUT, "this form takes no files");
    if (!same_secret(field_at(&rq->form, "token"), site_token(rq->site)))
        return err_set(err, ERR_DENIED, "this form is older than the program that is running now");
    return true;
}

static bool may_use(const struct request *rq, struct err *err)
{
    if (rq->route->who == ROUTE_LOCAL && !rq->local)
        return err_set(err, ERR_DENIED,
                       "until there is sign-in, what changes the figures answers only on the "
                       "machine the program runs on: open this address there as http://localhost, "
                       "or use the command line (safekeep --help)");
    if (rq->route->who == ROUTE_LOCAL && site_read_only(rq->site))
        return err_set(err, ERR_DENIED, "this site is served read-only: nothing can be changed here");
    return rq->route->method != METHOD_POST || may_change(rq, err);
}

/* ---- what it asks ---- */

static bool takes(const struct request *rq, struct str name)
{
    struct str names = str_of(rq->route->query);

    if (rq->partnership && str_eq(name, STR("date")))
        return true;
    while (names.len > 0)
        if (str_eq(str_cut(&names, ' '), name))
            return true;
    return false;
}

/* Leaves of the query what the route takes, by name, each name's values as they were sent. */
static bool used_query(struct request *rq, struct err *err)
{
    struct field *field = arena_new(rq->arena, struct field, rq->query.len + 1);
    size_t n = 0;

    if (!field)
        return err_memory(err, "an address");
    for (size_t i = 0; i < rq->query.len; i++) {
        struct field one = rq->query.at[i];
        size_t at = n;

        if (!takes(rq, one.name))
            continue;
        while (at > 0 && str_order(field[at - 1].name, one.name) > 0) {
            field[at] = field[at - 1];
            at--;
        }
        field[at] = one;
        n++;
    }
    rq->query = (struct fields){ field, n };
    return true;
}

/* The address as it would be written by us: what is shown of it is the same for all who are shown it. */
static bool own_target(struct request *rq, struct err *err)
{
    struct url_words w = url_root(rq, "");
    struct str path = str_from(rq->path, 1);
    struct url url;

    do
        url_part(&w, str_cut(&path, '/'));
    while (path.len > 0);
    for (size_t i = 0; i < rq->query.len; i++) {
        struct str name = arena_copy(rq->arena, rq->query.at[i].name);

        if (!name.at)
            return err_memory(err, "an address");
        url_query(&w, name.at, rq->query.at[i].value);
    }
    if (!url_end(&w, &url, err))
        return false;
    rq->target = url.text;
    return true;
}

static bool look(struct request *rq, struct str place, struct err *err)
{
    struct str asked;
    struct date date;

    if (place.len > 0) {
        rq->partnership = site_find(rq->site, place);
        if (!rq->partnership)
            return err_set(err, ERR_MISSING, "there is nothing at this address");
    }
    if (!used_query(rq, err))
        return false;
    if (!rq->partnership)
        return true;
    asked = field_at(&rq->query, "date");
    if (asked.len > 0 && !date_read(asked, &date))
        return err_set(err, ERR_INPUT, "the date in this address is no day: write it like date=2025-10-31");
    return snapshot_take(rq->partnership, asked.len > 0 ? &date : NULL, &rq->shot, err);
}

/* ---- what is replied ---- */

/* All that a page may depend on (web/route.h). */
static struct digest key_of(const struct request *rq, const struct snapshot *shot)
{
    struct hash h;

    hash_begin(&h);
    hash_add_str(&h, partnership_name(rq->partnership));
    hash_add_int(&h, shot->seq);
    hash_add_int(&h, shot->date.days);
    hash_add_int(&h, instant_local_date(rq->now).days);
    hash_add_int(&h, rq->local * 2 + rq->takes_gzip);
    hash_add_str(&h, rq->path);
    for (size_t i = 0; i < rq->query.len; i++) {
        hash_add_str(&h, rq->query.at[i].name);
        hash_add_str(&h, rq->query.at[i].value);
    }
    return hash_end(&h);
}

/* Named by its content: whatever changed a page, a new program too, changes its name. */
static void name_content(struct request *rq, struct reply *rp)
{
    struct digest d = hash_of(rp->body);
    struct buf b = { .arena = rq->arena };

    buf_add_hex(&b, d.at, 12);
    rp->etag = b.failed ? (struct str){ 0 } : (struct str){ b.at, b.len };
}

static void fit(struct request *rq, struct reply *rp)
{
    struct str token = site_token(rq->site), smaller;

    if (rp->status == 0)
        rp->status = 200;
    if (rp->cache == CACHE_AS_FITS) {
        bool same = rq->route->method == METHOD_GET && rq->route->who == ROUTE_ANYONE &&
                    rp->status == 200 &&
                    (rp->body.len == 0 || !memmem(rp->body.at, rp->body.len, token.at, token.len));

        rp->cache = same ? CACHE_ASK : CACHE_NEVER;
    }
    if (rp->cache == CACHE_ASK && rp->etag.len == 0)
        name_content(rq, rp);
    if (rq->takes_gzip && !rp->gzipped && rp->body.len > GZIP_LEAST &&
        gzip_suits(rp->type ? rp->type : "text/html") && gzip_make(rp->body, rq->arena, &smaller)) {
        rp->body = smaller;
        rp->gzipped = true;
    }
}

static bool answer(struct request *rq, struct reply *rp, struct err *err)
{
    bool kept = rq->route->method == METHOD_GET && rq->route->who == ROUTE_ANYONE && rq->shot;
    struct digest key;

    if (kept) {
        key = key_of(rq, rq->shot);
        if (cache_find(site_cache(rq->site), key, rq->arena, rp))
            return true;
    }
    if (!own_target(rq, err) || !rq->route->answer(rq, rp, err))
        return false;
    fit(rq, rp);
    if (kept && rp->cache == CACHE_ASK && rp->status == 200)
        cache_keep(site_cache(rq->site), key, rp);
    return true;
}

/* 308 to the same address without the slash at its end: one page, one address. */
static bool without_slash(struct request *rq, struct reply *rp, struct err *err)
{
    struct str query = rq->target;
    struct buf b = { .arena = rq->arena };
    struct url to;
    struct url_words w = url_root(rq, "");
    struct str path = str_from(rq->path, 1);

    (void)str_cut(&query, '?');
    do
        url_part(&w, str_cut(&path, '/'));
    while (path.len > 0);
    if (!url_end(&w, &to, err))
        return false;
    buf_add(&b, to.text);
    if (query.len > 0) {
        buf_add_byte(&b, '?');
        buf_add(&b, query);
    }
    buf_add_byte(&b, '\0');
    rp->status = 308;
    if (!buf_done(&b, "an address", &rp->location, err))
        return false;
    rp->location.len--;
    return true;
}

static bool reply_to(struct routes all, struct request *rq, struct reply *rp, struct err *err)
{
    struct route_parts parts;
    const char *allow = NULL;

    rq->route = seek(all, rq, &parts, &allow);
    rq->id = parts.id;
    rq->part = parts.part;
    if (!rq->route && allow) {
        rp->status = 405;
        rp->allow = allow;
        return err_set(err, ERR_INPUT, "this address exists, but not for what was asked of it");
    }
    if (!rq->route)
        return err_set(err, ERR_MISSING, "there is nothing at this address");
    if (rq->slash_last)
        return without_slash(rq, rp, err);
    return may_use(rq, err) && look(rq, parts.place, err) && answer(rq, rp, err);
}

void dispatch_among(const struct route *route, size_t routes, struct site *site, struct request *rq,
                    struct reply *rp)
{
    struct err err = { 0 };

    *rp = (struct reply){ 0 };
    rq->site = site;
    if (!reply_to((struct routes){ route, routes }, rq, rp, &err)) {
        if (err.kind == ERR_NONE)
            (void)err_set(&err, ERR_BUG, "a page failed without saying why");
        if (rp->status != 405)
            rp->status = 0;
        reply_error(rq, &err, rp);
    }
    if (rp->status == 0)
        rp->status = 200;
    if (rp->cache == CACHE_AS_FITS)
        rp->cache = CACHE_NEVER;
    snapshot_give_back(&rq->shot);
}

void dispatch(struct site *site, struct request *rq, struct reply *rp)
{
    dispatch_among(ROUTES, ROUTES_LEN, site, rq, rp);
}
