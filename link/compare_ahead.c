#include "link/compare_plan.h"

/* What a condition can come to. */
enum { CAN_BE_TRUE = 1, CAN_BE_FALSE = 2, CAN_BE_UNKNOWN = 4, CAN_BE_ANY = 7 };

/* What is known of a record's column when a comparison of one column is looked at ahead. */
enum known { KNOWN_MISSING, KNOWN_THERE, KNOWN_NOTHING };
struct ahead {
    const struct compare *plan;
    uint32_t base;          /* of the comparison; what is known is known of it */
    enum known first, second;
    enum { PERHAPS_SAME, SAME, OTHER } alike; /* where both are there: have they the same text? */
};

static unsigned missing_ahead(const struct ahead *h, const struct plan_node *n)
{
    enum known known = n->second ? h->second : h->first;

    if (known == KNOWN_MISSING)
        return CAN_BE_TRUE;
    if (known == KNOWN_THERE && (n->second ? n->second_place : n->first_place) == h->base)
        return CAN_BE_FALSE;
    return CAN_BE_TRUE | CAN_BE_FALSE;
}

static unsigned step_ahead(const struct ahead *h, const struct plan_node *n)
{
    const struct plan_sides *side = &h->plan->side[n->feature];

    if (h->first == KNOWN_MISSING || h->second == KNOWN_MISSING)
        return CAN_BE_UNKNOWN;
    if (h->alike == OTHER && side->left == h->base && side->right == h->base &&
        h->plan->feature[n->feature].test == TEST_EQUAL)
        return CAN_BE_FALSE;
    if (h->alike != SAME || side->same == UNSETTLED)
        return CAN_BE_ANY;
    return ((size_t)side->same > n->step ? CAN_BE_TRUE : CAN_BE_FALSE) |
           (side->left == h->base ? 0 : CAN_BE_UNKNOWN);
}

/* All that and, or (by `wins`: what one of them alone decides) can make of what each can be. */
static unsigned join_ahead(unsigned one, unsigned two, unsigned wins)
{
    unsigned loses = wins ^ (CAN_BE_TRUE | CAN_BE_FALSE), out = 0;

    if ((one | two) & wins)
        out |= wins;
    if (one & two & loses)
        out |= loses;
    if ((one & CAN_BE_UNKNOWN && two & (CAN_BE_UNKNOWN | loses)) || (two & CAN_BE_UNKNOWN && one & loses))
        out |= CAN_BE_UNKNOWN;
    return out;
}

static unsigned look_ahead(const struct ahead *h, const struct plan_node *n)
{
    unsigned one;

    switch (n->kind) {
    case PLAN_AND: return join_ahead(look_ahead(h, n->one), look_ahead(h, n->two), CAN_BE_FALSE);
    case PLAN_OR: return join_ahead(look_ahead(h, n->one), look_ahead(h, n->two), CAN_BE_TRUE);
    case PLAN_NOT:
        one = look_ahead(h, n->one);
        return (one & CAN_BE_TRUE ? CAN_BE_FALSE : 0) | (one & CAN_BE_FALSE ? CAN_BE_TRUE : 0) |
               (one & CAN_BE_UNKNOWN);
    case PLAN_MISSING: return missing_ahead(h, n);
    case PLAN_EITHER_MISSING:
        return join_ahead(missing_ahead(h, n->one), missing_ahead(h, n->two), CAN_BE_TRUE);
    case PLAN_STEP:
    case PLAN_SAME: return step_ahead(h, n);
    default: return CAN_BE_TRUE;
    }
}

/* The level it must be, or UNSETTLED; `from`: the first that it can be. */
static int settle(struct ahead h, const struct plan_item *item, unsigned *from)
{
    for (unsigned l = 0; l < item->levels; l++) {
        unsigned can_be = look_ahead(&h, item->when[l]);
        if (from)
            *from = l;
        if (can_be & CAN_BE_TRUE)
            return can_be == CAN_BE_TRUE ? (int)l : UNSETTLED;
    }
    return UNSETTLED;
}

void plan_settle(const struct compare *c, struct plan_item *item)
{
    struct ahead h = { c, item->base, KNOWN_MISSING, KNOWN_NOTHING, PERHAPS_SAME };

    item->first_missing = settle(h, item, NULL);
    h.second = KNOWN_MISSING;
    item->both_missing = settle(h, item, NULL);
    h.first = KNOWN_NOTHING;
    item->second_missing = settle(h, item, NULL);
    h.first = h.second = KNOWN_THERE;
    h.alike = SAME;
    item->same = settle(h, item, NULL);
    h.alike = OTHER;
    item->other = settle(h, item, &item->other_from);
}
