#include "link/compare_look.h"

/*
 * A chunk of pairs goes through each comparison together. What they read lies all
 * over memory; so every pair's address is asked for in one pass, and read in the
 * next, when it has come.
 */

static inline void fetch(const void *at)
{
    __builtin_prefetch(at);
}

static void see_pairs(const struct compare *c, struct compare_worker *w, const struct pair *pair,
                      size_t pairs)
{
    for (size_t i = 0; i < pairs; i++) {
        uint32_t one = pair[i].one, two = pair[i].two;
        struct sight s = { c, w, rows_at(&c->rows, one < two ? one : two),
                           rows_at(&c->rows, one < two ? two : one) };
        fetch(s.first);
        fetch(s.first + c->rows.places - 1);
        fetch(s.second);
        fetch(s.second + c->rows.places - 1);
        w->sight[i] = s;
    }
}

/* ---- what a comparison will read ---- */

/* Where the values' texts begin, or the numbers they are. */
static void fetch_places(const struct compare_worker *w, size_t open, const struct plan_touch *touch,
                         const struct link_slot *e)
{
    for (size_t i = 0; i < open; i++) {
        const struct sight *s = &w->sight[w->open[i]];
        uint32_t one = s->first[touch->place], two = s->second[touch->place];
        if (one == two)
            continue;
        if (touch->text) {
            fetch(&e->start[one]);
            fetch(&e->start[two]);
        }
        if (touch->number && e->number) {
            fetch(&e->number[one]);
            fetch(&e->number[two]);
        }
    }
}

static void fetch_texts(const struct compare_worker *w, size_t open, const struct plan_touch *touch,
                        const struct link_slot *e)
{
    for (size_t i = 0; touch->text && i < open; i++) {
        const struct sight *s = &w->sight[w->open[i]];
        uint32_t one = s->first[touch->place], two = s->second[touch->place];
        if (one == two)
            continue;
        if (one)
            fetch(e->text + e->start[one]);
        if (two)
            fetch(e->text + e->start[two]);
    }
}

static void fetch_memos(const struct compare_worker *w, size_t open, const struct memo *memo,
                        const struct plan_sides *side)
{
    for (size_t i = 0; memo->at && i < open; i++) {
        const struct sight *s = &w->sight[w->open[i]];
        if (s->first[side->left] != s->second[side->right])
            fetch(memo_place(memo, s->first[side->left], s->second[side->right]));
    }
}

static void fetch_all(const struct compare *c, const struct compare_worker *w, const struct plan_item *item,
                      size_t open)
{
    const struct link_slot *slot = c->slots->slot;

    for (size_t i = 0; i < item->touches; i++)
        fetch_places(w, open, &item->touch[i], &slot[item->touch[i].slot]);
    for (size_t i = 0; i < item->asks; i++)
        if (!w->reached_use[item->ask[i]].off)
            fetch_memos(w, open, &w->reached[item->ask[i]], &c->side[item->ask[i]]);
    for (size_t i = 0; i < item->touches; i++)
        fetch_texts(w, open, &item->touch[i], &slot[item->touch[i].slot]);
}

/* ---- one comparison of all pairs of a chunk ---- */

/* Levels that are settled go into the patterns; how many pairs are left open. */
static size_t settle_pairs(struct compare_worker *w, const struct plan_item *item, size_t pairs,
                           uint64_t *pattern)
{
    size_t open = 0;

    for (size_t i = 0; i < pairs; i++) {
        int level = settled_level(item, w->sight[i].first[item->base], w->sight[i].second[item->base]);
        if (level == UNSETTLED)
            w->open[open++] = (uint16_t)i;
        else
            pattern[i] |= (uint64_t)(unsigned)level << item->shift;
    }
    return open;
}

static size_t ask_memo(struct compare_worker *w, const struct plan_item *item, size_t i, size_t open,
                       uint64_t *pattern)
{
    const struct memo *memo = &w->level[i];
    size_t left = 0;
    unsigned level;

    for (size_t k = 0; k < open; k++) {
        const struct sight *s = &w->sight[w->open[k]];
        fetch(memo_place(memo, s->first[item->base], s->second[item->base]));
    }
    for (size_t k = 0; k < open; k++) {
        const struct sight *s = &w->sight[w->open[k]];
        if (memo_find(memo, s->first[item->base], s->second[item->base], &level))
            pattern[w->open[k]] |= (uint64_t)level << item->shift;
        else
            w->open[left++] = w->open[k];
    }
    w->use[i].asked += (uint32_t)open;
    w->use[i].found += (uint32_t)(open - left);
    return left;
}

static void look_at_item(const struct compare *c, struct compare_worker *w, size_t i, size_t pairs,
                         uint64_t *pattern)
{
    const struct plan_item *item = &c->item[i];
    bool ask = false;
    size_t open = pairs;

    if (item->base != NO_PLACE) {
        open = settle_pairs(w, item, pairs, pattern);
        ask = w->level[i].at && memo_is_worth(&w->use[i], (uint32_t)open);
        if (ask)
            open = ask_memo(w, item, i, open, pattern);
    } else
        for (size_t k = 0; k < pairs; k++)
            w->open[k] = (uint16_t)k;
    fetch_all(c, w, item, open);
    for (size_t k = 0; k < open; k++) {
        const struct sight *s = &w->sight[w->open[k]];
        uint32_t one = item->base == NO_PLACE ? 0 : s->first[item->base];
        uint32_t two = item->base == NO_PLACE ? 0 : s->second[item->base];
        w->pair++;
        unsigned level = find_level(s, item, first_level(item, one, two));
        pattern[w->open[k]] |= (uint64_t)level << item->shift;
        if (ask && one && two)
            memo_keep(&w->level[i], one, two, level);
    }
}

void compare_patterns(const struct compare *c, struct compare_worker *w, const struct pair *pair,
                      size_t pairs, uint64_t *pattern)
{
    for (size_t done = 0, chunk; done < pairs; done += chunk) {
        chunk = pairs - done < CHUNK ? pairs - done : CHUNK;
        see_pairs(c, w, pair + done, chunk);
        memset(pattern + done, 0, chunk * sizeof *pattern);
        for (size_t i = 0; i < c->comparisons; i++)
            look_at_item(c, w, i, chunk, pattern + done);
    }
}
