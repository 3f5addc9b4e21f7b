/* A byte for the role, then any text: what was read is read again as itself, and keeps its field's
 * form. */
#include "link/field.h"

enum { TEXT_MOST = 600 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool is_figures(struct str s, size_t from, size_t until)
{
    for (size_t i = from; i < until; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return true;
}

static void check_form(enum link_role role, struct str got, enum clean how)
{
    bool nothing = how == CLEAN_PLACEHOLDER || how == CLEAN_EMPTY || how == CLEAN_NOT_READ;

    require(how < CLEANS && nothing == (got.len == 0 && how != CLEAN_FOLDED));
    if (role == ROLE_SEX)
        require(got.len <= 1);
    if (role == ROLE_PHONE)
        require(is_figures(got, 0, got.len) && (got.len == 0 || got.at[0] != '0'));
    if (role == ROLE_BIRTH &&
        (how == CLEAN_FOLDED || how == CLEAN_AS_IT_IS || how == CLEAN_IMPOSSIBLE))
        require(got.len == 10 && is_figures(got, 0, 4) && got.at[4] == '-' &&
                is_figures(got, 5, 7) && got.at[7] == '-' && is_figures(got, 8, 10));
}

static void split(struct str full)
{
    struct str forename, middle, surname;
    bool any = field_split_name(full, &forename, &middle, &surname);

    require(any == (forename.len > 0 || surname.len > 0));
    require(forename.len + middle.len + surname.len <= full.len);
    require(middle.len == 0 || forename.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    static char once_at[TEXT_MOST * FOLD_GROWTH], twice_at[TEXT_MOST * FOLD_GROWTH], some[64];
    enum clean how = CLEANS, again = CLEANS;

    if (len == 0)
        return 0;
    enum link_role role = (enum link_role)(at[0] % ROLES);
    struct str raw = { (const char *)at + 1, len - 1 < TEXT_MOST ? len - 1 : TEXT_MOST };
    struct str once = field_read(role, raw, once_at, sizeof once_at, &how);
    struct str twice = field_read(role, once, twice_at, sizeof twice_at, &again);
    check_form(role, once, how);
    require(str_eq(once, twice));
    require(once.len <= FIELD_ROOM_LEAST || once.len <= raw.len * FOLD_GROWTH);
    for (size_t room = 0; room < 40; room += 1 + room / 4) {
        some[room] = '#';
        require(field_read(role, raw, some, room, &how).len <= room && some[room] == '#');
    }
    split(raw);
    split(once);
    return 0;
}
