#include "link/train_town_test.h"

#include "link/fixture_test.h"

#include <stdio.h>

#define TEXT 64

static const char *const COLUMN[TOWN_COLUMNS] = { "forename", "surname", "dob",  "postcode",
                                                  "address",  "phone",   "email" };

/* Sounds put together: three thousand names, some of them more usual than others. */
static void name_draw(struct chance *r, size_t kinds, char *out)
{
    static const char *const part[] = { "ba",  "do",  "ki",  "lu",  "mer", "nas",
                                        "pol", "ret", "sin", "tov", "wen", "yar" };
    size_t n = (size_t)(chance_unit(r) * chance_unit(r) * (double)kinds);

    snprintf(out, TEXT, "%s%s%s", part[n % 12], part[n / 12 % 12], part[n / 144 % 12]);
}

static void person_draw(struct chance *r, char (*field)[TEXT])
{
    name_draw(r, 400, field[TOWN_FORENAME]);
    snprintf(field[TOWN_BORN], TEXT, "%d-%02d-%02d", 1940 + (int)chance_below(r, 75),
             1 + (int)chance_below(r, 12), 1 + (int)chance_below(r, 28));
    snprintf(field[TOWN_EMAIL], TEXT, "%.6s%d@post.example", field[TOWN_FORENAME],
             (int)chance_below(r, 10000));
}

static void home_draw(struct chance *r, char (*field)[TEXT])
{
    char street[TEXT];

    name_draw(r, 1700, field[TOWN_SURNAME]);
    snprintf(field[TOWN_POSTCODE], TEXT, "NM%d %dAB", 1 + (int)chance_below(r, 9), (int)chance_below(r, 10));
    field[TOWN_POSTCODE][5] = (char)('A' + chance_below(r, 20));
    name_draw(r, 1700, street);
    snprintf(field[TOWN_ADDRESS], TEXT, "%d %.12s road", 1 + (int)chance_below(r, 200), street);
    snprintf(field[TOWN_PHONE], TEXT, "01632 96%04d", (int)chance_below(r, 10000));
}

static const char *keep(struct arena *a, const char *text)
{
    return arena_copy(a, str_of(text)).at;
}

/* One record: the person's fields, or somebody's, or none. */
static bool record_write(struct chance *r, const struct town_order *o, bool copy, char (*field)[TEXT],
                         const char **cell, struct arena *a)
{
    char other[TOWN_COLUMNS][TEXT];

    home_draw(r, other);
    person_draw(r, other);
    for (size_t c = 0; c < TOWN_COLUMNS; c++) {
        bool wrong = copy && chance_unit(r) < o->wrong, missing = chance_unit(r) < o->missing;
        cell[c] = keep(a, missing ? "" : wrong ? other[c] : field[c]);
        if (!cell[c])
            return false;
    }
    return true;
}

bool town_table(const struct town_order *o, struct arena *a, struct link_table *out, struct err *err)
{
    size_t rows = o->people * (o->copies + 1), row = 0;
    const char **cell = (const char **)arena_alloc(a, rows * TOWN_COLUMNS, sizeof *cell, _Alignof(char *));
    uint32_t *truth = arena_new(a, uint32_t, rows);
    char field[TOWN_COLUMNS][TEXT];
    struct chance r;

    if (!cell || !truth)
        return err_memory(err, "a town");
    chance_open(&r, o->seed, 1);
    for (size_t i = 0; i < o->people; i++) {
        if (i % o->home == 0)
            home_draw(&r, field);
        person_draw(&r, field);
        for (size_t copy = 0; copy <= o->copies; copy++, row++) {
            truth[row] = (uint32_t)i + 1;
            if (!record_write(&r, o, copy > 0, field, cell + row * TOWN_COLUMNS, a))
                return err_memory(err, "a town");
        }
    }
    if (!fixture_table(COLUMN, TOWN_COLUMNS, cell, rows, NULL, a, out, err))
        return false;
    out->truth = truth;
    out->truths = (uint32_t)o->people;
    return true;
}

bool town_train(struct trained *w, unsigned threads, struct arena *a, struct err *err)
{
    struct pairs_order pairs = { .within = true, .threads = threads };
    struct propose_order propose = { .pairs = pairs };
    struct train_order train = { .pairs = pairs, .seed = 1 };
    struct link_model *m = &w->proposal.model;

    return model_propose(&w->table, &propose, a, &w->proposal, err) &&
           slots_make(&w->table, m, threads, a, &w->slots, err) &&
           compare_make(&w->slots, m, a, &w->compare, err) &&
           model_train(m, &w->slots, w->compare, &train, a, &w->report, err) &&
           compare_weigh(w->compare, m, err);
}

bool town_called(const struct trained *w, double p, struct arena *a, size_t *called, size_t *right,
                 struct err *err)
{
    struct compare_worker *worker;
    double least = probability_weight(p);

    if (!compare_worker_make(w->compare, 1 << 16, a, &worker, err))
        return false;
    *called = *right = 0;
    for (uint32_t one = 0; one < w->table.records; one++)
        for (uint32_t two = one + 1; two < w->table.records; two++) {
            uint64_t pattern = compare_pattern(w->compare, worker, one, two);
            if (compare_weight(w->compare, pattern, one, two) < least)
                continue;
            ++*called;
            *right += w->table.truth[one] == w->table.truth[two];
        }
    return true;
}
