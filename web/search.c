#include "web/search.h"

const char *search_kind_label(enum search_kind k)
{
    static const char *const LABEL[] = { "Ward", "Small area", "Postcode", "Street or place" };

    return LABEL[k];
}

struct seeking {
    const struct snapshot *s;
    struct arena *arena;
    struct str words;    /* folded */
    struct str postcode; /* folded, "" when the words are none */
    struct search_found found;
};

/* ---- how a name answers the words ---- */

enum answer { ANSWER_NOT, ANSWER_INSIDE, ANSWER_BEGINS, ANSWER_WHOLE };

static enum answer answer_of(struct str name, struct str words)
{
    const char *at = name.at;
    size_t left = name.len;

    if (str_starts(name, words))
        return name.len == words.len ? ANSWER_WHOLE : ANSWER_BEGINS;
    while (left > words.len) {
        const char *hit = memmem(at, left, words.at, words.len);

        if (!hit)
            break;
        if (hit > name.at && hit[-1] == ' ')
            return ANSWER_INSIDE;
        left -= (size_t)(hit + 1 - at);
        at = hit + 1;
    }
    return ANSWER_NOT;
}

static bool is_postcode(struct str folded)
{
    char out[PLACE_POSTCODE_MAX];
    size_t len;

    return place_postcode(folded, out, &len);
}

/* "high street" -> "High Street", "me4 4tr" -> "ME4 4TR". */
static struct str as_shown(struct arena *a, struct str folded, bool all)
{
    struct str s = arena_copy(a, folded);
    char *at = (char *)(uintptr_t)s.at;

    for (size_t i = 0; at && i < s.len; i++)
        if (at[i] >= 'a' && at[i] <= 'z' && (all || i == 0 || at[i - 1] == ' '))
            at[i] = (char)(at[i] - 'a' + 'A');
    return s;
}

/* ---- hits ---- */

static bool add(struct seeking *k, struct search_hit hit, struct err *err)
{
    struct search_found *f = &k->found;

    if (!hit.name.at)
        return err_memory(err, "what was found");
    if (f->hits == SEARCH_HITS_MAX)
        f->more = true;
    else
        f->hit[f->hits++] = hit;
    return true;
}

static bool code_is(struct str code, struct str words)
{
    return str_eq_fold(code, words);
}

static bool seek_areas(struct seeking *k, enum search_kind kind, enum answer want, struct err *err)
{
    const struct area_book *book = &k->s->tally.areas;
    const struct area_list *in = kind == SEARCH_WARD ? &book->ward : &book->small;

    for (size_t i = 0; i < in->len; i++) {
        struct search_hit hit = { kind, in->at[i].name, want == ANSWER_WHOLE, AREA_NONE, (int)i };
        struct str folded;
        enum answer got;

        if (!gazetteer_fold(in->at[i].name, k->arena, &folded, err))
            return false;
        got = code_is(in->at[i].code, k->words) ? ANSWER_WHOLE : answer_of(folded, k->words);
        if (got != want)
            continue;
        if (kind == SEARCH_SMALL) {
            hit.small = (int)i;
            hit.ward = in->at[i].ward;
        }
        if (!add(k, hit, err))
            return false;
    }
    return true;
}

/* The same name in the same area again: one hit. */
static bool seen(const struct search_found *f, struct str shown, int small)
{
    for (size_t i = f->hits; i-- > 0 && f->hit[i].kind >= SEARCH_POSTCODE;)
        if (f->hit[i].small == small && str_eq(f->hit[i].name, shown))
            return true;
    return false;
}

static bool add_place(struct seeking *k, const struct shot_place *p, bool exact, struct err *err)
{
    bool code = is_postcode(p->name);
    struct search_hit hit = { code ? SEARCH_POSTCODE : SEARCH_PLACE, as_shown(k->arena, p->name, code), exact,
                              p->small, AREA_NONE };

    if (p->small != AREA_NONE)
        hit.ward = k->s->tally.areas.small.at[p->small].ward;
    return (hit.name.at && seen(&k->found, hit.name, p->small)) || add(k, hit, err);
}

/* The first place whose name is not before the words. */
static size_t first_from(const struct snapshot *s, struct str words)
{
    size_t low = 0, high = s->places;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (str_order(s->place[mid].name, words) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool seek_beginning(struct seeking *k, struct str words, bool whole, struct err *err)
{
    for (size_t i = first_from(k->s, words); i < k->s->places && !k->found.more; i++) {
        const struct shot_place *p = &k->s->place[i];

        if (!str_starts(p->name, words))
            break;
        if ((p->name.len == words.len) == whole && !add_place(k, p, whole, err))
            return false;
    }
    return true;
}

static bool seek_inside(struct seeking *k, struct err *err)
{
    for (size_t i = 0; i < k->s->places && !k->found.more; i++)
        if (answer_of(k->s->place[i].name, k->words) == ANSWER_INSIDE &&
            !add_place(k, &k->s->place[i], false, err))
            return false;
    return true;
}

static bool fold_words(struct seeking *k, struct str words, struct err *err)
{
    char code[PLACE_POSTCODE_MAX];
    size_t len;

    if (!gazetteer_fold(words, k->arena, &k->words, err))
        return false;
    if (place_postcode(str_trim(words), code, &len))
        return gazetteer_fold((struct str){ code, len }, k->arena, &k->postcode, err);
    return true;
}

bool search_find(const struct snapshot *s, struct str words, struct arena *a, struct search_found *out,
                 struct err *err)
{
    struct seeking *k = arena_new(a, struct seeking, 1);

    if (!k)
        return err_memory(err, "the search");
    *k = (struct seeking){ .s = s, .arena = a };
    if (!fold_words(k, words, err))
        return false;
    if (k->words.len > 0 &&
        (!seek_areas(k, SEARCH_WARD, ANSWER_WHOLE, err) || !seek_areas(k, SEARCH_SMALL, ANSWER_WHOLE, err) ||
         (k->postcode.len > 0 && !seek_beginning(k, k->postcode, true, err)) ||
         !seek_beginning(k, k->words, true, err) || !seek_areas(k, SEARCH_WARD, ANSWER_BEGINS, err) ||
         !seek_areas(k, SEARCH_WARD, ANSWER_INSIDE, err) ||
         !seek_areas(k, SEARCH_SMALL, ANSWER_BEGINS, err) || !seek_beginning(k, k->words, false, err) ||
         !seek_areas(k, SEARCH_SMALL, ANSWER_INSIDE, err) || !seek_inside(k, err)))
        return false;
    *out = k->found;
    return true;
}

void search_held(const struct snapshot *s, size_t *postcodes, size_t *names)
{
    *postcodes = *names = 0;
    for (size_t i = 0; i < s->places; i++)
        *(is_postcode(s->place[i].name) ? postcodes : names) += 1;
}
