#include "web/frame.h"

#include "web/pages.h"
#include "web/site.h"
#include "web/snapshot.h"
#include "web/url.h"

static const struct {
    enum nav nav;
    const char *page, *text;
} NAVIGATION[] = {
    { NAV_BRIEF, "", "Brief" },      { NAV_MAP, "map", "Map" },       { NAV_AREAS, "areas", "Areas" },
    { NAV_ALERTS, "alerts", "Alerts" }, { NAV_FIGURES, "data", "Data" }, { NAV_SEARCH, "search", "Search" },
    { NAV_ABOUT, "about", "About" },
};

static bool navigation(struct request *rq, enum nav now, struct frame_view *v, struct err *err)
{
    struct frame_link *link = arena_new(rq->arena, struct frame_link, COUNT_OF(NAVIGATION));

    if (!link)
        return err_memory(err, "the navigation");
    for (size_t i = 0; i < COUNT_OF(NAVIGATION); i++) {
        struct url_words w = url_begin(rq, NAVIGATION[i].page);

        link[i].text = str_of(NAVIGATION[i].text);
        link[i].current = NAVIGATION[i].nav == now;
        if (!url_end(&w, &link[i].url, err))
            return false;
    }
    v->link = link;
    v->links = COUNT_OF(NAVIGATION);
    return true;
}

/* The frame says by itself, and more loudly, what is invented. */
static struct str bare_title(const struct partnership *p)
{
    struct str title = partnership_title(p), mark = STR(" (invented)");

    if (str_ends(title, mark))
        title.len -= mark.len;
    return title;
}

/* "Medway" is enough to see beside its like; the rest is still said. */
static void split_title(const struct partnership *p, struct frame_link *link)
{
    struct str title = bare_title(p), rest = STR(" Community Safety Partnership");

    link->text = title;
    link->invented = partnership_invented(p);
    if (title.len <= rest.len || !str_ends(title, rest))
        return;
    link->text.len = title.len - rest.len;
    link->rest = str_from(title, link->text.len);
}

static bool places(struct request *rq, struct frame_view *v, struct err *err)
{
    size_t n = site_partnerships(rq->site);
    struct frame_link *link = arena_new(rq->arena, struct frame_link, n);
    struct partnership *here = rq->partnership;
    const struct snapshot *shot = rq->shot;
    bool good = true;

    if (!link)
        return err_memory(err, "the partnerships");
    rq->shot = NULL; /* another partnership's days are not this one's */
    for (size_t i = 0; i < n && good; i++) {
        struct url_words w;

        rq->partnership = site_partnership(rq->site, i);
        link[i] = (struct frame_link){ .current = rq->partnership == here };
        split_title(rq->partnership, &link[i]);
        w = url_begin(rq, "");
        good = url_end(&w, &link[i].url, err);
    }
    rq->partnership = here;
    rq->shot = shot;
    v->place = link;
    v->places = n;
    return good;
}

/* The same page on the newest day: its path, and of its query what the route takes but the date. */
static bool newest(struct request *rq, struct url *out, struct err *err)
{
    struct url_words w = url_root(rq, "");
    struct str path = str_from(rq->path, 1), names = str_of(rq->route ? rq->route->query : NULL);

    do
        url_part(&w, str_cut(&path, '/'));
    while (path.len > 0);
    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');
        char word[32] = "";

        if (name.len >= sizeof word || str_eq(name, STR("date")))
            continue;
        memcpy(word, name.at, name.len);
        url_query(&w, word, field_at(&rq->query, word));
    }
    return url_end(&w, out, err);
}

static bool said_before(const struct str *source, size_t n, struct str text)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(source[i], text))
            return true;
    return false;
}

/* Each attribution once; an invented partnership's say only what the frame has said already. */
static bool sources(struct request *rq, struct frame_view *v, struct err *err)
{
    struct str *source = arena_new(rq->arena, struct str, rq->shot->agencies + 1);

    if (!source)
        return err_memory(err, "the sources");
    v->source = source;
    for (size_t i = 0; !v->invented && i < rq->shot->agencies; i++) {
        struct str text = rq->shot->agency[i].attribution;

        if (text.len > 0 && !said_before(source, v->sources, text))
            source[v->sources++] = text;
    }
    return true;
}

static bool page_of(struct request *rq, const char *page, const char *fragment, struct url *out,
                    struct err *err)
{
    struct url_words w = url_begin(rq, page);

    if (fragment)
        url_fragment(&w, fragment);
    return url_end(&w, out, err);
}

static bool whose(struct request *rq, enum nav now, struct frame_view *v, struct err *err)
{
    v->partnership = bare_title(rq->partnership);
    v->invented = partnership_invented(rq->partnership);
    if (!navigation(rq, now, v, err) || !page_of(rq, "", NULL, &v->home, err) ||
        !page_of(rq, "about", NULL, &v->about, err) || !page_of(rq, "about", "source", &v->licence, err) ||
        !page_of(rq, "data", NULL, &v->figures, err))
        return false;
    if (!rq->shot)
        return true;
    v->as_of = !rq->shot->newest;
    v->old = rq->old;
    v->date = rq->shot->date;
    return sources(rq, v, err) && (!v->as_of || newest(rq, &v->newest, err));
}

bool frame_reply(struct request *rq, const struct frame *f, struct buf *main, struct reply *rp,
                 struct err *err)
{
    struct frame_view v = { .title = f->title, .marking = STR("OFFICIAL"), .has_error = f->has_error,
                            .wide = f->wide, .style = url_asset("site.css"),
                            .font = url_asset("inter.woff2"), .icon = url_asset("icon.svg"),
                            .version = STR(SAFEKEEP_VERSION), .crumb = f->crumb, .crumbs = f->crumbs };
    struct buf b = { .arena = rq->arena };
    struct url script[COUNT_OF(f->script)];
    struct url_words home = url_root(rq, "/");

    for (size_t i = 0; i < COUNT_OF(f->script) && f->script[i]; i++)
        script[v.scripts++] = url_asset(f->script[i]);
    v.script = script;
    if (!buf_done(main, "the page", &v.main.text, err) || !url_end(&home, &v.home, err) ||
        !places(rq, &v, err))
        return false;
    if (rq->partnership && !whose(rq, f->nav, &v, err))
        return false;
    page_frame(&b, &v);
    rp->status = f->status;
    return buf_done(&b, "the page", &rp->body, err);
}
