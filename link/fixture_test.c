#include "link/fixture_test.h"

#include "link/edit.h"
#include "link/feature.h"
#include "link/jaro.h"

/* ---- tables ---- */

struct texts {
    char *text;
    uint64_t *start;
    uint32_t *count;
    uint32_t values;
};

static uint32_t value_number(struct texts *x, struct str s)
{
    if (s.len == 0)
        return 0;
    for (uint32_t v = 1; v <= x->values; v++) {
        struct str had = { x->text + x->start[v], (size_t)(x->start[v + 1] - x->start[v]) };
        if (str_eq(had, s))
            return v;
    }
    x->values++;
    memcpy(x->text + x->start[x->values], s.at, s.len);
    x->start[x->values + 1] = x->start[x->values] + s.len;
    return x->values;
}

static bool fill_column(struct link_table *t, size_t column, const char *const *cell, struct arena *a,
                        struct err *err)
{
    struct texts x = { 0 };
    size_t bytes = 1;

    for (size_t r = 0; r < t->records; r++)
        bytes += strlen(cell[r * t->columns + column]);
    x.text = arena_new(a, char, bytes);
    x.start = arena_new(a, uint64_t, (size_t)t->records + 2);
    x.count = arena_new(a, uint32_t, (size_t)t->records + 1);
    if (!x.text || !x.start || !x.count)
        return err_memory(err, "a table for tests");
    for (size_t r = 0; r < t->records; r++) {
        uint32_t v = value_number(&x, str_of(cell[r * t->columns + column]));
        t->cell[r * t->columns + column] = v;
        x.count[v]++;
    }
    t->column[column].values = x.values;
    t->column[column].text = x.text;
    t->column[column].start = x.start;
    t->column[column].count = x.count;
    return true;
}

static bool make_rooms(struct link_table *t, struct arena *a, struct err *err)
{
    t->column = arena_new(a, struct link_column, t->columns);
    t->cell = arena_new(a, uint32_t, t->records * t->columns);
    t->source_of = arena_new(a, uint8_t, t->records);
    t->row_of = arena_new(a, uint32_t, t->records);
    t->source = arena_new(a, struct str, LINK_SOURCES_MAX);
    return (t->column && t->cell && t->source_of && t->row_of && t->source) ||
           err_memory(err, "a table for tests");
}

bool fixture_table(const char *const *column, size_t columns, const char *const *cell, size_t rows,
                   const uint8_t *source, struct arena *a, struct link_table *out, struct err *err)
{
    static const char NAME[LINK_SOURCES_MAX][4] = { "a", "b", "c", "d", "e", "f", "g", "h" };
    struct link_table t = { .records = (uint32_t)rows, .columns = columns, .sources = 1 };
    uint32_t row[LINK_SOURCES_MAX] = { 0 };

    if (!make_rooms(&t, a, err))
        return false;
    for (size_t r = 0; r < rows; r++) {
        t.source_of[r] = source ? source[r] : 0;
        t.row_of[r] = ++row[t.source_of[r]];
        t.sources = t.source_of[r] >= t.sources ? t.source_of[r] + 1u : t.sources;
    }
    for (size_t i = 0; i < t.sources; i++)
        t.source[i] = str_of(NAME[i]);
    for (size_t c = 0; c < columns; c++) {
        t.column[c].name = str_of(column[c]);
        t.column[c].role = role_of(t.column[c].name);
        if (!fill_column(&t, c, cell, a, err))
            return false;
    }
    *out = t;
    return true;
}

/* ---- people ---- */

static const char *const PEOPLE[] = { "forename", "surname", "born", "postcode", "town" };

#define ROOM 16u
struct person {
    char of[PEOPLE_COLUMNS][ROOM];
};

static void draw_person(struct chance *r, struct person *p)
{
    static const char *const FORENAME[] = { "anna",  "hannah",     "joan",   "john",   "jon", "ali",
                                            "alice", "zo\xc3\xab", "martha", "marhta", "lee", "dean" };
    static const char *const SURNAME[] = { "lee",   "dean",   "smith", "smyth",   "smithson", "jones",
                                           "jonse", "okafor", "dixon", "dickson", "o'neil" };
    static const char *const TOWN[] = { "harbour", "mill end", "upper mill" };

    *p = (struct person){ 0 };
    (void)snprintf(p->of[PEOPLE_FORENAME], ROOM, "%s", FORENAME[chance_below(r, COUNT_OF(FORENAME))]);
    (void)snprintf(p->of[PEOPLE_SURNAME], ROOM, "%s", SURNAME[chance_below(r, COUNT_OF(SURNAME))]);
    (void)snprintf(p->of[PEOPLE_BORN], ROOM, "%u-%02u-%02u", 1999u + (unsigned)chance_below(r, 4),
                   1 + (unsigned)chance_below(r, 3), 1 + (unsigned)chance_below(r, 28));
    (void)snprintf(p->of[PEOPLE_POSTCODE], ROOM, "XX%u %u%c%c", 1 + (unsigned)chance_below(r, 3),
                   1 + (unsigned)chance_below(r, 3), 'A' + (int)chance_below(r, 2),
                   'A' + (int)chance_below(r, 2));
    (void)snprintf(p->of[PEOPLE_TOWN], ROOM, "%s", TOWN[chance_below(r, COUNT_OF(TOWN))]);
}

static void slip(struct chance *r, struct person *p)
{
    size_t column = chance_below(r, PEOPLE_COLUMNS);
    char *at = p->of[column], had[ROOM];
    size_t len = strlen(at), i = len ? chance_below(r, len) : 0;

    switch (chance_below(r, 5)) {
    case 0:
        at[0] = 0;
        break;
    case 1:
        memmove(at + i, at + i + 1, len - i + (len == 0));
        break;
    case 2:
        if (len > 1) {
            char c = at[i ? i - 1 : 1];
            at[i ? i - 1 : 1] = at[i];
            at[i] = c;
        }
        break;
    case 3:
        memcpy(had, p->of[PEOPLE_FORENAME], ROOM);
        memcpy(p->of[PEOPLE_FORENAME], p->of[PEOPLE_SURNAME], ROOM);
        memcpy(p->of[PEOPLE_SURNAME], had, ROOM);
        break;
    default:
        if (len)
            at[i] =
                column == PEOPLE_BORN ? (char)('0' + chance_below(r, 10)) : (char)('a' + chance_below(r, 26));
    }
}

bool fixture_people(uint64_t seed, size_t rows, size_t sources, struct arena *a, struct link_table *out,
                    struct err *err)
{
    struct person *person = arena_new(a, struct person, rows);
    const char **cell = arena_new(a, const char *, rows * PEOPLE_COLUMNS);
    uint8_t *source = arena_new(a, uint8_t, rows);
    uint32_t *truth = arena_new(a, uint32_t, rows);
    struct chance r;

    if (!person || !cell || !source || !truth)
        return err_memory(err, "a table for tests");
    chance_open(&r, seed, 0);
    for (size_t i = 0; i < rows; i++) {
        size_t same = i && chance_below(&r, 3) == 0 ? chance_below(&r, i) : i;
        truth[i] = same < i ? truth[same] : (uint32_t)i + 1;
        if (same < i)
            person[i] = person[same];
        else
            draw_person(&r, &person[i]);
        for (uint64_t slips = chance_below(&r, 3); slips > 0; slips--)
            slip(&r, &person[i]);
        for (size_t c = 0; c < PEOPLE_COLUMNS; c++)
            cell[i * PEOPLE_COLUMNS + c] = person[i].of[c];
        source[i] = (uint8_t)chance_below(&r, sources);
    }
    if (!fixture_table(PEOPLE, PEOPLE_COLUMNS, cell, rows, source, a, out, err))
        return false;
    out->truth = truth;
    out->truths = (uint32_t)rows;
    return true;
}

bool fixture_shuffled(const struct link_table *t, uint64_t seed, struct arena *a, struct link_table *out,
                      uint32_t *was, struct err *err)
{
    const char **cell = arena_new(a, const char *, t->records * t->columns);
    const char **name = arena_new(a, const char *, t->columns);
    uint8_t *source = arena_new(a, uint8_t, t->records);
    char *text = arena_new(a, char, t->records * t->columns * ROOM);
    struct chance r;

    if (!cell || !name || !source || !text)
        return err_memory(err, "a table for tests");
    chance_open(&r, seed, 1);
    for (uint32_t i = 0; i < t->records; i++) {
        uint32_t j = (uint32_t)chance_below(&r, i + 1u);
        was[i] = was[j];
        was[j] = i;
    }
    for (size_t i = 0; i < t->records; i++) {
        source[i] = t->source_of[was[i]];
        for (size_t c = 0; c < t->columns; c++) {
            struct str had = link_value(&t->column[c], link_cells(t, was[i])[c]);
            cell[i * t->columns + c] = text;
            text += snprintf(text, ROOM, STR_FMT, STR_ARG(had)) + 1;
        }
    }
    for (size_t c = 0; c < t->columns; c++)
        name[c] = t->column[c].name.at;
    return fixture_table(name, t->columns, cell, t->records, source, a, out, err);
}

/* ---- pieces of a model ---- */

struct link_expr fixture_expr(uint32_t column)
{
    return (struct link_expr){ .column = column };
}

struct link_expr fixture_step(uint32_t column, enum link_step_kind kind, int32_t from, int32_t many)
{
    return (struct link_expr){ .column = column, .steps = 1, .step = { { kind, from, many } } };
}

static struct link_node *node_of(struct arena *a, struct link_node n)
{
    struct link_node *out = arena_new(a, struct link_node, 1);

    if (out)
        *out = n;
    return out;
}

struct link_node *fixture_always(struct arena *a)
{
    return node_of(a, (struct link_node){ .kind = NODE_ALWAYS });
}

struct link_node *fixture_not(struct arena *a, const struct link_node *one)
{
    return one ? node_of(a, (struct link_node){ .kind = NODE_NOT, .one = one }) : NULL;
}

struct link_node *fixture_join(struct arena *a, enum link_node_kind kind, const struct link_node *one,
                               const struct link_node *two)
{
    return one && two ? node_of(a, (struct link_node){ .kind = kind, .one = one, .two = two }) : NULL;
}

struct link_node *fixture_test(struct arena *a, enum link_test_kind kind, struct link_expr left,
                               struct link_expr right, double threshold)
{
    return node_of(a, (struct link_node){ .kind = NODE_TEST, .test = kind, .left = left, .right = right,
                                          .left2 = left, .right2 = right, .threshold = threshold });
}

struct link_node *fixture_missing(struct arena *a, struct link_expr e)
{
    return fixture_join(a, NODE_OR, fixture_test(a, TEST_NULL_LEFT, e, e, 0),
                        fixture_test(a, TEST_NULL_RIGHT, e, e, 0));
}

/* ---- a model ---- */

static bool add_level(struct arena *a, struct link_comparison *c, const struct link_node *when)
{
    if (!c->level)
        c->level = arena_new(a, struct link_level, LINK_LEVELS_MAX);
    if (!c->level || !when)
        return false;
    c->level[c->levels] = (struct link_level){ .says = STR("a level"), .when = when, .null = c->levels == 0,
                                               .m = 0.5 / (double)(c->levels + 1),
                                               .u = 0.3 / (double)(LINK_LEVELS_MAX - c->levels) };
    c->levels++;
    return true;
}

/* Missing, equal (adjusted), alike by two thresholds, else. */
static bool add_name(struct arena *a, uint32_t column, struct link_comparison *c)
{
    struct link_expr e = fixture_expr(column);

    if (!add_level(a, c, fixture_missing(a, e)) || !add_level(a, c, fixture_test(a, TEST_EQUAL, e, e, 0)) ||
        !add_level(a, c, fixture_test(a, TEST_JARO_WINKLER, e, e, .9)) ||
        !add_level(a, c, fixture_test(a, TEST_JARO_WINKLER, e, e, .7)) || !add_level(a, c, fixture_always(a)))
        return false;
    c->level[1].adjusted = true;
    c->level[1].term = e;
    c->level[1].term_weight = 1;
    return true;
}

static bool add_born(struct arena *a, struct link_comparison *c)
{
    struct link_expr e = fixture_expr(PEOPLE_BORN),
                     date = fixture_step(PEOPLE_BORN, STEP_DATE, LINK_DATE_ISO, 0);

    return add_level(a, c, fixture_missing(a, date)) &&
           add_level(a, c, fixture_test(a, TEST_EQUAL, e, e, 0)) &&
           add_level(a, c, fixture_test(a, TEST_DAMERAU, e, e, 1)) &&
           add_level(a, c, fixture_test(a, TEST_DAYS, date, date, 31)) &&
           add_level(a, c, fixture_test(a, TEST_DAYS, date, date, 366)) && add_level(a, c, fixture_always(a));
}

static bool add_postcode(struct arena *a, struct link_comparison *c)
{
    struct link_expr e = fixture_expr(PEOPLE_POSTCODE),
                     sector = fixture_step(PEOPLE_POSTCODE, STEP_SECTOR, 0, 0);
    struct link_expr district = fixture_step(PEOPLE_POSTCODE, STEP_DISTRICT, 0, 0);

    return add_level(a, c, fixture_missing(a, e)) && add_level(a, c, fixture_test(a, TEST_EQUAL, e, e, 0)) &&
           add_level(a, c, fixture_test(a, TEST_EQUAL, sector, sector, 0)) &&
           add_level(a, c, fixture_test(a, TEST_EQUAL, district, district, 0)) &&
           add_level(a, c, fixture_always(a));
}

/* Both names equal, swapped, both alike, one equal, else: conditions over two columns. */
static bool add_both_names(struct arena *a, struct link_comparison *c)
{
    struct link_expr one = fixture_expr(PEOPLE_FORENAME), two = fixture_expr(PEOPLE_SURNAME);
    const struct link_node *first = fixture_test(a, TEST_EQUAL, one, one, 0);
    const struct link_node *last = fixture_test(a, TEST_EQUAL, two, two, 0);

    return add_level(a, c, fixture_join(a, NODE_AND, fixture_missing(a, one), fixture_missing(a, two))) &&
           add_level(a, c, fixture_join(a, NODE_AND, first, last)) &&
           add_level(a, c, fixture_join(a, NODE_AND, fixture_test(a, TEST_EQUAL, one, two, 0),
                                        fixture_test(a, TEST_EQUAL, two, one, 0))) &&
           add_level(a, c, fixture_join(a, NODE_AND, fixture_test(a, TEST_JARO_WINKLER, one, one, .88),
                                        fixture_test(a, TEST_JARO_WINKLER, two, two, .88))) &&
           add_level(a, c, fixture_join(a, NODE_OR, first, last)) && add_level(a, c, fixture_always(a));
}

static bool begin_model(struct arena *a, size_t comparisons, struct link_model *out)
{
    struct link_model m = { .columns = PEOPLE_COLUMNS, .lambda = 0.001, .comparisons = comparisons };

    m.column = arena_new(a, struct str, m.columns);
    m.comparison = arena_new(a, struct link_comparison, m.comparisons);
    if (!m.column || !m.comparison)
        return false;
    for (size_t i = 0; i < m.columns; i++)
        m.column[i] = str_of(PEOPLE[i]);
    for (size_t i = 0; i < m.comparisons; i++)
        m.comparison[i].name = STR("a comparison");
    *out = m;
    return true;
}

bool fixture_model(struct arena *a, struct link_model *out, struct err *err)
{
    struct link_model m = { 0 };

    if (!begin_model(a, 6, &m) || !add_name(a, PEOPLE_FORENAME, &m.comparison[0]) ||
        !add_name(a, PEOPLE_SURNAME, &m.comparison[1]) || !add_born(a, &m.comparison[2]) ||
        !add_postcode(a, &m.comparison[3]) || !add_name(a, PEOPLE_TOWN, &m.comparison[4]) ||
        !add_both_names(a, &m.comparison[5]))
        return err_memory(err, "a model for tests");
    *out = m;
    return true;
}

bool fixture_small_model(struct arena *a, struct link_model *out, const struct link_node *first,
                         const struct link_node *second, struct err *err)
{
    struct link_model m = { 0 };

    if (!begin_model(a, 1, &m) || !add_level(a, &m.comparison[0], first) ||
        !add_level(a, &m.comparison[0], second) || !add_level(a, &m.comparison[0], fixture_always(a)))
        return err_memory(err, "a model for tests");
    *out = m;
    return true;
}

static struct link_expr draw_expr(struct chance *r)
{
    uint32_t column = (uint32_t)chance_below(r, PEOPLE_COLUMNS);

    return chance_below(r, 3) ? fixture_expr(column) : fixture_step(column, STEP_SUBSTR, 1, 3);
}

static struct link_node *draw_test(struct chance *r, struct arena *a)
{
    static const struct {
        enum link_test_kind kind;
        double threshold[3];
    } TEST_OF[] = {
        { TEST_NULL_LEFT, { 0 } },
        { TEST_NULL_RIGHT, { 0 } },
        { TEST_EQUAL, { 0 } },
        { TEST_JARO, { .5, .8, 1 } },
        { TEST_JARO_WINKLER, { .6, .9 } },
        { TEST_LEVENSHTEIN, { 0, 1, 4 } },
        { TEST_OSA, { 1, 2, 6 } },
        { TEST_DAMERAU, { 1, 2, 2.5 } },
        { TEST_JARO_WINKLER_POINTS, { .8, .4 } },
        { TEST_OSA_POINTS, { 1, 2, 3 } },
        { TEST_JACCARD, { .3, .6, .9 } },
        { TEST_STARTS, { 1, 2, 3 } },
        { TEST_HAS_WORD, { 1, 3, 4 } },
        { TEST_SHARED, { 1, 1, 2 } },
        { TEST_DAYS, { 0, 31, 400 } },
    };
    size_t which = chance_below(r, COUNT_OF(TEST_OF));
    struct link_expr left = draw_expr(r), right = chance_below(r, 3) ? left : draw_expr(r);
    struct link_node *n;

    if (TEST_OF[which].kind == TEST_DAYS)
        left = right = fixture_step(PEOPLE_BORN, STEP_DATE, LINK_DATE_ISO, 0);
    n = fixture_test(a, TEST_OF[which].kind, left, right, TEST_OF[which].threshold[chance_below(r, 3)]);
    if (n)
        n->strict = chance_below(r, 4) == 0;
    return n;
}

static struct link_node *draw_tree(struct chance *r, unsigned depth, struct arena *a)
{
    uint64_t kind = depth ? chance_below(r, 5) : 4;

    if (kind < 2)
        return fixture_join(a, kind ? NODE_AND : NODE_OR, draw_tree(r, depth - 1, a),
                            draw_tree(r, depth - 1, a));
    return kind == 2 ? fixture_not(a, draw_tree(r, depth - 1, a)) : draw_test(r, a);
}

bool fixture_drawn_model(uint64_t seed, struct arena *a, struct link_model *out, struct err *err)
{
    struct link_model m = { 0 };
    struct chance r;

    chance_open(&r, seed, 2);
    if (!begin_model(a, 1 + chance_below(&r, 4), &m))
        return err_memory(err, "a model for tests");
    for (size_t i = 0; i < m.comparisons; i++) {
        for (uint64_t l = 1 + chance_below(&r, 5); l > 0; l--)
            if (!add_level(a, &m.comparison[i], draw_tree(&r, (unsigned)chance_below(&r, 4), a)))
                return err_memory(err, "a model for tests");
        if (!add_level(a, &m.comparison[i], fixture_always(a)))
            return err_memory(err, "a model for tests");
    }
    *out = m;
    return true;
}

/* ---- the plain way ---- */

enum { NO, MAYBE, YES };

static struct str text_in(const struct link_slots *s, const struct link_expr *e, uint32_t record)
{
    size_t slot = slot_find(s, e);

    return slot_text(&s->slot[slot], slot_of(s, slot, record));
}

static double number_in(const struct link_slots *s, const struct link_expr *e, uint32_t record)
{
    size_t slot = slot_find(s, e);

    return s->slot[slot].number[slot_of(s, slot, record)];
}

static int more(bool strict, double number, double than)
{
    return (strict ? number > than : number >= than) ? YES : NO;
}

static int less(bool strict, double number, double than)
{
    return (strict ? number < than : number <= than) ? YES : NO;
}

static int plain_test(const struct link_slots *s, const struct link_node *n, uint32_t one, uint32_t two)
{
    struct str x = { 0 }, y = { 0 };

    if (n->test != TEST_NULL_RIGHT)
        x = text_in(s, &n->left, one);
    if (n->test == TEST_NULL_LEFT)
        return x.len ? NO : YES;
    y = text_in(s, &n->right, two);
    if (n->test == TEST_NULL_RIGHT)
        return y.len ? NO : YES;
    if (x.len == 0 || y.len == 0)
        return MAYBE;
    switch (n->test) {
    case TEST_EQUAL: return str_eq(x, y) ? YES : NO;
    case TEST_JARO: return more(n->strict, jaro(x, y), n->threshold);
    case TEST_JARO_WINKLER: return more(n->strict, jaro_winkler(x, y), n->threshold);
    case TEST_JARO_WINKLER_POINTS: return more(n->strict, jaro_winkler_points(x, y), n->threshold);
    case TEST_JACCARD: return more(n->strict, jaccard(x, y), n->threshold);
    case TEST_SHARED: return more(n->strict, (double)list_shared(x, y), n->threshold);
    case TEST_STARTS: return more(n->strict, (double)text_starts(x, y), n->threshold);
    case TEST_HAS_WORD: return more(n->strict, (double)word_shared(x, y), n->threshold);
    case TEST_LEVENSHTEIN: return less(n->strict, levenshtein(x, y), n->threshold);
    case TEST_OSA: return less(n->strict, osa(x, y), n->threshold);
    case TEST_OSA_POINTS: return less(n->strict, osa_points(x, y), n->threshold);
    case TEST_DAMERAU: return less(n->strict, damerau(x, y), n->threshold);
    case TEST_DAYS:
    case TEST_NUMBER:
        return less(n->strict, fabs(number_in(s, &n->left, one) - number_in(s, &n->right, two)),
                    n->threshold);
    default: return NO;
    }
}

static int plain_truth(const struct link_slots *s, const struct link_node *n, uint32_t one, uint32_t two)
{
    int first, second;

    switch (n->kind) {
    case NODE_AND:
        first = plain_truth(s, n->one, one, two);
        second = plain_truth(s, n->two, one, two);
        return first < second ? first : second;
    case NODE_OR:
        first = plain_truth(s, n->one, one, two);
        second = plain_truth(s, n->two, one, two);
        return first > second ? first : second;
    case NODE_NOT: return YES - plain_truth(s, n->one, one, two);
    case NODE_TEST: return plain_test(s, n, one, two);
    default: return YES;
    }
}

unsigned plain_level(const struct link_slots *s, const struct link_comparison *c, uint32_t one, uint32_t two)
{
    unsigned level = 0;

    while (level + 1 < c->levels && plain_truth(s, c->level[level].when, one, two) != YES)
        level++;
    return level;
}

bool plain_blocks(const struct link_slots *s, const struct link_rule *rule, uint32_t one, uint32_t two)
{
    for (size_t i = 0; i < rule->parts; i++) {
        struct str x = text_in(s, &rule->part[i], one), y = text_in(s, &rule->part[i], two);
        if (x.len == 0 || !str_eq(x, y))
            return false;
    }
    return true;
}
