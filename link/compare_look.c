#include "link/compare_look.h"

enum truth { FALSE_, UNKNOWN, TRUE_ };

static unsigned reach_anew(const struct sight *s, size_t feature)
{
    const struct feature *f = &s->plan->feature[feature];
    const struct memo *memo = &s->worker->reached[feature];
    struct feature_pair p = { .left = result_in(s->plan, f->left, s->first),
                              .right = result_in(s->plan, f->right, s->second) };
    unsigned reached;

    if (p.left == 0 || p.right == 0)
        return 0;
    if (f->test == TEST_KM) {
        p.left2 = result_in(s->plan, f->left2, s->first);
        p.right2 = result_in(s->plan, f->right2, s->second);
        if (p.left2 == 0 || p.right2 == 0)
            return 0;
    }
    if (memo_find(memo, p.left, p.right, &reached))
        return reached;
    reached = 1 + (unsigned)feature_reach(f, s->plan->slots, &p);
    if (reached <= MEMO_ANSWER_MAX)
        memo_keep(memo, p.left, p.right, reached);
    return reached;
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
        return result_in(s->plan, n->slot, n->second ? s->second : s->first) == 0 ? TRUE_ : FALSE_;
    case PLAN_STEP:
        return step_truth(s, n);
    default:
        return TRUE_;
    }
}

unsigned find_level(const struct sight *s, const struct plan_item *item)
{
    unsigned level = 0;

    while (level + 1 < item->levels && truth_of(s, item->when[level]) != TRUE_)
        level++;
    return level;
}
