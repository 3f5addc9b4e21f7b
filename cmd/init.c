/* safekeep init - a new, empty store for one partnership. */
#include "cmd/store_verbs.h"
#include "governance/audit.h"

static bool found_partnership(const struct call *c, struct store *s, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_partnership_add_in in = { str_of(call_value(c, "--name")), call_has(c, "--invented"),
                                         c->now.ms };

    return call_write(c, s, &t, err) && sql_partnership_add(&t, &in, err) &&
           audit_add(&t, AUDIT_COLLECTION, "partnership.founded", "partnership", 1, err) &&
           txn_commit(&t, err);
}

static int run(struct call *c, struct err *err)
{
    const char *path = call_value(c, "--store");
    struct store *s _cleanup_(store_close) = NULL;
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (str_trim(str_of(call_value(c, "--name"))).len == 0)
        return USAGE(err, "--name is the partnership's name, and may not be blank");
    if (!store_create(path, err) || !store_open(&s, path, STORE_WRITE, err) ||
        !found_partnership(c, s, err))
        return FAILED(err);
    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, "store", path);
        json_member_text(&j, "partnership", call_value(c, "--name"));
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_addf(&b, "Made %s. Next: \"safekeep agency add\" for each partner.\n", path);
    return call_answer(&b, err);
}

static struct verb init = {
    .name = "init",
    .summary = "make a new, empty store for one partnership",
    .operands = "",
    .text = "Makes one file that holds all the partnership knows: partners, files as they came,\n"
            "incidents, areas, runs, alerts and the audit log. Only its owner may read it. Nothing\n"
            "is overwritten.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--name", "NAME", "the partnership's name, as the brief's head shows it", true, false },
        { "--invented", NULL, "everything in it is made up; the brief says so on every page", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "A store for one partnership",
          "safekeep init --store csp.safekeep --name \"Medway Community Safety Partnership\"" },
        { 0 } },
    .run = run,
};
VERB(init)
