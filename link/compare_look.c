#include "link/compare_look.h"

enum truth { FALSE_, UNKNOWN, TRUE_ };

/* A likeness of texts, remembered where that helps. */
static unsigned reach_dear(const struct sight *s, size_t feature, const struct feature_pair *p)
{
    const struct memo *memo = &s->worker->reached[feature];
    struct memo_use *use = &s->worker->reached_use[feature];
    bool ask = memo->at && memo_is_worth(use, 1);
    unsigned reached;

    if (ask) {
        bool found = memo_find(memo, p->left, p->right, &reached);
        use->asked++;
        use->found += found;
        if (found)
            return reached;
    }
    reached = 1 + (unsigned)feature_reach(&s->plan->feature[feature], s->plan->slots, p);
    if (ask && reached <= MEMO_ANSWER_MAX)
        memo_keep(memo, p->left, p->right, reached);
    return reached;
}

static unsigned reach_anew(const struct sight *s, size_t feature)
{
    const struct feature *f = &s->plan->feature[feature];
    const struct plan_sides *side = &s->plan->side[feature];
    struct feature_pair p = { .left = s->first[side->left], .right = s->second[side->right] };

    if (p.left == 0 || p.right == 0)
        return 0;
    if (p.left == p.right && side->same != UNSETTLED)
        return (unsigned)side->same + 1;
    if (f->test == TEST_EQUAL)
        return f->across && f->across[p.left] == p.right ? 2 : 1;
    if (f->test == TEST_KM) {
        p.left2 = s->first[side->left2];
        p.right2 = s->second[side->right2];
        if (p.left2 == 0 || p.right2 == 0)
            return 0;
    }
    return reach_dear(s, feature, &p);
}

static enum truth step_truth(const struct sight *s, const struct plan_node *n)
{
    struct found *f = &s->worker->found[n->feature];

    if (f->pair != s->worker->pair)
        *f = (struct found){ s->worker->pair, reach_anew(s, n->feature) };
    if (f->reached == 0)
        return UNKNOWN;
    return f->reached > n->step + 1 ? TRUE_ : FALSE_;
}

static inline enum truth same_truth(uint32_t one, uint32_t two)
{
    return one == 0 || two == 0 ? UNKNOWN : one == two ? TRUE_ : FALSE_;
}

static enum truth truth_of(const struct sight *s, const struct plan_node *n)
{
    enum truth one, two;

    switch (n->kind) {
    case PLAN_AND:
        one = truth_of(s, n->one);
        two = one == FALSE_ ? one : truth_of(s, n->two);
        return two < one ? two : one;
    case PLAN_OR:
        one = truth_of(s, n->one);
        two = one == TRUE_ ? one : truth_of(s, n->two);
        return two > one ? two : one;
    case PLAN_NOT:
        return (enum truth)(TRUE_ - truth_of(s, n->one));
    case PLAN_MISSING:
        return (n->second ? s->second[n->second_place] : s->first[n->first_place]) == 0 ? TRUE_ : FALSE_;
    case PLAN_EITHER_MISSING:
        return s->first[n->first_place] == 0 || s->second[n->second_place] == 0 ? TRUE_ : FALSE_;
    case PLAN_SAME:
        return same_truth(s->first[n->first_place], s->second[n->second_place]);
    case PLAN_STEP:
        return step_truth(s, n);
    default:
        return TRUE_;
    }
}

unsigned find_level(const struct sight *s, const struct plan_item *item, unsigned level)
{
    while (level + 1 < item->levels && truth_of(s, item->when[level]) != TRUE_)
        level++;
    return level;
}
