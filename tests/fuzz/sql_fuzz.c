/* Any bytes as a condition and as a rule: refused quietly, or written and read again as the same tests. */
#include "link/settings.h"
#include "link/sql.h"

static void require(bool ok)
{
    if (!ok)
        abort();
}

/* A tilde is in none of our words, and no sign of SQL's that is read: one in a message came out of a text. */
static void check_quiet(const struct err *err, struct str sql)
{
    require(err->kind == ERR_INPUT || err->kind == ERR_LIMIT);
    require(err->say[0] != 0);
    if (str_has(sql, '\''))
        return;
    for (const char *c = err->say; *c; c++)
        require(*c >= ' ' && *c <= '~');
}

static void check_condition(struct str sql, struct arena *a)
{
    struct link_model m = { 0 };
    const struct link_node *n, *again;
    struct err err = { 0 };
    struct buf b = { .arena = a };

    if (!sql_condition_read(sql, a, &m, &n, &err)) {
        check_quiet(&err, sql);
        require(m.columns == 0 && m.literals == 0);
        return;
    }
    require(node_eq(n, n));
    sql_condition_write(&m, n, &b);
    if (b.failed)
        return;
    if (sql_condition_read((struct str){ b.at, b.len }, a, &m, &again, &err))
        require(node_eq(n, again));
    else
        require(err.kind == ERR_LIMIT || strstr(err.say, "too "));
}

static void check_rule(struct str sql, struct arena *a)
{
    struct link_model m = { 0 };
    struct link_rule r, again;
    struct err err = { 0 };
    struct buf b = { .arena = a };

    if (!sql_rule_read(sql, a, &m, &r, &err)) {
        check_quiet(&err, sql);
        return;
    }
    require(r.parts > 0 && r.parts <= LINK_PARTS_MAX);
    sql_rule_write(&m, &r, &b);
    if (b.failed)
        return;
    if (!sql_rule_read((struct str){ b.at, b.len }, a, &m, &again, &err)) {
        require(err.kind == ERR_LIMIT || strstr(err.say, "too "));
        return;
    }
    require(again.parts == r.parts);
    for (size_t i = 0; i < r.parts; i++)
        require(expr_eq(&r.part[i], &again.part[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct str sql = { (const char *)at, len };

    arena_open(&a, (size_t)1 << 26);
    check_condition(sql, &a);
    check_rule(sql, &a);
    return 0;
}
