/* The truth about the plants as rows. */
#include "northmere/plant.h"

static void add_areas(const struct town *t, const struct plant *p, struct buf *b)
{
    if (p->areas == 0)
        buf_add_text(b, "all");
    for (size_t i = 0; i < p->areas; i++) {
        buf_add_text(b, i ? " " : "");
        buf_add(b, t->area[p->area[i]].code);
    }
}

static void add_place(const struct town *t, const struct plant *p, struct buf *b)
{
    if (p->kind == PLANT_QUIET || p->areas == 0) {
        buf_add(b, t->name);
        return;
    }
    if (p->kind == PLANT_SERIES || p->kind == DECOY_REPORTER) {
        buf_add(b, t->street[t->postcode[p->postcode].street].name);
        buf_add_byte(b, ' ');
    }
    buf_add(b, t->area[p->area[0]].name);
}

void plant_write(const struct town *t, const struct plants *p, struct buf *b)
{
    buf_add_text(b, "plant (invented),kind (invented),decoy (invented),agency (invented),category (invented),"
                    "areas (invented),place (invented),from (invented),to (invented),rows (invented)\n");
    for (enum plant_kind k = 0; k < PLANT_KINDS; k++) {
        const struct plant *of = &p->at[k];
        buf_addf(b, "%d,%s,%s,%s,%s,", (int)k + 1, plant_kind_word(k), of->decoy ? "yes" : "no",
                 incident_feed_code(of->feed), k == PLANT_QUIET ? "all rows" : incident_what_code(of->what));
        add_areas(t, of, b);
        buf_add_byte(b, ',');
        add_place(t, of, b);
        buf_add_byte(b, ',');
        buf_add_date(b, of->from);
        buf_add_byte(b, ',');
        buf_add_date(b, of->to);
        buf_addf(b, ",%zu\n", of->rows);
    }
}
