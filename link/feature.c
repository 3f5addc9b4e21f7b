#include "link/feature.h"

#include "link/edit.h"
#include "link/jaro.h"

bool feature_is_dear(const struct feature *f)
{
    switch (f->test) {
    case TEST_NULL_LEFT:
    case TEST_NULL_RIGHT:
    case TEST_EQUAL:
    case TEST_DAYS:
    case TEST_NUMBER:
    case TEST_NUMBER_SHARE:
    case TEST_KM:
        return false;
    default:
        return true;
    }
}

bool test_wants_much(enum link_test_kind t)
{
    switch (t) {
    case TEST_LEVENSHTEIN:
    case TEST_OSA:
    case TEST_OSA_POINTS:
    case TEST_DAMERAU:
    case TEST_DAYS:
    case TEST_NUMBER:
    case TEST_NUMBER_SHARE:
    case TEST_KM:
        return false;
    default:
        return true;
    }
}

/* ---- steps ---- */

/* Is every number that reaches b one that reaches a, and a not b itself? */
static bool is_easier(const struct feature *f, struct feature_step a, struct feature_step b)
{
    if (a.threshold < b.threshold || a.threshold > b.threshold)
        return test_wants_much(f->test) == (a.threshold < b.threshold);
    return !a.strict && b.strict;
}

size_t feature_find_step(const struct feature *f, struct feature_step s)
{
    size_t i = 0;

    while (i < f->steps && is_easier(f, f->step[i], s))
        i++;
    return i;
}

bool feature_add_step(struct feature *f, struct feature_step s, struct arena *a, struct err *err)
{
    size_t at = feature_find_step(f, s);

    if (at < f->steps && !is_easier(f, s, f->step[at]))
        return true;
    if (!arena_grow(a, &f->step, &f->room, f->steps, f->steps + 1, sizeof *f->step))
        return err_memory(err, "the model's thresholds");
    memmove(f->step + at + 1, f->step + at, (f->steps - at) * sizeof *f->step);
    f->step[at] = s;
    f->steps++;
    return true;
}

static bool is_reached(const struct feature *f, struct feature_step s, double number)
{
    if (test_wants_much(f->test))
        return s.strict ? number > s.threshold : number >= s.threshold;
    return s.strict ? number < s.threshold : number <= s.threshold;
}

static size_t count_reached(const struct feature *f, double number)
{
    size_t reached = 0;

    while (reached < f->steps && is_reached(f, f->step[reached], number))
        reached++;
    return reached;
}

/* ---- numbers ---- */

static bool splits_list(char c)
{
    return c == ',' || c == ';' || c == '|';
}

/* Cuts the first item off, without blanks around it. */
static struct str list_item(struct str *rest)
{
    size_t n = 0;

    while (n < rest->len && !splits_list(rest->at[n]))
        n++;
    struct str item = { rest->at, n };
    *rest = str_from(*rest, n + 1);
    return str_trim(item);
}

static bool list_has(struct str list, struct str wanted)
{
    while (list.len)
        if (str_eq(list_item(&list), wanted))
            return true;
    return false;
}

size_t list_shared(struct str one, struct str two)
{
    struct str rest = one;
    size_t shared = 0;

    while (rest.len) {
        struct str before = { one.at, (size_t)(rest.at - one.at) };
        struct str item = list_item(&rest);
        shared += item.len && !list_has(before, item) && list_has(two, item);
    }
    return shared;
}

static size_t letters(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

size_t text_starts(struct str one, struct str two)
{
    if (one.len > two.len)
        return text_starts(two, one);
    return str_starts(two, one) ? letters(one) : 0;
}

static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static struct str next_word(struct str *rest)
{
    size_t n = 0;

    while (rest->len && !is_of_word(rest->at[0]))
        *rest = str_from(*rest, 1);
    while (n < rest->len && is_of_word(rest->at[n]))
        n++;
    struct str word = { rest->at, n };
    *rest = str_from(*rest, n);
    return word;
}

size_t word_shared(struct str one, struct str two)
{
    size_t longest = 0;

    for (struct str word = next_word(&one); word.len; word = next_word(&one)) {
        struct str rest = two, other = next_word(&rest);
        while (other.len && !str_eq(word, other))
            other = next_word(&rest);
        if (other.len && letters(word) > longest)
            longest = letters(word);
    }
    return longest;
}

static double radians(double degrees)
{
    return degrees * 3.14159265358979323846 / 180;
}

static double great_circle_km(double lat, double lon, double lat2, double lon2)
{
    double c = sin(radians(lat)) * sin(radians(lat2)) +
               cos(radians(lat)) * cos(radians(lat2)) * cos(radians(lon2 - lon));

    c = c > 1 ? 1 : c < -1 ? -1 : c;
    return (double)(float)(acos(c) * 6371);
}

static double number_of(const struct link_slots *s, size_t slot, uint32_t result)
{
    return s->slot[slot].number ? s->slot[slot].number[result] : NAN;
}

/* slot_text() of a result that is there, where it is worth to be spared the call. */
static inline struct str text_in(const struct link_slots *s, size_t slot, uint32_t result)
{
    const struct link_slot *e = &s->slot[slot];

    return (struct str){ e->text + e->start[result], (size_t)(e->start[result + 1] - e->start[result]) };
}

static double text_number(enum link_test_kind test, struct str one, struct str two)
{
    switch (test) {
    case TEST_JARO: return jaro(one, two);
    case TEST_JARO_WINKLER: return jaro_winkler(one, two);
    case TEST_JARO_WINKLER_POINTS: return jaro_winkler_points(one, two);
    case TEST_LEVENSHTEIN: return levenshtein(one, two);
    case TEST_OSA: return osa(one, two);
    case TEST_OSA_POINTS: return osa_points(one, two);
    case TEST_DAMERAU: return damerau(one, two);
    case TEST_JACCARD: return jaccard(one, two);
    case TEST_SHARED: return (double)list_shared(one, two);
    case TEST_STARTS: return (double)text_starts(one, two);
    case TEST_HAS_WORD: return (double)word_shared(one, two);
    default: return NAN;
    }
}

static bool is_same(const struct feature *f, const struct feature_pair *p)
{
    return f->across ? f->across[p->left] == p->right : p->left == p->right;
}

double feature_number(const struct feature *f, const struct link_slots *s, const struct feature_pair *p)
{
    double one, two;

    switch (f->test) {
    case TEST_EQUAL:
        return is_same(f, p) ? 1 : 0;
    case TEST_KM:
        return great_circle_km(number_of(s, f->left, p->left), number_of(s, f->left2, p->left2),
                               number_of(s, f->right, p->right), number_of(s, f->right2, p->right2));
    case TEST_DAYS:
    case TEST_NUMBER:
        return fabs(number_of(s, f->left, p->left) - number_of(s, f->right, p->right));
    case TEST_NUMBER_SHARE:
        one = number_of(s, f->left, p->left);
        two = number_of(s, f->right, p->right);
        return fabs(one - two) / (two > one ? two : one);
    default:
        return text_number(f->test, text_in(s, f->left, p->left), text_in(s, f->right, p->right));
    }
}

/* ---- both ---- */

static bool counts_slips(enum link_test_kind test)
{
    return test == TEST_LEVENSHTEIN || test == TEST_OSA || test == TEST_DAMERAU;
}

static bool is_within(enum link_test_kind test, struct str one, struct str two, uint32_t most)
{
    switch (test) {
    case TEST_LEVENSHTEIN: return levenshtein_within(one, two, most);
    case TEST_OSA: return osa_within(one, two, most);
    default: return damerau_within(one, two, most);
    }
}

/* Whether the easiest step of an edit distance is reached is sooner said than how large the distance is. */
size_t feature_reach(const struct feature *f, const struct link_slots *s, const struct feature_pair *p)
{
    double easiest = f->steps ? f->step[0].threshold : -1;

    if (counts_slips(f->test) && easiest >= 0 && easiest < 1e9) {
        struct str one = text_in(s, f->left, p->left), two = text_in(s, f->right, p->right);
        if (!is_within(f->test, one, two, (uint32_t)easiest))
            return 0;
        if (f->steps == 1 && !f->step[0].strict)
            return 1;
    }
    return count_reached(f, feature_number(f, s, p));
}

bool feature_reach_same(const struct feature *f, size_t *out)
{
    if (f->left != f->right || f->across)
        return false;
    switch (f->test) {
    case TEST_EQUAL:
    case TEST_JARO:
    case TEST_JARO_WINKLER:
    case TEST_JARO_WINKLER_POINTS:
    case TEST_JACCARD:
        *out = count_reached(f, 1);
        return true;
    case TEST_LEVENSHTEIN:
    case TEST_OSA:
    case TEST_OSA_POINTS:
    case TEST_DAMERAU:
    case TEST_DAYS:
    case TEST_NUMBER:
        *out = count_reached(f, 0);
        return true;
    default:
        return false;
    }
}
