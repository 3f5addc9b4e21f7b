#include "northmere/name.h"
#include "base/number.h"

extern const char asset_forenames_txt[], asset_forenames_txt_end[];
extern const char asset_surnames_txt[], asset_surnames_txt_end[];
extern const char asset_origins_txt[], asset_origins_txt_end[];
extern const char asset_nicknames_open_txt[], asset_nicknames_open_txt_end[];
extern const char asset_nicknames_own_txt[], asset_nicknames_own_txt_end[];

static struct str between(const char *from, const char *to)
{
    return (struct str){ from, (size_t)(to - from) };
}
#define ASSET(name) between(asset_##name, asset_##name##_end)

/* Of names that both lists shorten, how many in ten are shortened by our own. */
enum { OWN_IN_TEN = 1 };

/* The lists as they are read: room for all, counted before. */
struct reading {
    struct name_book *book;
    uint32_t (*forename_weight)[NAME_BANDS];
    struct {
        uint8_t list;
        bool woman;
    } *forename_of;
    uint32_t *surname_weight;
    uint8_t *surname_list;
};

static const char *const LIST_WORD[NAME_LISTS] = {
    "english", "celtic", "south-asian", "arabic", "african", "east-european", "east-asian", "iberian",
};

const char *name_list_word(enum name_list list)
{
    return LIST_WORD[list];
}

static size_t lines(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.at[i] == '\n';
    return n;
}

static bool not_as_made(struct err *err)
{
    return err_set(err, ERR_BUG, "a bundled list of names is not as tools/names writes it");
}

static bool read_weight(struct str *line, uint32_t *out)
{
    int64_t n;

    if (!number_int(str_cut(line, ' '), &n) || n < 0 || n > 1000000)
        return false;
    *out = (uint32_t)n;
    return true;
}

bool name_is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

static struct name plain_name(struct str text)
{
    return (struct name){ .text = text, .feminine = text, .marked = !name_is_plain(text) };
}

static bool read_forenames(struct reading *in, struct str text)
{
    while (text.len) {
        struct str line = str_cut(&text, '\n'), sex = str_cut(&line, ' ');
        size_t n = in->book->forenames++;

        in->book->forename[n] = plain_name(str_cut(&line, ' '));
        in->forename_of[n].list = NAME_ENGLISH;
        in->forename_of[n].woman = str_eq(sex, STR("F"));
        for (int band = 0; band < NAME_BANDS; band++)
            if (!read_weight(&line, &in->forename_weight[n][band]))
                return false;
    }
    return true;
}

static bool read_surnames(struct reading *in, struct str text)
{
    while (text.len) {
        struct str line = str_cut(&text, '\n');
        size_t n = in->book->surnames++;

        in->book->surname[n] = plain_name(str_cut(&line, ' '));
        in->surname_list[n] = NAME_ENGLISH;
        if (!read_weight(&line, &in->surname_weight[n]))
            return false;
    }
    return true;
}

static bool list_find(struct str word, uint8_t *out)
{
    for (size_t i = 0; i < NAME_LISTS; i++)
        if (str_eq(word, str_of(LIST_WORD[i]))) {
            *out = (uint8_t)i;
            return true;
        }
    return false;
}

static void add_origin_name(struct reading *in, uint8_t list, struct str kind, uint32_t weight,
                            struct name name)
{
    if (str_eq(kind, STR("S"))) {
        size_t n = in->book->surnames++;
        in->book->surname[n] = name;
        in->surname_list[n] = list;
        in->surname_weight[n] = weight;
        return;
    }
    size_t n = in->book->forenames++;
    in->book->forename[n] = name;
    in->forename_of[n].list = list;
    in->forename_of[n].woman = str_eq(kind, STR("F"));
    in->forename_weight[n][0] = weight;
}

static bool read_origins(struct reading *in, struct str text)
{
    while (text.len) {
        struct str line = str_cut(&text, '\n'), word = str_cut(&line, ' '), kind = str_cut(&line, ' ');
        uint8_t list;
        uint32_t weight;

        if (!list_find(word, &list) || !read_weight(&line, &weight))
            return false;
        struct str forms = str_cut(&line, ' ');
        struct name name = plain_name(str_cut(&forms, '/'));
        if (forms.len)
            name.feminine = forms;
        name.marked |= !name_is_plain(name.feminine);
        name.others = line;
        add_origin_name(in, list, kind, weight, name);
    }
    return true;
}

/* Puts the short forms beside every forename so written, of either sex and any list. */
static void read_short_forms(struct name_book *b, struct str text, bool own)
{
    size_t lines_left = lines(text);

    while (lines_left--) {
        struct str line = str_cut(&text, '\n'), of = str_cut(&line, ' ');
        for (size_t i = 0; i < b->forenames; i++)
            if (b->forename[i].text.len == of.len && str_eq(b->forename[i].text, of)) {
                if (own)
                    b->forename[i].short_own = line;
                else
                    b->forename[i].short_open = line;
            }
    }
}

/* Room for all draws: a forename is drawn in each band at most, a surname once. */
struct pool {
    uint32_t *running;
    uint16_t *of;
    size_t used;
};

static struct name_draw draw_begin(const struct pool *pool)
{
    return (struct name_draw){ pool->running + pool->used, pool->of + pool->used, 0 };
}

static void draw_add(struct name_draw *d, struct pool *pool, size_t name, uint32_t weight)
{
    if (!weight)
        return;
    d->running[d->count] = weight + (d->count ? d->running[d->count - 1] : 0);
    d->of[d->count++] = (uint16_t)name;
    pool->used++;
}

static bool weigh_forenames(const struct reading *in, struct pool *pool)
{
    struct name_book *b = in->book;

    for (int list = 0; list < NAME_LISTS; list++)
        for (int woman = 0; woman < 2; woman++)
            for (int band = 0; band < (list == NAME_ENGLISH ? NAME_BANDS : 1); band++) {
                struct name_draw d = draw_begin(pool);
                for (size_t i = 0; i < b->forenames; i++)
                    if (in->forename_of[i].list == list && in->forename_of[i].woman == woman)
                        draw_add(&d, pool, i, in->forename_weight[i][band]);
                if (!d.count)
                    return false;
                b->by_birth[list][woman][band] = d;
            }
    return true;
}

static bool weigh_surnames(const struct reading *in, struct pool *pool)
{
    struct name_book *b = in->book;

    for (int list = 0; list < NAME_LISTS; list++) {
        struct name_draw d = draw_begin(pool);
        for (size_t i = 0; i < b->surnames; i++)
            if (in->surname_list[i] == list)
                draw_add(&d, pool, i, in->surname_weight[i]);
        if (!d.count)
            return false;
        b->family[list] = d;
    }
    return true;
}

static bool reading_open(struct reading *in, struct arena *a)
{
    size_t forenames = lines(ASSET(forenames_txt)) + lines(ASSET(origins_txt));
    size_t surnames = lines(ASSET(surnames_txt)) + lines(ASSET(origins_txt));

    in->book->forename = arena_new(a, struct name, forenames);
    in->book->surname = arena_new(a, struct name, surnames);
    in->forename_weight = arena_alloc(a, forenames, sizeof *in->forename_weight, _Alignof(uint32_t));
    in->forename_of = arena_alloc(a, forenames, sizeof *in->forename_of, 1);
    in->surname_weight = arena_new(a, uint32_t, surnames);
    in->surname_list = arena_new(a, uint8_t, surnames);
    return in->book->forename && in->book->surname && in->forename_weight && in->forename_of &&
           in->surname_weight && in->surname_list && forenames < NAME_NONE && surnames < NAME_NONE;
}

bool name_book_make(struct arena *a, struct name_book *out, struct err *err)
{
    struct name_book book = { 0 };
    struct reading in = { .book = &book };

    if (!reading_open(&in, a))
        return err_memory(err, "the lists of names");
    if (!read_forenames(&in, ASSET(forenames_txt)) || !read_surnames(&in, ASSET(surnames_txt)) ||
        !read_origins(&in, ASSET(origins_txt)))
        return not_as_made(err);
    read_short_forms(&book, ASSET(nicknames_open_txt), false);
    read_short_forms(&book, ASSET(nicknames_own_txt), true);
    size_t room = book.forenames * NAME_BANDS + book.surnames;
    struct pool pool = { arena_new(a, uint32_t, room), arena_new(a, uint16_t, room), 0 };
    if (!pool.running || !pool.of)
        return err_memory(err, "the lists of names");
    if (!weigh_forenames(&in, &pool) || !weigh_surnames(&in, &pool))
        return not_as_made(err);
    *out = book;
    return true;
}

static uint16_t draw(const struct name_draw *d, struct chance *r)
{
    uint32_t lot = (uint32_t)chance_below(r, d->running[d->count - 1]);
    size_t low = 0, high = d->count - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->running[middle] > lot)
            high = middle;
        else
            low = middle + 1;
    }
    return d->of[low];
}

static int band_of(int born_year)
{
    return born_year < 1970 ? 0 : born_year < 1996 ? 1 : born_year > 2020 ? NAME_BANDS - 1
                                                                         : 2 + (born_year - 1996) / 5;
}

uint16_t name_forename(const struct name_book *b, enum name_list list, bool woman, int born_year,
                       struct chance *r)
{
    int band = list == NAME_ENGLISH ? band_of(born_year) : 0;

    return draw(&b->by_birth[list][woman][band < NAME_BANDS ? band : NAME_BANDS - 1], r);
}

uint16_t name_surname(const struct name_book *b, enum name_list list, struct chance *r)
{
    return draw(&b->family[list], r);
}

/* One of the words, its underscores made blanks. */
static void pick_word(struct str words, bool woman, struct chance *r, struct slip_text *out)
{
    uint64_t n = 1;

    for (size_t i = 0; i < words.len; i++)
        n += words.at[i] == ' ';
    for (n = chance_below(r, n); n; n--)
        (void)str_cut(&words, ' ');
    struct str feminine = str_cut(&words, ' '), text = str_cut(&feminine, '/');
    slip_set(out, woman && feminine.len ? feminine : text);
    for (size_t i = 0; i < out->len; i++)
        if (out->at[i] == '_')
            out->at[i] = ' ';
}

bool name_other(const struct name *n, bool woman, struct chance *r, struct slip_text *out)
{
    if (!n->others.len)
        return false;
    pick_word(n->others, woman, r, out);
    return true;
}

bool name_short(const struct name *n, struct chance *r, struct slip_text *out, bool *own)
{
    bool ours = chance_below(r, 10) < OWN_IN_TEN;

    if (!n->short_open.len && !n->short_own.len)
        return false;
    *own = n->short_own.len && (ours || !n->short_open.len);
    pick_word(*own ? n->short_own : n->short_open, false, r, out);
    return true;
}

/* Every letter with a mark that the lists use, and its plain one. */
static const char *const PLAIN[][2] = {
    { "ł", "l" }, { "Ł", "L" }, { "ą", "a" }, { "ę", "e" }, { "ś", "s" }, { "ń", "n" }, { "ó", "o" },
    { "ź", "z" }, { "ż", "z" }, { "ć", "c" }, { "ș", "s" }, { "Ș", "S" }, { "ț", "t" }, { "ă", "a" },
    { "â", "a" }, { "î", "i" }, { "é", "e" }, { "á", "a" }, { "í", "i" }, { "ú", "u" }, { "ã", "a" },
    { "ç", "c" }, { "ñ", "n" }, { "ė", "e" }, { "ı", "i" }, { "ö", "o" }, { "ê", "e" }, { "Ó", "O" },
    { "É", "E" }, { "Á", "A" }, { "ầ", "a" }, { "ễ", "e" }, { "ạ", "a" }, { "ơ", "o" }, { "ư", "u" },
};

/* How many bytes the letter at `at` takes, and its plain form when it carries a mark. */
static size_t plain_letter(const char *at, size_t left, struct str *out)
{
    *out = (struct str){ at, 1 };
    if ((unsigned char)*at < 0x80)
        return 1;
    for (size_t k = 0; k < COUNT_OF(PLAIN); k++)
        if (str_starts((struct str){ at, left }, str_of(PLAIN[k][0]))) {
            *out = str_of(PLAIN[k][1]);
            return strlen(PLAIN[k][0]);
        }
    return 1;
}

void name_fold(struct slip_text *t)
{
    size_t n = 0;

    if (name_is_plain(slip_str(t)))
        return;
    for (size_t i = 0; i < t->len;) {
        struct str plain;
        i += plain_letter(t->at + i, t->len - i, &plain);
        t->at[n++] = plain.at[0]; /* a plain form is one letter, and so no longer than what it stands for */
    }
    t->len = n;
}
