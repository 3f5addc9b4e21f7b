/* store/statement - the functions generated from store/sql/, and the audit events they owe. */
#include "store/within.h"

#define SQL_BODIES
#include "store/sql.h"

const struct statement *statement_at(int id)
{
    return &SQL_STATEMENT[id];
}

int statement_count(void)
{
    return (int)COUNT_OF(SQL_STATEMENT) - 1;
}

const char *statement_word(int id)
{
    return SQL_STATEMENT[id].name;
}

const char *event_word(uint64_t bits)
{
    for (size_t i = 0; i + 1 < COUNT_OF(SQL_EVENT); i++)
        if (bits >> i & 1)
            return SQL_EVENT[i];
    return "none";
}

int schema_newest(void)
{
    return (int)COUNT_OF(SQL_SCHEMA) - 1;
}

const char *const *schema_step(int version)
{
    return SQL_SCHEMA[version - 1];
}

static int event_at(struct str event)
{
    for (int i = 0; SQL_EVENT[i]; i++)
        if (str_eq(event, str_of(SQL_EVENT[i])))
            return i;
    return -1;
}

bool statement_event_known(struct str event, struct err *err)
{
    return event_at(event) >= 0 ||
           err_set(err, ERR_BUG, "an audit entry names an event that no statement owes");
}

bool statement_paid(struct txn *t, struct str event, struct err *err)
{
    if (!statement_event_known(event, err))
        return false;
    t->paid |= UINT64_C(1) << event_at(event);
    return true;
}

bool txn_is_paid(const struct txn *t, struct err *err)
{
    uint64_t due = t->owed & ~t->paid;

    return due == 0 || err_set(err, ERR_BUG, "a change was not written to the audit log (%s)",
                               event_word(due));
}

bool statement_keep(struct arena *a, struct str *s, struct err *err)
{
    struct str copy;

    if (!s->at)
        return true;
    copy = arena_copy(a, *s);
    if (!copy.at)
        return err_memory(err, "reading the store");
    *s = copy;
    return true;
}
