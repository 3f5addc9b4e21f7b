#include "northmere/people.h"
#include "northmere/file.h"

/* The town's usual lists: of 1,000 families. Invented, like the town. */
static const uint16_t USUAL[NAME_LISTS] = { 690, 60, 85, 35, 40, 55, 15, 20 };

enum { PERSONS_AT_1 = 6000, PIECE = 65536 };

struct making {
    struct people *p;
    struct family_ground ground;
    size_t wanted;
    uint32_t phones;
};

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    return b ? common_divisor(b, a % b) : a;
}

/* Homes are visited in steps prime to their number: neighbours in the count live apart, none comes twice. */
static bool count_homes(const struct town *t, struct arena *a, struct family_ground *g, struct err *err)
{
    uint64_t *before = arena_new(a, uint64_t, t->postcodes);

    if (!before)
        return err_memory(err, "the town's homes");
    g->homes = 0;
    for (size_t i = 0; i < t->postcodes; i++) {
        before[i] = g->homes;
        g->homes += t->postcode[i].households > 0 ? (uint64_t)t->postcode[i].households : 0;
    }
    if (!g->homes)
        return err_set(err, ERR_INPUT, "the town has no homes; its postcodes must have households");
    g->homes_before = before;
    g->stride = g->homes * 5 / 8 | 1;
    while (common_divisor(g->homes, g->stride) != 1)
        g->stride += 2;
    return true;
}

static bool check_order(const struct town *t, const struct people_order *o, struct err *err)
{
    struct date first;
    unsigned sum = 0;

    if (!(o->scale >= .01 && o->scale <= 170))
        return err_set(err, ERR_INPUT,
                       "the scale must lie between 0.01 and 170; 1 makes about 6,000 persons");
    if (!date_make(1990, 1, 1, &first) || o->today.days < first.days)
        return err_set(err, ERR_INPUT, "the newest day must be in 1990 or later");
    if (!t->postcodes || !t->schools)
        return err_set(err, ERR_INPUT, "a town without postcodes or schools has no files of people");
    for (int i = 0; o->list_per_mille && i < NAME_LISTS; i++)
        sum += o->list_per_mille[i];
    if (o->list_per_mille && sum != 1000)
        return err_set(err, ERR_INPUT, "the shares of the lists of names sum to %u, not 1,000", sum);
    return true;
}

/* Keeps those of a family whom some partner knows. */
static void keep_known(struct making *m, const struct family *f)
{
    struct people *p = m->p;
    size_t before = p->persons;

    for (size_t i = 0; i < f->members && p->persons < m->wanted; i++)
        if (f->member[i].known) {
            p->person[p->persons] = f->member[i];
            p->person[p->persons++].household = (uint32_t)p->households;
        }
    if (p->persons == before)
        return;
    struct household *h = &p->household[p->households++];
    *h = f->household;
    h->phone = m->phones++;
    for (size_t i = before; i < p->persons; i++) {
        bool own = person_age(p->person[i].born, p->order.today) >= 13;
        p->person[i].phone = own ? m->phones++ : h->phone;
    }
}

static void shuffle(uint32_t *row, size_t n, uint64_t seed, enum people_partner partner)
{
    struct chance r;

    person_stream(&r, seed, STREAM_ORDER, (uint64_t)partner);
    for (size_t i = n; i > 1; i--) {
        size_t k = (size_t)chance_below(&r, i);
        uint32_t last = row[i - 1];
        row[i - 1] = row[k];
        row[k] = last;
    }
}

static bool make_rows(struct people *p, struct arena *a, struct err *err)
{
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
        size_t n = 0;
        for (size_t i = 0; i < p->persons; i++)
            n += p->person[i].known >> partner & 1 ? 1u + p->person[i].copies[partner] : 0;
        uint32_t *row = p->row[partner] = arena_new(a, uint32_t, n ? n : 1);
        if (!row)
            return err_memory(err, "the rows of the partners' files");
        for (size_t i = 0; i < p->persons; i++)
            for (uint32_t copy = 0;
                 p->person[i].known >> partner & 1 && copy <= p->person[i].copies[partner]; copy++)
                row[p->rows[partner]++] = (uint32_t)i | copy << 30;
        shuffle(row, n, p->order.seed, partner);
    }
    return true;
}

bool people_make(const struct town *t, const struct people_order *o, struct arena *a, struct people *out,
                 struct err *err)
{
    struct people p = { .town = t, .order = *o };
    struct making m = { .p = &p };
    struct family f;

    if (!check_order(t, o, err) || !name_book_make(a, &p.book, err))
        return false;
    m.wanted = (size_t)(o->scale * PERSONS_AT_1 + .5);
    m.ground = (struct family_ground){ .town = t, .book = &p.book, .seed = o->seed, .today = o->today,
                                       .list_per_mille = o->list_per_mille ? o->list_per_mille : USUAL };
    p.person = arena_new(a, struct person, m.wanted);
    p.household = arena_new(a, struct household, m.wanted);
    if (!p.person || !p.household)
        return err_memory(err, "the invented persons");
    if (!count_homes(t, a, &m.ground, err))
        return false;
    for (uint64_t n = 0; p.persons < m.wanted; n++) {
        family_make(&m.ground, n, &f);
        keep_known(&m, &f);
    }
    if (!make_rows(&p, a, err))
        return false;
    *out = p;
    return true;
}

/* ---- files ---- */

struct piece {
    struct arena arena;
    struct buf text;
    people_sink *sink;
    void *with;
};

static void piece_open(struct piece *out, people_sink *sink, void *with)
{
    *out = (struct piece){ .sink = sink, .with = with };
    arena_open(&out->arena, (size_t)8 * PIECE);
    out->text.arena = &out->arena;
}

static void piece_close(struct piece *p)
{
    arena_close(&p->arena);
}

/* Hands on what is there once it is a piece, or at the end. */
static bool piece_pass(struct piece *p, size_t at_least, struct err *err)
{
    if (p->text.failed)
        return err_memory(err, "a partner's file");
    if (p->text.len < at_least || !p->text.len)
        return true;
    if (!p->sink(p->with, (struct str){ p->text.at, p->text.len }, err))
        return false;
    p->text.len = 0;
    return true;
}

bool people_file(const struct people *p, enum people_partner partner, people_sink *sink, void *with,
                 struct err *err)
{
    struct piece out _cleanup_(piece_close);
    struct file_row row;

    piece_open(&out, sink, with);
    file_add_header(&out.text, partner);
    for (size_t n = 0; n < p->rows[partner]; n++) {
        file_row_make(p, partner, n, &row);
        file_add_row(&out.text, p, &row, n);
        if (!piece_pass(&out, PIECE, err))
            return false;
    }
    return piece_pass(&out, 0, err);
}

static void add_person(struct buf *b, size_t person)
{
    buf_addf(b, "N%07zu", person + 1);
}

bool people_truth(const struct people *p, people_sink *sink, void *with, struct err *err)
{
    struct piece out _cleanup_(piece_close);
    struct slip_text id;

    piece_open(&out, sink, with);
    buf_add_text(&out.text, "source (invented),id (invented),person (invented)\n");
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        for (size_t n = 0; n < p->rows[partner]; n++) {
            file_row_id(partner, n, &id);
            buf_add_text(&out.text, people_file_name(partner));
            buf_add_byte(&out.text, ',');
            buf_add_csv(&out.text, slip_str(&id));
            buf_add_byte(&out.text, ',');
            add_person(&out.text, p->row[partner][n] & 0x3fffffff);
            buf_add_byte(&out.text, '\n');
            if (!piece_pass(&out, PIECE, err))
                return false;
        }
    return piece_pass(&out, 0, err);
}

static void add_known(struct buf *b, unsigned known)
{
    bool first = true;

    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        if (known >> partner & 1) {
            buf_add_text(b, first ? "" : "; ");
            buf_add_text(b, people_partner_word(partner));
            first = false;
        }
}

static void add_surname(struct buf *b, const struct people *p, const struct person *who)
{
    struct str second =
        who->second == NAME_NONE ? STR("") : name_form(&p->book.surname[who->second], who->woman);

    buf_add(b, name_form(&p->book.surname[who->surname], who->woman));
    if (second.len)
        buf_add_byte(b, who->hyphen ? '-' : ' ');
    buf_add(b, second);
}

static void add_truth_of(struct buf *b, const struct people *p, size_t i)
{
    const struct person *who = &p->person[i];

    add_person(b, i);
    buf_addf(b, ",H%07u,", who->household + 1);
    buf_add_text(b, name_list_word(who->list));
    buf_add_byte(b, ',');
    buf_add(b, p->book.forename[who->forename].text);
    buf_add_byte(b, ',');
    add_surname(b, p, who);
    buf_add_byte(b, ',');
    buf_add_date(b, who->born);
    buf_add_text(b, who->woman ? ",F," : ",M,");
    add_known(b, who->known);
    buf_add_byte(b, '\n');
}

bool people_persons(const struct people *p, people_sink *sink, void *with, struct err *err)
{
    struct piece out _cleanup_(piece_close);

    piece_open(&out, sink, with);
    buf_add_text(
        &out.text,
        "person (invented),household (invented),list of names (invented),forename (invented),"
        "surname (invented),date of birth (invented),sex (invented),known to (invented)\n");
    for (size_t i = 0; i < p->persons; i++) {
        add_truth_of(&out.text, p, i);
        if (!piece_pass(&out, PIECE, err))
            return false;
    }
    return piece_pass(&out, 0, err);
}
