#include "link/field.h"

#include "link/field_part.h"

static struct str nothing(char *out, enum clean why, enum clean *how)
{
    *how = why;
    return (struct str){ out, 0 };
}

static const struct sex_words {
    char sex;
    const char *words;
} SEX[] = {
    { 0, "u unk unknown notknown notstated notspecified notrecorded na none 0 9 nk notgiven "
         "notdisclosed" },
    { 'm', "m male man boy 1 males mal" },
    { 'f', "f female woman girl 2 females fem w" },
    { 'x', "x other nonbinary indeterminate intersex o i nb" },
};

static struct str read_sex(struct str raw, char *out, enum clean *how)
{
    char folded[FIELD_ROOM_LEAST];
    struct str text = fold_name(raw, folded, sizeof folded);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != ' ')
            folded[n++] = text.at[i];
    for (size_t i = 0; i < COUNT_OF(SEX); i++) {
        if (!field_is_one_of((struct str){ folded, n }, SEX[i].words))
            continue;
        if (SEX[i].sex == 0)
            return nothing(out, CLEAN_PLACEHOLDER, how);
        out[0] = SEX[i].sex;
        *how = CLEAN_FOLDED;
        return (struct str){ out, 1 };
    }
    return nothing(out, n > 0 ? CLEAN_NOT_READ : CLEAN_PLACEHOLDER, how);
}

static struct str read_code(struct str raw, char *out, size_t room, enum clean *how)
{
    struct str text = fold_text(raw, out, room);
    bool unknown = field_is_unknown(text);
    struct str code = fold_code(raw, out, room);

    if (unknown || code.len == 0 || field_is_one_repeated(code) || str_eq(code, STR("0")))
        return nothing(out, CLEAN_PLACEHOLDER, how);
    *how = CLEAN_FOLDED;
    return code;
}

static bool is_zeros(struct str s)
{
    return s.len > 0 && s.at[0] == '0' && (s.len == 1 || field_is_one_repeated(s));
}

/* A house's number may be 11: only zeros are nobody's. */
static struct str read_number(struct str raw, char *out, size_t room, enum clean *how)
{
    struct str code = fold_code(raw, out, room);

    if (code.len == 0 || is_zeros(code))
        return nothing(out, CLEAN_PLACEHOLDER, how);
    *how = CLEAN_FOLDED;
    return code;
}

static struct str keep(struct str s, char *out, size_t room)
{
    size_t len = s.len < room ? s.len : room;

    memcpy(out, s.at, len);
    return (struct str){ out, len };
}

static struct str read_role(enum link_role role, struct str raw, char *out, size_t room,
                            enum clean *how)
{
    switch (role) {
    case ROLE_FORENAME:
    case ROLE_MIDDLE:
    case ROLE_SURNAME:
    case ROLE_FULL_NAME: return field_name(role, raw, out, room, how);
    case ROLE_BIRTH: return field_birth(raw, out, room, how);
    case ROLE_SEX: return read_sex(raw, out, how);
    case ROLE_POSTCODE: return field_postcode(raw, out, room, how);
    case ROLE_PHONE: return field_phone(raw, out, room, how);
    case ROLE_EMAIL: return field_email(raw, out, room, how);
    case ROLE_NHS:
    case ROLE_UPN:
    case ROLE_OTHER_ID: return read_code(raw, out, room, how);
    case ROLE_STREET_NUMBER: return read_number(raw, out, room, how);
    case ROLE_CODE: *how = CLEAN_FOLDED; return fold_code(raw, out, room);
    case ROLE_ID:
    case ROLE_TRUTH:
    case ROLE_SOURCE: *how = CLEAN_FOLDED; return keep(raw, out, room);
    case ROLE_ADDRESS:
    case ROLE_TOWN:
    case ROLE_PLACE:
    case ROLE_OCCUPATION:
    case ROLE_OTHER:
    case ROLE_NONE:
    case ROLES: break;
    }
    return field_place(role, raw, out, room, how);
}

struct str field_read(enum link_role role, struct str raw, char *out, size_t room, enum clean *how)
{
    char least[FIELD_ROOM_LEAST];
    struct str trimmed = str_trim(raw), read;

    if (trimmed.len == 0 || room == 0)
        return nothing(out, CLEAN_EMPTY, how);
    if (room < FIELD_ROOM_LEAST) {
        read = read_role(role, trimmed, least, sizeof least, how);
        read = keep(read, out, room);
    } else {
        read = read_role(role, trimmed, out, room, how);
    }
    if (*how == CLEAN_FOLDED && str_eq(read, raw))
        *how = CLEAN_AS_IT_IS;
    return read;
}

const char *clean_word(enum clean how)
{
    static const char *const WORD[] = { "as it is", "folded",      "title dropped",
                                        "in part",  "other form",  "impossible",
                                        "not read", "placeholder", "empty" };
    _Static_assert(COUNT_OF(WORD) == CLEANS, "a word for each");

    return (size_t)how < CLEANS ? WORD[how] : "";
}
