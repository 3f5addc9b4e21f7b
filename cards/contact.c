/* cards/contact - is a number still good? See cards/card.h. */
#include "cards/card.h"

struct date contact_review_last(struct date from)
{
    int year, month, day;
    struct date last = from;

    date_split(from, &year, &month, &day);
    month += CONTACT_REVIEW_MONTHS - 1;
    year += month / 12;
    month = month % 12 + 1;
    while (!date_make(year, month, day, &last) && day > 28)
        day--; /* 31 August and 18 months are the last day of February */
    return date_make(year, month, day, &last) ? last : from;
}

bool contact_review_fits(struct date from, struct date review)
{
    return review.days > from.days && review.days <= contact_review_last(from).days;
}

enum contact_state contact_state(const struct contact *c, struct date today)
{
    if (c->has_review && today.days > c->review.days)
        return CONTACT_OVERDUE;
    return c->confirmed ? CONTACT_GOOD : CONTACT_NOT_CONFIRMED;
}
