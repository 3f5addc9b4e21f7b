/* safekeep agency add, agency list - the partners who send files. */
#include "cmd/store_verbs.h"
#include "governance/audit.h"

static const char *const SECTOR[] = { "police", "council", "housing", "health", "school", "youth",
                                      "probation", "fire", "social-care", "sport", "charity", "public" };

static bool is_code(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= '0' && s.at[i] <= '9') || s.at[i] == '-'))
            return false;
    return s.len > 0 && s.len <= 40;
}

static bool is_sector(struct str s)
{
    for (size_t i = 0; i < COUNT_OF(SECTOR); i++)
        if (str_eq(s, str_of(SECTOR[i])))
            return true;
    return false;
}

static bool add(const struct call *c, struct str code, struct str sector, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_agency_by_code_out held;
    bool found;

    if (!call_store(c, STORE_WRITE, &s, err) || !call_write(c, s, &t, err) ||
        !sql_agency_by_code(&t, &(struct sql_agency_by_code_in){ code }, c->arena, &held, &found, err))
        return false;
    if (found)
        return err_set(err, ERR_CLASH, "there is a partner of this code already; \"safekeep agency list\" "
                                       "shows it");
    struct sql_agency_add_in in = { code, str_of(call_value(c, "--name")), sector,
                                    str_of(call_value(c, "--licence")),
                                    str_of(call_value(c, "--attribution")), c->now.ms };
    return sql_agency_add(&t, &in, err) &&
           audit_add(&t, AUDIT_COLLECTION, "agency.added", "agency", t.last_id, err) &&
           txn_commit(&t, err);
}

static int run_add(struct call *c, struct err *err)
{
    struct str code = str_of(call_value(c, "--code")), sector = str_of(call_value(c, "--sector"));
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (!is_code(code))
        return USAGE(err, "--code takes small letters, digits and dashes, such as kent-police");
    if (!is_sector(sector))
        return USAGE(err, "--sector takes one of: police council housing health school youth probation "
                          "fire social-care sport charity public");
    if (!add(c, code, sector, err))
        return FAILED(err);
    if (c->json) {
        json_open_object(&j);
        json_member_str(&j, "agency", code);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_add_text(&b, "Added.\n");
    return call_answer(&b, err);
}

static bool list(const struct call *c, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_agency_list_out row;
    struct json_out j = { .buf = b };
    enum row r;

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !sql_agency_list_begin(&q, &t, err))
        return false;
    if (c->json)
        json_open_array(&j);
    while ((r = sql_agency_list_next(&q, &row, err)) == ROW_SOME) {
        if (!c->json) {
            buf_addf(b, "%-20.*s %-12.*s ", STR_ARG(row.code), STR_ARG(row.sector));
            buf_add(b, row.name);
            buf_add_byte(b, '\n');
            continue;
        }
        json_open_object(&j);
        json_member_str(&j, "code", row.code);
        json_member_str(&j, "name", row.name);
        json_member_str(&j, "sector", row.sector);
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

static struct verb agency_add = {
    .name = "agency add",
    .summary = "add a partner who will send files",
    .operands = "",
    .text = "A partner has a short code, used on the command line, and a name, shown in the brief.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--code", "CODE", "small letters, digits and dashes: kent-police", true, false },
        { "--name", "NAME", "as the brief shows it: Kent Police", true, false },
        { "--sector", "SECTOR", "police, council, housing, health, school, youth, probation, fire,\n"
                                "social-care, sport, charity or public (open data)", true, false },
        { "--licence", "WORDS", "of open data: Open Government Licence v3.0", false, false },
        { "--attribution", "WORDS", "what the brief must say of the source", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "A partner", "safekeep agency add --store csp.safekeep --code kent-police --name \"Kent Police\" "
                       "--sector police" },
        { 0 } },
    .run = run_add,
};
VERB(agency_add)

static struct verb agency_list = {
    .name = "agency list",
    .summary = "list the partners",
    .operands = "",
    .text = "One line a partner: code, sector, name.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){ { "All partners", "safekeep agency list --store csp.safekeep" },
                                         { 0 } },
    .run = run_list,
};
VERB(agency_list)
