/*
 * link/explain - why two records are, or are not, taken for the same person.
 *
 * One line a comparison: what the two have, which level that is, how often the
 * level is seen among records of one person and of two, the weight it adds, what
 * the commonness of the value adds or takes; and the same in plain sentences,
 * strongest first, for and against. It shows what the records hold: for the
 * analyst who has the files, never for a log.
 *
 * Shares are said as "28 in 100" or "1 in 4,000", never as percentages of
 * nobody knows what. Characters that would steer a terminal are shown as '?'.
 */
#ifndef LINK_EXPLAIN_H
#define LINK_EXPLAIN_H

#include "base/buf.h"
#include "link/link.h"

struct explain_line {
    struct str comparison, level;  /* words of the model */
    struct str one, two;           /* the two records' values, joined by a blank where several */
    double m, u, weight, term;     /* weight: log2(m / u); term: the adjustment */
    bool null;
    double shared_by;              /* share of records with the common value, when equal; else 0 */
};
struct explain {
    struct str source_one, id_one, source_two, id_two;
    double prior, weight, probability, threshold;
    bool blocked;                  /* the records share what some rule asks for */
    size_t rule;                   /* the first such, of the model's */
    bool left_out;                 /* that rule left blocks out for their size: the pair may be in one */
    bool same_cluster;
    size_t lines;
    struct explain_line *line;
};

/*
 * Finds a record by `SOURCE:ID`, or by ID alone where only one source has it.
 *
 * fails  ERR_MISSING there is none; ERR_INPUT several fit (says what to write)
 * cost   a look at every record
 */
bool record_find(const struct link_table *t, struct str name, uint32_t *out, struct err *err) MUST_USE;

/* Two different records, in either order. Everything lives in the arena or the table. fails ERR_LIMIT */
bool explain_make(const struct link_table *t, const struct link_result *r, uint32_t one, uint32_t two,
                  struct arena *a, struct explain *out, struct err *err) MUST_USE;
void explain_words(const struct explain *e, struct buf *b);  /* sentences, then the table */
void explain_json(const struct explain *e, struct buf *b);   /* one document, ended by a line end */

#endif
