#include "web/visit_test.h"

static struct str some_crimes(struct arena *a)
{
    static const char *const TYPE[] = { "Robbery", "Burglary", "Shoplifting" };
    struct buf b = { .arena = a };

    town_crime_header(&b);
    for (int m = 0; m < 14; m++)
        for (int i = 0; i < TOWN_AREAS; i++)
            for (int k = 0; k < (int)COUNT_OF(TYPE); k++)
                town_crimes(&b, (struct month){ town_month(2024, 9).n + m }, i, TYPE[k],
                            (m * 5 + i * 3 + k) % 4);
    return town_text(&b);
}

bool visit_open(struct visit *v, bool read_only, struct arena *a, struct err *err)
{
    struct import_outcome out;
    struct site_order order = { .name = { STR("town") }, .partnerships = 1, .read_only = read_only };

    if (!town_open(&v->town, a, err) ||
        !town_import(&v->town, "police", KIND_POLICE_UK, some_crimes(a), &out, err))
        return false;
    order.path[0] = v->town.f.path;
    store_close(&v->town.f.store); /* the site is the one that writes */
    return site_open(&v->site, &order, err);
}

void visit_close(struct visit *v)
{
    site_close(&v->site);
    town_close(&v->town);
}

static bool fill_form(struct visit *v, const struct visit_ask *ask, struct arena *a, struct request *rq)
{
    struct field *field = arena_new(a, struct field, COUNT_OF(ask->field) + 1);
    size_t n = 0;

    if (!field)
        return false;
    if (!ask->without_token)
        field[n++] = (struct field){ STR("token"), ask->token ? str_of(ask->token) : site_token(v->site) };
    for (size_t i = 0; i < COUNT_OF(ask->field) && ask->field[i].name.at; i++)
        field[n++] = ask->field[i];
    rq->form = (struct fields){ field, n };
    return true;
}

static bool add_file(struct arena *a, struct request *rq)
{
    struct upload *file = arena_new(a, struct upload, 1);

    if (!file)
        return false;
    *file = (struct upload){ STR("file"), STR("a.csv"), -1, 0 };
    rq->upload = file;
    rq->uploads = 1;
    return true;
}

bool visit(struct visit *v, const struct visit_ask *ask, struct arena *a, struct request *rq,
           struct reply *rp)
{
    struct field header[] = { { STR("Host"), STR("localhost:8080") },
                              { STR("Sec-Fetch-Site"),
                                ask->from_elsewhere ? STR("cross-site") : STR("same-origin") },
                              { STR("Accept-Encoding"), ask->gzip ? STR("gzip") : STR("identity") } };
    struct head head = { ask->post   ? STR("POST")
                         : ask->head ? STR("HEAD")
                                     : STR("GET"),
                         str_of(ask->target),
                         STR("HTTP/1.1"),
                         header,
                         COUNT_OF(header),
                         !ask->from_afar,
                         0 };
    struct err err = { 0 };
    int status;

    if (!request_read(&head, v->town.now, a, rq, &status, &err) || (ask->post && !fill_form(v, ask, a, rq)))
        return false;
    if (ask->with_file && !add_file(a, rq))
        return false;
    if (v->route)
        dispatch_among(v->route, v->routes, v->site, rq, rp);
    else
        dispatch(v->site, rq, rp);
    return true;
}
