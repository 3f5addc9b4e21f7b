/* safekeep reviewer add, reviewer list, reviewer retire - whose names stand beside a review. */
#include "cmd/store_verbs.h"
#include "governance/audit.h"
#include "picture/review.h"

static bool add(const struct call *c, struct str name, int64_t *id, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_reviewer_by_name_out held;
    bool found;

    if (!call_store(c, STORE_WRITE, &s, err) || !call_write(c, s, &t, err) ||
        !sql_reviewer_by_name(&t, &(struct sql_reviewer_by_name_in){ name }, c->arena, &held, &found, err))
        return false;
    if (found)
        return err_set(err, ERR_CLASH, "there is a reviewer of this name already; \"safekeep reviewer list\" "
                                       "shows it");
    if (!sql_reviewer_add(&t, &(struct sql_reviewer_add_in){ name, c->now.ms }, err))
        return false;
    *id = t.last_id;
    return audit_add(&t, AUDIT_COLLECTION, "reviewer.added", "reviewer", *id, err) && txn_commit(&t, err);
}

static int say_number(const struct call *c, const char *key, int64_t id, const char *words, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (c->json) {
        json_open_object(&j);
        json_member_int(&j, key, id);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_addf(&b, "%s %lld.\n", words, (long long)id);
    return call_answer(&b, err);
}

static int run_add(struct call *c, struct err *err)
{
    struct str name = str_of(c->operand[0]);
    int64_t id;

    if (!reviewer_name_fits(name))
        return USAGE(err, "NAME is one line of at most %d bytes, as the page shows it", REVIEWER_NAME_MAX);
    if (!add(c, name, &id, err))
        return FAILED(err);
    return say_number(c, "reviewer", id, "Added as number", err);
}

static bool list(const struct call *c, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_reviewer_list_out row;
    struct json_out j = { .buf = b };
    enum row r;

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !sql_reviewer_list_begin(&q, &t, err))
        return false;
    if (c->json)
        json_open_array(&j);
    while ((r = sql_reviewer_list_next(&q, &row, err)) == ROW_SOME) {
        if (!c->json) {
            buf_addf(b, "%4lld  %-8s ", (long long)row.id, row.retired_ms.some ? "retired" : "");
            buf_add(b, row.name);
            buf_add_byte(b, '\n');
            continue;
        }
        json_open_object(&j);
        json_member_int(&j, "reviewer", row.id);
        json_member_str(&j, "name", row.name);
        json_member_bool(&j, "retired", row.retired_ms.some);
        json_close_object(&j);
    }
    if (c->json) {
        json_close_array(&j);
        buf_add_byte(b, '\n');
    }
    return r == ROW_NONE;
}

static int run_list(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    return list(c, &b, err) ? call_answer(&b, err) : FAILED(err);
}

static bool retire(const struct call *c, int64_t id, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };

    if (!call_store(c, STORE_WRITE, &s, err) || !call_write(c, s, &t, err) ||
        !sql_reviewer_retire(&t, &(struct sql_reviewer_retire_in){ id, c->now.ms }, err))
        return false;
    if (t.changed == 0)
        return err_set(err, ERR_MISSING, "there is no reviewer %lld to retire; \"safekeep reviewer list\" "
                                         "lists them", (long long)id);
    return audit_add(&t, AUDIT_ALTERATION, "reviewer.retired", "reviewer", id, err) && txn_commit(&t, err);
}

static int run_retire(struct call *c, struct err *err)
{
    int64_t id;

    if (!number_int(str_of(c->operand[0]), &id) || id < 1)
        return USAGE(err, "NUMBER is a reviewer's number, as \"safekeep reviewer list\" lists it");
    if (!retire(c, id, err))
        return FAILED(err);
    return say_number(c, "retired", id, "Retired number", err);
}

static struct verb reviewer_add = {
    .name = "reviewer add",
    .summary = "add somebody who reviews alerts",
    .operands = "NAME",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Reviews bear a name from this list, which the pages show beside what was reviewed: staff of\n"
            "the partners, never anybody an incident is about.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){
        { "A reviewer", "safekeep reviewer add --store csp.safekeep \"Sgt A. Quill\"" }, { 0 } },
    .run = run_add,
};
VERB(reviewer_add)

static struct verb reviewer_list = {
    .name = "reviewer list",
    .summary = "list who reviews alerts",
    .operands = "",
    .text = "One line a reviewer: number, whether retired, name.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){ { "All reviewers", "safekeep reviewer list --store csp.safekeep" },
                                         { 0 } },
    .run = run_list,
};
VERB(reviewer_list)

static struct verb reviewer_retire = {
    .name = "reviewer retire",
    .summary = "offer a reviewer's name no more",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "The name stays beside what was reviewed, and can be added again.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){
        { "One who left", "safekeep reviewer retire --store csp.safekeep 3" }, { 0 } },
    .run = run_retire,
};
VERB(reviewer_retire)
