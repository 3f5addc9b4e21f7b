#include "web/entry_page.h"

#include "web/asset.h"
#include "web/site.h"
#include "web/url.h"

bool entry_home(struct request *rq, struct reply *rp, struct err *err)
{
    struct url_words w;
    struct url to;

    rq->partnership = site_partnership(rq->site, 0);
    w = url_begin(rq, "");
    return url_end(&w, &to, err) && reply_see_other(rq, to, rp, err);
}

static void reply_asset(const struct request *rq, const struct asset *a, struct reply *rp)
{
    rp->type = a->type;
    rp->gzipped = rq->takes_gzip && a->gz;
    rp->body = rp->gzipped ? (struct str){ a->gz, (size_t)(a->gz_end - a->gz) }
                           : (struct str){ a->at, (size_t)(a->end - a->at) };
}

bool entry_asset(struct request *rq, struct reply *rp, struct err *err)
{
    const struct asset *a = asset_at_path(rq->path);

    if (!a)
        return err_set(err, ERR_MISSING, "there is nothing at this address");
    reply_asset(rq, a, rp);
    rp->cache = CACHE_EVER;
    return true;
}

bool entry_icon(struct request *rq, struct reply *rp, struct err *err)
{
    const struct asset *a = asset_named(STR("icon.svg"));

    if (!a)
        return err_set(err, ERR_MISSING, "there is nothing at this address");
    reply_asset(rq, a, rp);
    return true;
}

bool entry_robots(struct request *rq, struct reply *rp, struct err *err)
{
    (void)rq;
    (void)err;
    rp->type = "text/plain; charset=utf-8";
    rp->body = STR("User-agent: *\nDisallow: /\n");
    return true;
}
