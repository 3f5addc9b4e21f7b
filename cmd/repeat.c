/* safekeep repeat - do a recorded run again and compare. */
#include "cmd/scan_store.h"

static int verdict(const struct run_repeat *r, int64_t id, struct err *err)
{
    if (r->same_result)
        return EXIT_FINE;
    if (!r->same_inputs)
        err_set(err, ERR_CLASH, "run %lld gives another result: boundaries or wards it stood on were "
                                "replaced since", (long long)id);
    else if (!r->same_version)
        err_set(err, ERR_CLASH, "run %lld gives another result: it was made by another version of "
                                "safekeep", (long long)id);
    else
        err_set(err, ERR_BUG, "run %lld gives another result from the same inputs", (long long)id);
    return FAILED(err);
}

static int run(struct call *c, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    struct run_repeat r;
    int64_t id, threads = 0;

    if (!number_int(str_of(c->operand[0]), &id) || id < 1)
        return USAGE(err, "NUMBER is a run's number, as \"safekeep runs\" lists it");
    if (!call_whole(c, "--threads", 1, 256, &threads, err))
        return EXIT_USAGE;
    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !run_repeat(&t, id, (unsigned)threads, c->arena, &r, err) || verdict(&r, id, err) != EXIT_FINE)
        return FAILED(err);
    if (c->json) {
        json_open_object(&j);
        json_member_int(&j, "run", id);
        json_member_bool(&j, "same", true);
        json_key(&j, "result");
        json_raw(&j, r.again.json);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else {
        buf_addf(&b, "Run %lld, done again: the same bytes, ", (long long)id);
        buf_add_digest(&b, r.again.result);
        buf_add_byte(&b, '\n');
    }
    return call_answer(&b, err);
}

static struct verb repeat = {
    .name = "repeat",
    .summary = "do a recorded run again and compare the bytes",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Reads the store as it was when the run was made (source rows are never changed), runs with the\n"
            "recorded parameters and seed, and compares digests. Nothing is recorded.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--threads", "N", "as many threads; the result does not depend on it", false, false },
        { 0 } },
    .example = (const struct example[]){ { "The first run", "safekeep repeat --store csp.safekeep 1" },
                                         { 0 } },
    .run = run,
};
VERB(repeat)
