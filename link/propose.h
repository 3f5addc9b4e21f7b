/*
 * link/propose - a model for persons, out of the columns that are there.
 *
 * Comparisons by role (link/role.h): forename and surname by Jaro-Winkler, known
 * variants and term frequency, also when swapped; date of birth by slips, swapped
 * day and month, distance; postcode by its parts; phone, e-mail and identifiers
 * by equality and slips; places, addresses and occupations by equality and
 * likeness. Columns that repeat another (a full name beside its parts) add
 * nothing and are left out. Roles that no column has are no comparison.
 *
 * Blocking rules are chosen from the data: of all candidate pairs of keys, those
 * that together are expected to reach the most matches for the fewest pairs,
 * given how complete and how distinct each column is, within a budget of pairs.
 * Every candidate's count is kept, chosen or not, so that the choice can be shown.
 */
#ifndef LINK_PROPOSE_H
#define LINK_PROPOSE_H

#include "link/pairs.h"

struct propose_order {
    struct pairs_order pairs;
    double pairs_per_record; /* budget; 0: 30, and never less than 100,000 pairs in all */
};
struct propose_candidate {
    struct link_rule rule;
    struct pairs_count count;
    double reach;            /* share of matches expected to share this key */
    bool chosen;
};
struct propose_column {
    struct str name;
    enum link_role role;
    bool used;
    struct str why;          /* "date of birth", "repeats forename and surname", "not known to us" */
};
struct proposal {
    struct link_model model; /* numbers NAN, or typical starts */
    size_t candidates;
    struct propose_candidate *candidate;
    double reach;            /* of the chosen rules together */
    uint32_t block_max;      /* the largest block to be made whole; 0: as was ordered */
    size_t columns;
    struct propose_column *column; /* per table column */
};

/* fails ERR_INPUT no column that says who somebody is (lists the names it knows); ERR_LIMIT */
bool model_propose(const struct link_table *t, const struct propose_order *o, struct arena *a,
                   struct proposal *out, struct err *err) MUST_USE;

#endif
