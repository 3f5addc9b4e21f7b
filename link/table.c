#include "link/table.h"

#include "link/loader_ids.h"

struct str link_value(const struct link_column *c, uint32_t value)
{
    if (value == 0)
        return (struct str){ "", 0 };
    return (struct str){ c->text + c->start[value], (size_t)(c->start[value + 1] - c->start[value]) };
}

struct str link_id(const struct link_table *t, uint32_t record, char *room)
{
    const struct link_ids *id = &t->id;

    if (id->text)
        return (struct str){ id->text + id->start[record],
                             (size_t)(id->start[record + 1] - id->start[record]) };
    return plain_text(id->number ? id->number[record] : t->row_of[record], room);
}
