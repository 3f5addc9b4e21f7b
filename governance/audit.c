#include "governance/audit.h"

const char *audit_verb_word(enum audit_verb verb)
{
    static const char *const WORD[] = {
        [AUDIT_COLLECTION] = "collection",     [AUDIT_ALTERATION] = "alteration",
        [AUDIT_CONSULTATION] = "consultation", [AUDIT_DISCLOSURE] = "disclosure",
        [AUDIT_COMBINATION] = "combination",   [AUDIT_ERASURE] = "erasure",
    };

    return WORD[verb];
}

bool audit_add(struct txn *t, enum audit_verb verb, const char *event, const char *about_kind,
               int64_t about_id, struct err *err)
{
    return sql_audit_add(t,
                         &(struct sql_audit_add_in){
                             .at_ms = t->now.ms,
                             .actor = t->actor,
                             .verb = str_of(audit_verb_word(verb)),
                             .event = str_of(event),
                             .about_kind = str_of(about_kind),
                             .about_id = about_id,
                         },
                         err);
}
