#include "link/step.h"

#include "base/number.h"
#include "link/nick.h"
#include "link/sound.h"
#include "link/step_date.h"
#include "link/step_shape.h"

static const struct str NOTHING = { "", 0 };

/* ---- characters ---- */

static bool begins_point(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

static int64_t count_points(struct str s)
{
    int64_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += begins_point(s.at[i]);
    return n;
}

/* Where the n-th character begins, from 0; or the text's end. */
static size_t point_at(struct str s, int64_t n)
{
    size_t i = 0;

    while (i < s.len && !(begins_point(s.at[i]) && n-- == 0))
        i++;
    return i;
}

struct str substr_points(struct str s, int64_t first, int64_t most)
{
    int64_t len = count_points(s), from = first > 0 ? first - 1 : first < 0 ? len + first : -1;
    int64_t to = from + most;

    if (to < from) {
        int64_t swap = from;
        from = to;
        to = swap;
    }
    from = from < 0 ? 0 : from;
    to = to > len ? len : to;
    if (from >= to)
        return NOTHING;
    size_t a = point_at(s, from), b = point_at(s, to);
    return (struct str){ s.at + a, b - a };
}

/* ---- words ---- */

static struct str first_word(struct str s)
{
    s = str_trim(s);
    return str_cut(&s, ' ');
}

static struct str last_word(struct str s)
{
    size_t i;

    s = str_trim(s);
    for (i = s.len; i > 0 && s.at[i - 1] != ' '; i--)
        ;
    return str_from(s, i);
}

static struct str name_part(enum link_step_kind kind, struct str full)
{
    struct str forename, middle, surname;

    if (!field_split_name(full, &forename, &middle, &surname))
        return NOTHING;
    return kind == STEP_FORENAME_OF ? forename : surname;
}

/* The key of the name folded, whatever was done to it before. */
static struct str sound_of(struct str in, char *out, size_t room)
{
    char key[SOUND_ROOM];
    struct str sound = sound_key(fold_name(in, out, room), key, sizeof key);

    if (sound.len)
        memcpy(out, sound.at, sound.len);
    return (struct str){ out, sound.len };
}

/* "#12", which no name is; itself where the list has no class for it. */
static struct str variant_of(struct str in, char *out, size_t room)
{
    uint32_t class = nick_class(fold_name(in, out, room));

    return class ? (struct str){ out, (size_t)snprintf(out, room, "#%u", class) } : in;
}

/* ---- kinds ---- */

static struct str as_date(int32_t form, struct str in, char *out)
{
    int64_t days;

    if (form < 0 || form >= LINK_DATE_FORMS || !form_date(in, (enum link_date_form)form, &days))
        return NOTHING;
    return date_text(days, out);
}

static struct str if_number(struct str in)
{
    double x;

    return number_real(in, &x) ? in : NOTHING;
}

static bool is_literal(const struct link_model *m, int32_t which, struct str s)
{
    return which >= 0 && (size_t)which < m->literals && str_eq(m->literal[which], s);
}

struct str step_text(const struct link_step *s, const struct link_model *m, struct str in, char *out,
                     enum clean *how)
{
    size_t room = step_room(in.len);

    switch (s->kind) {
    case STEP_CLEAN:
        return field_read((enum link_role)s->a, in, out, room < CLEAN_BYTES_MOST ? room : CLEAN_BYTES_MOST,
                          how);
    case STEP_LOWER: return fold_lower(in, out, room);
    case STEP_UPPER: return fold_upper(in, out, room);
    case STEP_TRIM: return str_trim(in);
    case STEP_SUBSTR: return substr_points(in, s->a, s->b);
    case STEP_BEFORE_AT: return email_local(in);
    case STEP_AFTER_AT: return email_domain(in);
    case STEP_EMAIL: return email_whole(in);
    case STEP_SECTOR: return postcode_sector(in);
    case STEP_DISTRICT: return postcode_district(in);
    case STEP_POSTAL_AREA: return postcode_area(in);
    case STEP_POSTCODE: return postcode_whole(in);
    case STEP_YEAR_MONTH: return date_year_month(in);
    case STEP_YEAR: return date_year(in);
    case STEP_MONTH_DAY: return date_month_day(in);
    case STEP_MONTHS: return date_months(in, out);
    case STEP_SOUND: return sound_of(in, out, room);
    case STEP_NICK: return variant_of(in, out, room);
    case STEP_FIRST_WORD: return first_word(in);
    case STEP_LAST_WORD: return last_word(in);
    case STEP_FORENAME_OF: case STEP_SURNAME_OF: return name_part(s->kind, in);
    case STEP_DATE: return as_date(s->a, in, out);
    case STEP_NUMBER: return if_number(in);
    case STEP_ONLY: return is_literal(m, s->a, in) ? in : NOTHING;
    case STEP_BUT: return is_literal(m, s->a, in) ? NOTHING : in;
    case STEP_DROP_SAME: break;
    }
    return in;
}

bool step_is_number(const struct link_step *s)
{
    return s->kind == STEP_DATE || s->kind == STEP_NUMBER || s->kind == STEP_MONTHS;
}

double step_number(const struct link_step *s, struct str answer)
{
    double x = NAN;
    int64_t days;

    if (s->kind == STEP_DATE)
        return form_date(answer, LINK_DATE_ISO, &days) ? (double)days : NAN;
    return number_real(answer, &x) ? x : NAN;
}
