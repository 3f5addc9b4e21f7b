#include "picture/gazetteer.h"

bool gazetteer_fold(struct str words, struct arena *a, struct str *out, struct err *err)
{
    static const struct str NEAR = { "on or near ", 11 };
    char *at = arena_new(a, char, words.len + 1);
    size_t n = 0;

    if (!at)
        return err_memory(err, "a place's name");
    for (size_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            at[n++] = c;
        else if (c != '\'' && n && at[n - 1] != ' ')
            at[n++] = ' ';
    }
    while (n && at[n - 1] == ' ')
        n--;
    *out = (struct str){ at, n };
    if (str_starts(*out, NEAR))
        *out = str_from(*out, NEAR.len);
    return true;
}

bool gazetteer_read(struct txn *t, struct arena *a, struct gazetteer *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_place_list_out row;
    struct gazetteer g = { 0 };
    size_t room = 0;
    enum row r;

    if (!sql_place_list_begin(&q, t, err))
        return false;
    while ((r = sql_place_list_next(&q, &row, err)) == ROW_SOME) {
        struct gazetteer_entry e = { .name = arena_copy(a, row.name),
                                     .point = { row.lon, row.lat },
                                     .area_code = STR("") };
        if (row.area_code.at)
            e.area_code = arena_copy(a, row.area_code);
        if (!e.name.at || !e.area_code.at || !arena_grow(a, &g.at, &room, g.len, g.len + 1, sizeof e))
            return err_memory(err, "the gazetteer");
        g.at[g.len++] = e;
    }
    if (r == ROW_NONE)
        *out = g;
    return r == ROW_NONE;
}

/* The first entry of that name, or NULL. */
static const struct gazetteer_entry *first_named(const struct gazetteer *g, struct str name)
{
    size_t low = 0, high = g->len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_order(g->at[mid].name, name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < g->len && str_eq(g->at[low].name, name) ? &g->at[low] : NULL;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

const struct gazetteer_entry *gazetteer_postcode(const struct gazetteer *g, struct str postcode)
{
    char folded[PLACE_POSTCODE_MAX];

    if (postcode.len >= sizeof folded)
        return NULL;
    for (size_t i = 0; i < postcode.len; i++)
        folded[i] = lower(postcode.at[i]);
    return first_named(g, (struct str){ folded, postcode.len });
}

static int area_of(const struct gazetteer_entry *e, const struct area_book *b)
{
    bool outside;
    int i = area_by_code(&b->small, e->area_code);

    return i != AREA_NONE ? i : area_at(b, e->point, 200, &outside);
}

/* The one area all entries of this name lie in, or AREA_NONE. */
static int area_of_all(const struct gazetteer *g, const struct gazetteer_entry *first,
                       const struct area_book *b)
{
    int only = area_of(first, b);

    for (const struct gazetteer_entry *e = first + 1;
         e < g->at + g->len && str_eq(e->name, first->name); e++)
        if (area_of(e, b) != only)
            return AREA_NONE;
    return only;
}

int gazetteer_area(const struct gazetteer *g, const struct area_book *b, struct str folded,
                   struct lonlat *point)
{
    size_t longest = 4; /* shorter names ("A2") stand in too many sentences */
    int found = AREA_NONE;

    for (size_t from = 0; from < folded.len; from++) {
        if (from && folded.at[from - 1] != ' ')
            continue;
        for (size_t end = folded.len; end > from + longest; end--) {
            if (end < folded.len && folded.at[end] != ' ')
                continue;
            const struct gazetteer_entry *e =
                first_named(g, (struct str){ folded.at + from, end - from });
            int area = e ? area_of_all(g, e, b) : AREA_NONE;
            if (area == AREA_NONE)
                continue;
            longest = end - from;
            found = area;
            *point = e->point;
            break;
        }
    }
    return found;
}
