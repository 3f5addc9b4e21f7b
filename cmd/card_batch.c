/* safekeep card batch add, give, list - how many cards were printed, and where they went. */
#include "cards/batch.h"
#include "cmd/card_verbs.h"

struct printed {
    struct batch batch;
    struct batch_given given;
    struct arena *arena;
    int64_t id;
};

static bool read_count(const struct call *c, int64_t *out, struct err *err)
{
    return call_whole(c, "--count", 1, BATCH_COUNT_MAX, out, err);
}

static bool add(struct txn *t, void *with, struct err *err)
{
    struct printed *p = with;

    return batch_add(t, &p->batch, p->arena, &p->id, err);
}

static int run_add(struct call *c, struct err *err)
{
    struct printed p = { .arena = c->arena };

    p.batch.layout = call_text(c, "--layout");
    p.batch.printed_by = call_text(c, "--by");
    if (!call_number(c, 0, "card edition list", &p.batch.edition, err) || !read_count(c, &p.batch.count, err))
        return EXIT_USAGE;
    if (!batch_layout_known(p.batch.layout))
        return USAGE(err, "--layout takes cr80, a7-fold, sheet-8up or poster-a4");
    if (!call_change(c, add, &p, err))
        return FAILED(err);

    struct buf b = { .arena = c->arena };
    buf_addf(&b, "Batch %lld is kept.", (long long)p.id);
    buf_add_byte(&b, '\0');
    return b.failed ? (err_memory(err, "the answer"), FAILED(err))
                    : call_did(c, "batch", p.id, "printed", b.at, err);
}

static bool give(struct txn *t, void *with, struct err *err)
{
    struct printed *p = with;

    return batch_give(t, &p->given, p->arena, err);
}

static int run_give(struct call *c, struct err *err)
{
    struct printed p = { .arena = c->arena };

    p.given.place = call_text(c, "--to");
    if (!call_number(c, 0, "card batch list", &p.given.batch, err) || !read_count(c, &p.given.count, err))
        return EXIT_USAGE;
    if (!call_change(c, give, &p, err))
        return FAILED(err);
    return call_did(c, "batch", p.given.batch, "given", "Kept.", err);
}

/* ---- listing ---- */

static void json_batch(const struct batch *b, const struct batch_given *g, size_t n, struct json_out *j)
{
    json_open_object(j);
    json_member_int(j, "batch", b->id);
    json_member_int(j, "edition", b->edition);
    json_member_str(j, "card", b->card);
    json_member_str(j, "layout", b->layout);
    json_member_int(j, "count", b->count);
    json_member_int(j, "given", b->given);
    json_member_moment(j, "printed", b->printed);
    json_member_str(j, "printed_by", b->printed_by);
    json_member_bool(j, "withdrawn", b->withdrawn);
    json_key(j, "places");
    json_open_array(j);
    for (size_t i = 0; i < n; i++) {
        if (g[i].batch != b->id)
            continue;
        json_open_object(j);
        json_member_str(j, "place", g[i].place);
        json_member_int(j, "count", g[i].count);
        json_member_moment(j, "given", g[i].at);
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static void text_batch(const struct batch *b, const struct batch_given *g, size_t n, struct buf *out)
{
    buf_addf(out, "%4lld  edition %lld of " STR_FMT ", " STR_FMT ", ", (long long)b->id,
             (long long)b->edition, STR_ARG(b->card), STR_ARG(b->layout));
    buf_add_moment_day(out, b->printed);
    buf_addf(out, ": %lld printed, %lld given out%s\n", (long long)b->count, (long long)b->given,
             b->withdrawn ? "  WITHDRAWN: collect them" : "");
    for (size_t i = 0; i < n; i++) {
        if (g[i].batch != b->id)
            continue;
        buf_addf(out, "      %6lld  ", (long long)g[i].count);
        buf_add(out, g[i].place);
        buf_add_text(out, ", ");
        buf_add_moment_day(out, g[i].at);
        buf_add_byte(out, '\n');
    }
}

static bool list(struct call *c, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct json_out j = { .buf = b };
    const struct batch_given *given;
    const struct batch *batch;
    size_t batches, places;

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !batch_list(&t, c->arena, &batch, &batches, err) ||
        !batch_given_list(&t, c->arena, &given, &places, err))
        return false;
    if (c->json)
        json_open_array(&j);
    for (size_t i = 0; i < batches; i++)
        if (c->json)
            json_batch(&batch[i], given, places, &j);
        else
            text_batch(&batch[i], given, places, b);
    if (c->json) {
        json_close_array(&j);
        buf_add_byte(b, '\n');
    } else if (batches == 0)
        buf_add_text(b, "No batch. \"safekeep card batch add\" says what was printed.\n");
    return true;
}

static int run_list(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    return list(c, &b, err) ? call_answer(&b, err) : FAILED(err);
}

static struct verb batch_add_verb = {
    .name = "card batch add",
    .summary = "say how many cards of an edition were printed",
    .operands = "EDITION",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Only an approved edition has batches. The first one makes its state \"printed\".\n",
    .option = (const struct option[]){
        STORE_OPTION,
        BY_OPTION,
        { "--layout", "WORD", "cr80, a7-fold, sheet-8up or poster-a4", true, false },
        { "--count", "N", "how many cards, or posters", true, false },
        { 0 } },
    .example = (const struct example[]){
        { "Two thousand wallet cards",
          "safekeep card batch add --store csp.safekeep 1 --layout cr80 --count 2000 --by \"B. Wren\"" },
        { 0 } },
    .run = run_add,
};
VERB(batch_add_verb)

static struct verb batch_give_verb = {
    .name = "card batch give",
    .summary = "say where cards of a batch went",
    .operands = "BATCH",
    .operands_min = 1,
    .operands_max = 1,
    .text = "A place or an organisation and a count, never a person: so that, when a number changes, you\n"
            "know where the old cards lie.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--to", "WORDS", "the place or organisation", true, false },
        { "--count", "N", "how many", true, false },
        { 0 } },
    .example = (const struct example[]){
        { "To a school",
          "safekeep card batch give --store csp.safekeep 1 --to \"Riverside School\" --count 400" },
        { 0 } },
    .run = run_give,
};
VERB(batch_give_verb)

static struct verb batch_list_verb = {
    .name = "card batch list",
    .summary = "list what was printed and where it went",
    .operands = "",
    .text = "Each batch with the places its cards went to. Cards of an edition that was withdrawn are\n"
            "marked: they ought to be collected.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){
        { "All batches", "safekeep card batch list --store csp.safekeep" }, { 0 } },
    .run = run_list,
};
VERB(batch_list_verb)
