#include "link/loader_split.h"

enum { MORE = 2 };

bool split_plan(struct name_split *s, const struct str **header, size_t *columns, struct arena *a,
                struct err *err)
{
    size_t full = *columns;
    bool parts = false;
    struct str *wider;

    *s = (struct name_split){ .fields = *columns };
    for (size_t i = 0; i < *columns; i++) {
        enum link_role role = role_of((*header)[i]);
        parts |= role == ROLE_FORENAME || role == ROLE_SURNAME;
        if (role == ROLE_FULL_NAME && full == *columns)
            full = i;
    }
    if (parts || full == *columns)
        return true;
    wider = arena_new(a, struct str, *columns + MORE);
    s->part = arena_new(a, struct str, *columns + MORE);
    if (!wider || !s->part)
        return err_memory(err, "a file's columns");
    memcpy(wider, *header, *columns * sizeof *wider);
    wider[*columns] = STR("forename");
    wider[*columns + 1] = STR("surname");
    s->on = true;
    s->full = full;
    *header = wider;
    *columns += MORE;
    return true;
}

void split_row(const struct name_split *s, const struct str **field, size_t *fields)
{
    struct str forename = { "", 0 }, middle, surname = { "", 0 };

    if (!s->on || *fields > s->fields)
        return;
    memcpy(s->part, *field, *fields * sizeof *s->part);
    for (size_t i = *fields; i < s->fields; i++)
        s->part[i] = (struct str){ "", 0 };
    if (s->full < *fields)
        (void)field_split_name((*field)[s->full], &forename, &middle, &surname);
    s->part[s->fields] = forename;
    s->part[s->fields + 1] = surname;
    *field = s->part;
    *fields = s->fields + MORE;
}
