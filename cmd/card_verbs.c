#include "cmd/card_verbs.h"

#include "cards/edition.h"
#include "cards/print.h"

void card_say_faults(const struct call *c, struct card_faults *faults)
{
    struct buf b = { .arena = c->arena };

    card_faults_sort(faults);
    card_faults_text(faults, &b);
    if (b.len)
        cmd_say("%.*s", (int)b.len, b.at);
}

bool card_look(const struct call *c, const struct card_files *files, struct card *card, struct date today,
               struct card_faults *faults, struct err *err)
{
    if (!card_read(files, c->arena, faults, card, err))
        return false;
    bool whole = card_faults_count(faults, FAULT_STOP) == 0; /* else it cannot be drawn */
    if (!card_check(card, files, today, c->arena, faults, err) ||
        (whole && !card_print_check(card, files, c->arena, faults, err)))
        return false;
    card_faults_sort(faults);
    return true;
}

bool card_standing(const struct call *c, const struct card_files *files, bool *approved, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };

    *approved = false;
    return !call_has(c, "--store") ||
           (call_store(c, STORE_READ, &s, err) && call_read(c, s, &t, err) &&
            edition_standing(&t, card_files_digest(files), approved, err));
}

struct str call_text(const struct call *c, const char *option)
{
    const char *value = call_value(c, option);

    return value ? str_of(value) : STR("");
}

bool call_number(const struct call *c, size_t n, const char *list, int64_t *out, struct err *err)
{
    const char *label = list;

    return (number_int(str_of(c->operand[n]), out) && *out >= 1) ||
           err_set(err, ERR_INPUT, "a number is wanted, as \"safekeep %s\" lists it", label);
}

bool call_change(const struct call *c, card_change change, void *with, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };

    return call_store(c, STORE_WRITE, &s, err) && call_write(c, s, &t, err) && change(&t, with, err) &&
           txn_commit(&t, err);
}

int call_did(const struct call *c, const char *key, int64_t id, const char *did, const char *words,
             struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (c->json) {
        json_open_object(&j);
        json_member_int(&j, key, id);
        json_member_text(&j, "did", did);
        json_close_object(&j);
    } else
        buf_add_text(&b, words);
    buf_add_byte(&b, '\n');
    return call_answer(&b, err);
}

void buf_add_moment_day(struct buf *b, struct instant t)
{
    if (t.ms)
        buf_add_date(b, instant_local_date(t));
    else
        buf_add_byte(b, '-');
}

void json_member_moment(struct json_out *j, const char *key, struct instant t)
{
    json_key(j, key);
    if (t.ms)
        json_instant(j, t);
    else
        json_null(j);
}
