#include "link/loader_union.h"

bool name_key(struct str name, struct arena *a, struct str *out)
{
    char *at = arena_new(a, char, name.len + 1);
    size_t n = 0;

    if (!at)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (c >= 'A' && c <= 'Z')
            at[n++] = (char)(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            at[n++] = c;
    }
    *out = n ? (struct str){ at, n } : name;
    return true;
}

/* ---- one file's header, read ---- */

struct headed {
    struct str name, key;
    enum link_role role;
    bool bears;
};

/* Does a person have one such thing, whoever asks? */
static bool is_one_thing(enum link_role role)
{
    switch (role) {
    case ROLE_NONE: case ROLE_ID: case ROLE_TRUTH: case ROLE_SOURCE:
    case ROLE_OTHER_ID: case ROLE_CODE: case ROLE_OTHER: case ROLES: return false;
    default: return true;
    }
}

static bool read_header(struct headed *h, const struct str *header, size_t fields, const char *label,
                        struct arena *a, struct err *err)
{
    for (size_t i = 0; i < fields; i++) {
        h[i].name = arena_copy(a, str_trim(header[i]));
        if (!h[i].name.at || !name_key(h[i].name, a, &h[i].key))
            return err_memory(err, label);
        h[i].role = role_of(h[i].name);
        for (size_t j = 0; j < i; j++)
            if (h[i].key.len && str_eq(h[i].key, h[j].key))
                return err_set(err, ERR_INPUT, "%s: columns %zu and %zu have the same name; rename or take "
                                               "away one of them", label, j + 1, i + 1);
    }
    return true;
}

static void choose_bearers(struct headed *h, size_t fields)
{
    size_t best[ROLES];

    for (size_t r = 0; r < ROLES; r++)
        best[r] = fields;
    for (size_t i = 0; i < fields; i++)
        if (best[h[i].role] == fields || h[i].key.len < h[best[h[i].role]].key.len)
            best[h[i].role] = i;
    for (size_t r = 0; r < ROLES; r++)
        if (best[r] < fields)
            h[best[r]].bears = is_one_thing((enum link_role)r);
}

static size_t find_named(const struct headed *h, size_t fields, struct str name, struct str key)
{
    for (size_t i = 0; i < fields; i++)
        if (str_eq(h[i].name, name))
            return i;
    for (size_t i = 0; i < fields; i++)
        if (str_eq(h[i].key, key))
            return i;
    return fields;
}

static size_t find_role(const struct headed *h, size_t fields, enum link_role role)
{
    size_t i = 0;

    while (i < fields && h[i].role != role)
        i++;
    return i;
}

/* ---- its place among the others ---- */

static struct union_column *find_column(struct column_union *u, const struct headed *h)
{
    for (size_t i = 0; i < u->columns; i++) {
        struct union_column *c = &u->column[i];
        if (c->bears == h->bears && (h->bears ? c->role == h->role : str_eq(c->key, h->key)))
            return c;
    }
    return NULL;
}

static bool place_column(struct column_union *u, const struct headed *h, const char *label, int *column,
                         struct err *err)
{
    struct union_column *c = find_column(u, h);

    if (!c) {
        if (u->columns == LINK_COLUMNS_MAX)
            return err_set(err, ERR_INPUT, "%s: there are more than %u columns; take away those that do not "
                                           "say who somebody is", label, LINK_COLUMNS_MAX);
        c = &u->column[u->columns++];
        *c = (struct union_column){ .key = h->key, .role = h->role, .bears = h->bears };
        intern_open(&c->values, u->arena);
        rows_open(&c->cells, u->arena);
    }
    *column = (int)(c - u->column);
    return true;
}

static bool is_left_out(const struct headed *h)
{
    return h->name.len == 0 || h->role == ROLE_ID || h->role == ROLE_TRUTH || h->role == ROLE_SOURCE;
}

/* Which fields are the id and the truth? */
static bool find_special(const struct headed *h, const struct link_load *how, const char *label,
                         struct arena *a, struct file_columns *f, struct err *err)
{
    struct str id, truth;

    if (!name_key(how->id, a, &id) || !name_key(how->truth, a, &truth))
        return err_memory(err, label);
    f->id = how->id.len ? find_named(h, f->fields, how->id, id) : find_role(h, f->fields, ROLE_ID);
    f->truth = how->truth.len ? find_named(h, f->fields, how->truth, truth) : f->fields;
    if (how->truth.len && f->truth == f->fields)
        return err_set(err, ERR_INPUT, "%s: the truth column is not there; give the name of a column that "
                                       "every file has", label);
    return true;
}

bool union_add(struct column_union *u, const struct link_load *how, const char *label,
               const struct str *header, size_t fields, struct file_columns *out, struct err *err)
{
    struct headed *h = arena_new(u->arena, struct headed, fields + 1);
    struct file_columns f = { .fields = fields, .column = arena_new(u->arena, int, fields + 1),
                              .name = arena_new(u->arena, struct str, fields + 1),
                              .role = arena_new(u->arena, enum link_role, fields + 1) };

    if (!h || !f.column || !f.name || !f.role)
        return err_memory(err, label);
    if (!read_header(h, header, fields, label, u->arena, err) ||
        !find_special(h, how, label, u->arena, &f, err))
        return false;
    /* What a row is called says nothing of who it is, whatever the name of its column suggests. */
    if (f.id < fields)
        h[f.id].role = ROLE_ID;
    if (f.truth < fields)
        h[f.truth].role = ROLE_TRUTH;
    choose_bearers(h, fields);
    for (size_t i = 0; i < fields; i++) {
        f.name[i] = h[i].name;
        f.role[i] = h[i].role;
        f.column[i] = FIELD_LEFT_OUT;
        if (!is_left_out(&h[i]) && !place_column(u, &h[i], label, &f.column[i], err))
            return false;
    }
    *out = f;
    return true;
}

void union_close(struct column_union *u)
{
    for (size_t i = 0; i < u->columns; i++) {
        intern_close(&u->column[i].values);
        rows_close(&u->column[i].cells);
    }
}
