/*
 * link/derive_stage - one run of steps over distinct values: which result each leads to.
 *
 * Where no step changes any text nothing is numbered and nothing copied: the
 * results are the values. That is found out as it goes, so a clean column costs
 * one look at each of its values.
 */
#ifndef LINK_DERIVE_STAGE_H
#define LINK_DERIVE_STAGE_H

#include "link/intern.h"
#include "link/step.h"

/* Distinct texts and how many records have them: of a column, or of a stage before. */
struct distinct {
    uint32_t values;
    const char *text;
    const uint64_t *start;
    const uint32_t *count;
};
static inline struct str distinct_text(const struct distinct *d, uint32_t v)
{
    return (struct str){ d->text + d->start[v], (size_t)(d->start[v + 1] - d->start[v]) };
}

struct stage {
    const struct link_model *model; /* whose literals they are */
    const struct link_step *step;
    size_t steps;
    uint64_t most;      /* values that more records share are left out; UINT64_MAX: none */
    uint32_t *cleaned;  /* CLEANS counts of records, added to by STEP_CLEAN; or NULL */
};

/*
 * out    *of: value -> result, values + 1 entries in the arena; NULL: the results are the values.
 *        *results: their texts by number, opened in the arena; untouched when *of is NULL.
 *        To be closed by the caller, also on failure.
 */
bool stage_run(const struct stage *s, const struct distinct *in, struct arena *a, uint32_t **of,
               struct intern *results, struct err *err) MUST_USE;

#endif
