#include "link/settings.h"

#include "base/json.h"

#define SETTINGS_MAX ((size_t)16 << 20)

/* ---- where in the file we are, for messages ---- */

struct reading {
    const char *label; /* the file */
    struct arena *arena;
    struct link_model *model;
    struct err *err;
    struct place { /* counted from 1; 0: not in one */
        size_t comparison, level, rule;
        const char *list; /* the list the rule stands in */
        char name[48];    /* the comparison's */
    } place;
};

static bool is_plain_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '_' && c != '-' && c != '.' && c != ' ')
            return false;
    }
    return s.len > 0;
}

/* A name of the file's for a message, when it looks like one; else "". */
static const char *plain_word(struct str s, char *room, size_t size)
{
    if (!is_plain_name(s) || s.len >= size)
        return "";
    memcpy(room, s.at, s.len);
    room[s.len] = 0;
    return room;
}

struct words { /* built from numbers and names that plain_word() let through */
    char label[120];
};

static void say_place(const struct place *p, struct words *w)
{
    int used = 0;

    w->label[0] = 0;
    if (p->comparison)
        used = snprintf(w->label, sizeof w->label, ", comparison %zu%s%s%s", p->comparison,
                        p->name[0] ? " (" : "", p->name, p->name[0] ? ")" : "");
    if (p->level)
        (void)snprintf(w->label + used, sizeof w->label - (size_t)used, ", level %zu", p->level);
    else if (p->rule)
        (void)snprintf(w->label, sizeof w->label, ", rule %zu of %s", p->rule, p->list);
}

/* Puts the file and the place before what is wrong. */
static bool refuse(const struct reading *r, const char *label)
{
    struct words place;

    say_place(&r->place, &place);
    return err_set(r->err, ERR_INPUT, "%s%s: %s", r->label, place.label, label);
}

/* The same before what another part of the room found wrong; memory that ran out is no fault of the file. */
static bool refuse_again(const struct reading *r)
{
    struct {
        char label[sizeof r->err->say];
    } said;

    if (r->err->kind != ERR_INPUT)
        return false;
    memcpy(said.label, r->err->say, sizeof said.label);
    return refuse(r, said.label);
}

static bool out_of_memory(const struct reading *r)
{
    return err_memory(r->err, "a model");
}

/* "m_probability must be a number between 0 and 1" */
static bool refuse_member(const struct reading *r, const char *name, const char *wrong)
{
    struct words said;

    (void)snprintf(said.label, sizeof said.label, "%s %s", name, wrong);
    return refuse(r, said.label);
}

/* ---- members ---- */

static bool is_there(const struct json *v)
{
    return v && v->type != JSON_NULL;
}

static bool read_text(const struct reading *r, const struct json *in, const char *key, struct str *out)
{
    const struct json *v = json_at(in, key);

    *out = STR("");
    if (!is_there(v))
        return true;
    if (v->type != JSON_STRING)
        return refuse_member(r, key, "must be a text");
    *out = v->text;
    return true;
}

static bool read_bool(const struct reading *r, const struct json *in, const char *key, bool *out)
{
    const struct json *v = json_at(in, key);

    *out = v && v->type == JSON_TRUE;
    return !is_there(v) || v->type == JSON_TRUE || v->type == JSON_FALSE ||
           refuse_member(r, key, "must be true or false");
}

static bool read_real(const struct reading *r, const struct json *in, const char *key, double missing,
                      double *out)
{
    const struct json *v = json_at(in, key);

    *out = is_there(v) ? v->number : missing;
    return !is_there(v) || v->type == JSON_NUMBER || refuse_member(r, key, "must be a number");
}

/* Splink writes in words that a level was not observed: that is no number yet. */
static bool read_share(const struct reading *r, const struct json *in, const char *key, double *out)
{
    const struct json *v = json_at(in, key);

    if (v && v->type == JSON_STRING && str_starts(v->text, STR("level not observed"))) {
        *out = (double)NAN;
        return true;
    }
    if (!read_real(r, in, key, (double)NAN, out))
        return false;
    return isnan(*out) || (*out >= 0 && *out <= 1) || refuse_member(r, key, "must be from 0 to 1");
}

/* Every member must be one of the names, so that a slip of the pen is told, not passed over. */
static bool check_members(const struct reading *r, const struct json *in, const char *const *known,
                          const char *what)
{
    char room[48];

    if (in->type != JSON_OBJECT)
        return refuse_member(r, what, "must be an object in { }");
    for (const struct json *v = in->first; v; v = v->next) {
        const char *const *name = known;
        while (*name && !str_eq(v->key, str_of(*name)))
            name++;
        if (*name)
            continue;
        const char *word = plain_word(v->key, room, sizeof room);
        return refuse_member(r, word[0] ? word : "a member", "is not a setting that is read");
    }
    return true;
}

/* ---- levels ---- */

static bool read_term_column(const struct reading *r, struct str name, struct link_expr *out)
{
    bool is_sql = str_has(name, '(') || str_starts(name, STR("\"")) || str_starts(name, STR("`"));
    struct buf quoted = { .arena = r->arena };
    struct str sql = name;

    if (!is_sql) { /* a bare name may hold blanks, and quotes not at its beginning */
        buf_add_byte(&quoted, '"');
        for (size_t i = 0; i < name.len; i++) {
            if (name.at[i] == '"')
                buf_add_byte(&quoted, '"');
            buf_add_byte(&quoted, name.at[i]);
        }
        buf_add_byte(&quoted, '"');
        if (!buf_done(&quoted, "a model", &sql, r->err))
            return false;
    }
    return sql_expr_read(sql, r->arena, r->model, out, r->err) || refuse_again(r);
}

static bool read_term(const struct reading *r, const struct json *in, struct link_level *l)
{
    struct str column;

    if (!read_text(r, in, "tf_adjustment_column", &column) ||
        !read_real(r, in, "tf_adjustment_weight", 1, &l->term_weight) ||
        !read_real(r, in, "tf_minimum_u_value", 0, &l->term_floor) ||
        !read_bool(r, in, "disable_tf_exact_match_detection", &l->term_own_u))
        return false;
    if (l->term_weight < 0 || l->term_floor < 0 || l->term_floor > 1)
        return refuse(r, "a term frequency's weight must be 0 or more, its least u from 0 to 1");
    l->adjusted = column.len > 0;
    if (l->adjusted)
        return read_term_column(r, column, &l->term);
    l->term_weight = 0;
    l->term_floor = 0;
    l->term_own_u = false;
    return true;
}

static bool read_level(const struct reading *r, const struct json *in, struct link_level *l)
{
    static const char *const KNOWN[] = {
        "sql_condition", "label_for_charts", "m_probability", "u_probability", "fix_m_probability",
        "fix_u_probability", "is_null_level", "tf_adjustment_column", "tf_adjustment_weight",
        "tf_minimum_u_value", "disable_tf_exact_match_detection", "comparison_vector_value",
        "max_comparison_vector_value", NULL
    };
    struct str sql;

    if (!check_members(r, in, KNOWN, "a level") || !read_text(r, in, "sql_condition", &sql) ||
        !read_text(r, in, "label_for_charts", &l->says) ||
        !read_bool(r, in, "is_null_level", &l->null) ||
        !read_bool(r, in, "fix_m_probability", &l->fix_m) ||
        !read_bool(r, in, "fix_u_probability", &l->fix_u) ||
        !read_share(r, in, "m_probability", &l->m) || !read_share(r, in, "u_probability", &l->u) ||
        !read_term(r, in, l))
        return false;
    if (sql.len == 0)
        return refuse(r, "a level needs a sql_condition");
    if (l->null) {
        l->m = (double)NAN;
        l->u = (double)NAN;
    }
    return sql_condition_read(sql, r->arena, r->model, &l->when, r->err) || refuse_again(r);
}

/* Every pair must have a level: ELSE is the last, and only the last. */
static bool check_else(struct reading *r, const struct link_comparison *c)
{
    for (size_t i = 0; i < c->levels; i++) {
        bool last = i + 1 == c->levels, is_else = c->level[i].when->kind == NODE_ALWAYS;
        r->place.level = i + 1;
        if (is_else && !last)
            return refuse(r, "ELSE must be the last level: no pair comes to those after it");
        if (!is_else && last)
            return refuse(r, "the last level must be ELSE, or some pairs have no level");
    }
    return true;
}

static bool read_comparison(struct reading *r, const struct json *in, struct link_comparison *c)
{
    static const char *const KNOWN[] = { "output_column_name", "comparison_levels",
                                         "comparison_description", NULL };
    const struct json *levels, *level;

    if (!check_members(r, in, KNOWN, "a comparison") ||
        !read_text(r, in, "output_column_name", &c->name) ||
        !read_text(r, in, "comparison_description", &c->says))
        return false;
    (void)plain_word(c->name, r->place.name, sizeof r->place.name);
    levels = json_at(in, "comparison_levels");
    if (!levels || levels->type != JSON_ARRAY || levels->count == 0)
        return refuse(r, "a comparison needs comparison_levels, a list in [ ]");
    if (levels->count > LINK_LEVELS_MAX)
        return refuse(r, "a comparison has more than 16 levels");
    c->level = arena_new(r->arena, struct link_level, levels->count);
    if (!c->level)
        return out_of_memory(r);
    for (level = levels->first; level; level = level->next) {
        r->place.level = c->levels + 1;
        if (!read_level(r, level, &c->level[c->levels]))
            return false;
        c->levels++;
    }
    return check_else(r, c);
}

static bool read_comparisons(struct reading *r, const struct json *root)
{
    const struct json *list = json_at(root, "comparisons");
    struct link_model *m = r->model;

    if (!list || list->type != JSON_ARRAY || list->count == 0)
        return refuse(r, "there are no comparisons; a model needs \"comparisons\", a list in [ ]");
    if (list->count > LINK_COMPARISONS_MAX)
        return refuse(r, "there are more than 32 comparisons");
    m->comparison = arena_new(r->arena, struct link_comparison, list->count);
    if (!m->comparison)
        return out_of_memory(r);
    for (const struct json *v = list->first; v; v = v->next) {
        r->place = (struct place){ .comparison = m->comparisons + 1 };
        if (!read_comparison(r, v, &m->comparison[m->comparisons]))
            return false;
        m->comparisons++;
    }
    r->place = (struct place){ 0 };
    return true;
}

/* ---- rules ---- */

static bool read_rule(const struct reading *r, const struct json *in, struct link_rule *out)
{
    static const char *const KNOWN[] = { "blocking_rule", "sql_dialect", "salting_partitions",
                                         "arrays_to_explode", "name", NULL };
    struct str sql = in->text, name = STR("");
    const struct json *arrays = json_at(in, "arrays_to_explode");

    if (in->type != JSON_STRING &&
        (!check_members(r, in, KNOWN, "a rule") || !read_text(r, in, "blocking_rule", &sql) ||
         !read_text(r, in, "name", &name)))
        return false;
    if (is_there(arrays) && arrays->count)
        return refuse(r, "arrays_to_explode is not read: a field holds one value here");
    if (sql.len == 0)
        return refuse(r, "a rule needs a blocking_rule");
    if (!sql_rule_read(sql, r->arena, r->model, out, r->err))
        return refuse_again(r);
    if (name.len)
        out->name = name;
    return true;
}

static bool read_rules(struct reading *r, const struct json *root, const char *key,
                       struct link_rule **rule, size_t *rules)
{
    const struct json *list = json_at(root, key);

    if (!is_there(list))
        return true;
    if (list->type != JSON_ARRAY)
        return refuse_member(r, key, "must be a list in [ ]");
    if (list->count > LINK_RULES_MAX)
        return refuse_member(r, key, "has more than 32 rules");
    *rule = arena_new(r->arena, struct link_rule, list->count + 1);
    if (!*rule)
        return out_of_memory(r);
    for (const struct json *v = list->first; v; v = v->next) {
        r->place = (struct place){ .rule = *rules + 1, .list = key };
        if (!read_rule(r, v, &(*rule)[*rules]))
            return false;
        (*rules)++;
    }
    r->place = (struct place){ 0 };
    return true;
}

/* ---- the whole ---- */

static bool read_type(const struct reading *r, const struct json *root, enum link_type *out)
{
    static const char *const TYPE[] = { [LINK_TYPE_UNSAID] = "",
                                        [LINK_TYPE_DEDUPE] = "dedupe_only",
                                        [LINK_TYPE_ACROSS] = "link_only",
                                        [LINK_TYPE_BOTH] = "link_and_dedupe" };
    struct str text;

    if (!read_text(r, root, "link_type", &text))
        return false;
    for (int i = LINK_TYPE_UNSAID; i <= LINK_TYPE_BOTH; i++)
        if (str_eq(text, str_of(TYPE[i]))) {
            *out = (enum link_type)i;
            return true;
        }
    return refuse_member(r, "link_type", "must be dedupe_only, link_only or link_and_dedupe");
}

static bool check_version(const struct reading *r, const struct json *root)
{
    static const char *const OLD[] = { "comparison_columns", "blocking_rules", "additional_columns",
                                       "proportion_of_matches" };

    for (size_t i = 0; i < COUNT_OF(OLD); i++)
        if (json_at(root, OLD[i]))
            return refuse(r, "these are settings of Splink 2, which are not read: open them in Splink 3 and "
                             "save them again");
    return true;
}

static bool read_model(struct reading *r, const struct json *root)
{
    static const char *const KNOWN[] = {
        "link_type", "probability_two_random_records_match", "em_convergence", "max_iterations",
        "unique_id_column_name", "source_dataset_column_name", "retain_matching_columns",
        "retain_intermediate_calculation_columns", "comparisons",
        "blocking_rules_to_generate_predictions", "training_blocking_rules",
        "additional_columns_to_retain", "bayes_factor_column_prefix", "match_weight_column_prefix",
        "term_frequency_adjustment_column_prefix", "comparison_vector_value_column_prefix",
        "sql_dialect", "linker_uid", NULL
    };
    struct link_model *m = r->model;

    if (root->type == JSON_OBJECT && !check_version(r, root))
        return false;
    if (!check_members(r, root, KNOWN, "a model") || !read_type(r, root, &m->type) ||
        !read_share(r, root, "probability_two_random_records_match", &m->lambda) ||
        !read_text(r, root, "unique_id_column_name", &m->id_column) ||
        !read_text(r, root, "source_dataset_column_name", &m->source_column))
        return false;
    if (m->lambda <= 0 || m->lambda >= 1)
        return refuse(r, "probability_two_random_records_match must be more than 0 and less than 1");
    return read_comparisons(r, root) &&
           read_rules(r, root, "blocking_rules_to_generate_predictions", &m->rule, &m->rules) &&
           read_rules(r, root, "training_blocking_rules", &m->training_rule, &m->training_rules);
}

bool settings_read(struct str json, const char *label, struct arena *a, struct link_model *out,
                   struct err *err)
{
    struct link_model m = { 0 };
    struct reading r = { .label = label, .arena = a, .model = &m, .err = err };
    const struct json *root;

    if (json.len > SETTINGS_MAX)
        return refuse(&r, "a model's file is read up to 16 MiB");
    if (!json_read(json, a, &root, err))
        return refuse_again(&r);
    if (!read_model(&r, root))
        return false;
    *out = m;
    return true;
}
