#include "picture/review.h"

#include "governance/audit.h"

bool review_verdict_known(struct str verdict)
{
    static const char *const WORD[] = { "watch", "act", "dismiss", "right", "false" };

    for (size_t i = 0; i < COUNT_OF(WORD); i++)
        if (str_eq(verdict, str_of(WORD[i])))
            return true;
    return false;
}

bool reviewer_name_fits(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.at[i] < ' ' || name.at[i] == 0x7f)
            return false;
    return name.len > 0 && name.len <= REVIEWER_NAME_MAX && str_is_utf8(name) &&
           str_trim(name).len == name.len;
}

static bool reason_known(struct txn *t, struct str reason, bool *known, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_review_reason_list_out row;
    enum row r = ROW_NONE;

    *known = false;
    if (!sql_review_reason_list_begin(&q, t, err))
        return false;
    while (!*known && (r = sql_review_reason_list_next(&q, &row, err)) == ROW_SOME)
        *known = str_eq(row.code, reason);
    return r != ROW_FAILED;
}

static bool reason_fits(struct txn *t, const struct review *r, struct err *err)
{
    bool dismissed = str_eq(r->verdict, STR("dismiss")), known;

    if (r->reason.len == 0)
        return !dismissed ||
               err_set(err, ERR_INPUT, "an alert is dismissed for a reason: choose one of the list");
    if (!dismissed && !str_eq(r->verdict, STR("false")))
        return err_set(err, ERR_INPUT, "only an alert that is dismissed or was false has a reason");
    if (!reason_known(t, r->reason, &known, err))
        return false;
    return known || err_set(err, ERR_INPUT, "there is no such reason: choose one of the list");
}

static bool find_reviewer(struct txn *t, struct str name, struct arena *a, struct maybe_int *out,
                          struct err *err)
{
    struct sql_reviewer_by_name_out row;
    bool found;

    if (name.len == 0) {
        *out = (struct maybe_int){ 0 };
        return true;
    }
    if (!sql_reviewer_by_name(t, &(struct sql_reviewer_by_name_in){ name }, a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no such reviewer; \"safekeep reviewer add\" adds one");
    *out = (struct maybe_int){ true, row.id };
    return true;
}

bool review_add(struct txn *t, const struct review *r, struct arena *a, struct err *err)
{
    struct sql_alert_review_add_in in = { .alert_id = r->alert_id, .at_ms = t->now.ms, .actor = t->actor,
                                          .verdict = r->verdict };
    struct sql_alert_by_id_out held;
    bool found;

    if (!review_verdict_known(r->verdict))
        return err_set(err, ERR_INPUT, "a review says watch, act, dismiss, right or false");
    if (!sql_alert_by_id(t, &(struct sql_alert_by_id_in){ r->alert_id }, a, &held, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no alert %lld in this store; \"safekeep alerts\" lists "
                                         "them", (long long)r->alert_id);
    if (!reason_fits(t, r, err) || !find_reviewer(t, r->reviewer, a, &in.reviewer_id, err))
        return false;
    if (r->reason.len > 0)
        in.reason = r->reason;
    return sql_alert_review_add(t, &in, err) &&
           audit_add(t, AUDIT_ALTERATION, "alert.reviewed", "alert", r->alert_id, err);
}
