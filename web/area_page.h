/*
 * web/area_page - one ward or small area: is it as it usually is, in what, and
 * where within it. The councillor's page.
 *
 * It answers with the count, its usual range and nothing more: one month above
 * or below says neither worse nor better. Two areas are compared by rate, on
 * one scale, each beside its own usual range.
 */
#ifndef WEB_AREA_PAGE_H
#define WEB_AREA_PAGE_H

#include "web/chart.h"
#include "web/figure.h"
#include "web/route.h"

struct area_view;

/* What was asked for, found. */
struct area_ask {
    const struct snapshot *shot;
    struct figure_area area, with;
    bool compared;
    struct shot_what what;
    bool has_last;
    size_t last; /* the last month held */
    const struct area *place, *other;
};

bool area_page(struct request *rq, struct reply *rp, struct err *err);
bool area_page_trend_csv(struct request *rq, struct reply *rp, struct err *err);
bool area_page_categories_csv(struct request *rq, struct reply *rp, struct err *err);
bool area_page_parts_csv(struct request *rq, struct reply *rp, struct err *err);
bool area_page_json(struct request *rq, struct reply *rp, struct err *err);

/* fails ERR_MISSING no such area or category here. */
bool area_ask_read(struct request *rq, struct area_ask *out, struct err *err) MUST_USE;
const struct area *area_place(const struct snapshot *s, struct figure_area a);
struct str area_category_name(const struct snapshot *s, int category);

bool area_view_make(struct request *rq, const struct area_ask *ask, struct area_view *out,
                    struct err *err) MUST_USE;

/* "12,345", "3 of 10"; "not held". */
bool area_residents_words(struct arena *a, const struct snapshot *s, struct figure_area area,
                          struct str *out, struct err *err) MUST_USE;
bool area_decile_words(struct arena *a, const struct snapshot *s, struct figure_area area,
                       struct str *out, struct err *err) MUST_USE;

/* Parts of the view. fail ERR_LIMIT. */
bool area_view_trend(struct request *rq, const struct area_ask *ask, struct area_view *v,
                     struct err *err) MUST_USE;
bool area_view_tables(struct request *rq, const struct area_ask *ask, struct area_view *v,
                      struct err *err) MUST_USE;
bool area_view_about(struct request *rq, const struct area_ask *ask, struct area_view *v,
                     struct err *err) MUST_USE;
bool area_view_both(struct request *rq, const struct area_ask *ask, struct area_view *v,
                    struct err *err) MUST_USE;

/* The months of an area from the first held (at most AREA_MONTHS) to the last, as a chart needs
 * them. */
#define AREA_MONTHS 36
bool area_months(const struct area_ask *ask, struct figure_area area, struct arena *a,
                 struct chart *out, struct err *err) MUST_USE;

#endif
