/* cmd/card_verbs - what the verbs on cards, their editions, batches and requests share. */
#ifndef CMD_CARD_VERBS_H
#define CMD_CARD_VERBS_H

#include "cards/card.h"
#include "cmd/store_verbs.h"

#define BY_OPTION { "--by", "NAME", "who does it, as \"safekeep reviewer list\" lists them", true, false }

struct str call_text(const struct call *c, const char *option); /* the option's value, or "" */

/* All that is wrong, by file and line, to standard error: "pl.txt:7: ..." */
void card_say_faults(const struct call *c, struct card_faults *faults);

/* Reads a card of its files and looks for all that is wrong with it on that day. fails ERR_LIMIT. */
bool card_look(const struct call *c, const struct card_files *files, struct card *card, struct date today,
               struct card_faults *faults, struct err *err) MUST_USE;

/* Has the store of --store an approved edition of exactly these files? Without --store: no. */
bool card_standing(const struct call *c, const struct card_files *files, bool *approved, struct err *err)
    MUST_USE;

/* The n-th operand as a number from 1; `list` says where it is listed. fails ERR_INPUT, for EXIT_USAGE. */
bool call_number(const struct call *c, size_t n, const char *list, int64_t *out, struct err *err) MUST_USE;

/* A change of one thing, ended by its commit. */
typedef bool (*card_change)(struct txn *t, void *with, struct err *err);
bool call_change(const struct call *c, card_change change, void *with, struct err *err) MUST_USE;

/* {"KEY":id,"did":"DID"}, or words of ours for a person. */
int call_did(const struct call *c, const char *key, int64_t id, const char *did, const char *words,
             struct err *err);

/* 2026-11-30, or "-" for a moment that has not been. */
void buf_add_moment_day(struct buf *b, struct instant t);
struct json_out;
void json_member_moment(struct json_out *j, const char *key, struct instant t); /* null for none */

#endif
