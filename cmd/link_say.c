#include "cmd/link_say.h"

#include "link/settings.h"

enum { SHARE_DECIMALS = 6, WEIGHT_DECIMALS = 6 };

/* ---- words ---- */

static void add_percent(struct buf *b, double share)
{
    buf_add_real(b, 100 * share, 1);
    buf_add_text(b, " %");
}

static void say_columns(const struct link_told *l, struct buf *b)
{
    const struct proposal *p = l->r->proposal;

    if (!p)
        return;
    buf_add_text(b, "\nColumns\n");
    for (size_t i = 0; i < p->columns; i++) {
        const struct propose_column *c = &p->column[i];
        double filled = 1 - (double)l->t->column[i].count[0] / (double)l->t->records;
        buf_add_text(b, c->used ? "  " : "  not used: ");
        buf_add(b, c->name);
        buf_add_text(b, ", ");
        buf_add(b, c->why);
        buf_add_text(b, ", filled in ");
        add_percent(b, filled);
        buf_add_byte(b, '\n');
    }
}

static void say_rules(const struct link_told *l, struct buf *b)
{
    buf_add_text(b, "\nBlocking: the pairs looked at share\n");
    for (size_t i = 0; i < l->r->model.rules; i++) {
        buf_addf(b, "  %zu  ", i);
        buf_add(b, l->r->model.rule[i].name);
        buf_add_text(b, ": ");
        buf_add_count(b, (int64_t)l->r->pairs.rule[i].pairs);
        buf_add_text(b, " pairs, ");
        buf_add_count(b, (int64_t)l->r->pairs.own[i]);
        buf_add_text(b, " of them new\n");
        if (l->r->pairs.rule[i].left_out) {
            buf_add_text(b, "     left out, in blocks too large: ");
            buf_add_count(b, (int64_t)l->r->pairs.rule[i].left_out);
            buf_add_text(b, " records\n");
        }
    }
    buf_add_text(b, "  in all ");
    buf_add_count(b, (int64_t)l->r->pairs.pairs);
    buf_add_text(b, " pairs");
    if (l->r->proposal) {
        buf_add_text(b, "; expected to reach ");
        add_percent(b, l->r->proposal->reach);
        buf_add_text(b, " of all matches");
    }
    buf_add_byte(b, '\n');
    if (l->r->unlinkable) {
        buf_add_text(b, "  out of reach, because too little is known of them: ");
        buf_add_count(b, (int64_t)l->r->unlinkable);
        buf_add_text(b, " records\n");
    }
}

static void say_singles(const struct link_told *l, struct buf *b)
{
    for (size_t i = 0; l->t->sources > 1 && i < l->t->sources; i++) {
        if (!l->r->single[i])
            continue;
        buf_add_text(b, "  ");
        buf_add(b, l->t->source[i]);
        buf_add_text(b, " holds nobody twice: one record of it to a person at most\n");
    }
}

static void say_people(const struct link_told *l, struct buf *b)
{
    const struct link_result *r = l->r;

    buf_add_text(b, "\nThreshold: match weight ");
    buf_add_real(b, r->threshold, 3);
    buf_add_text(b, ", probability ");
    buf_add_real(b, weight_probability(r->threshold), 4);
    buf_add_text(b, "\n  ");
    if (r->edges) {
        buf_add_count(b, (int64_t)r->edges);
        buf_add_text(b, " pairs match; the model expects ");
        add_percent(b, r->expected_precision);
        buf_add_text(b, " of them to be right, and ");
        add_percent(b, r->expected_recall);
        buf_add_text(b, " of all matches to be among them\n  ");
    } else
        buf_add_text(b, "no pair reaches it\n  ");
    buf_add_count(b, (int64_t)l->t->records);
    buf_add_text(b, " records are ");
    buf_add_count(b, (int64_t)r->clusters.clusters);
    buf_add_text(b, " people");
    if (r->clusters.edges_cut) {
        buf_add_text(b, "; ");
        buf_add_count(b, (int64_t)r->clusters.edges_cut);
        buf_add_text(b, " pairs were cut again because others contradict them");
    }
    buf_add_byte(b, '\n');
    say_singles(l, b);
}

static void say_accuracy(const char *what, const struct accuracy *a, struct buf *b)
{
    buf_add_text(b, what);
    buf_add_text(b, "precision ");
    add_percent(b, a->precision);
    buf_add_text(b, ", recall ");
    add_percent(b, a->recall);
    buf_add_text(b, ", F1 ");
    buf_add_real(b, a->f1, 4);
    buf_add_byte(b, '\n');
}

void link_say_words(const struct link_told *l, struct buf *b)
{
    buf_add_count(b, (int64_t)l->t->records);
    buf_addf(b, " records of %zu file%s, in ", l->t->sources, l->t->sources == 1 ? "" : "s");
    buf_add_real(b, l->total_seconds, 2);
    buf_add_text(b, " s and ");
    buf_add_count(b, (int64_t)(l->peak_bytes >> 20));
    buf_add_text(b, " MiB\n");
    say_columns(l, b);
    say_rules(l, b);
    say_people(l, b);
    if (l->r->has_truth) {
        buf_add_text(b, "\nAgainst the truth\n");
        say_accuracy("  pairs:    ", &l->r->pair, b);
        say_accuracy("  clusters: ", &l->r->cluster, b);
    }
}

/* ---- JSON ---- */

static void member_accuracy(struct json_out *j, const char *key, const struct accuracy *a,
                            const double *threshold)
{
    json_key(j, key);
    json_open_object(j);
    json_member_real(j, "precision", a->precision, SHARE_DECIMALS);
    json_member_real(j, "precision_low", a->precision_low, SHARE_DECIMALS);
    json_member_real(j, "precision_high", a->precision_high, SHARE_DECIMALS);
    json_member_real(j, "recall", a->recall, SHARE_DECIMALS);
    json_member_real(j, "recall_low", a->recall_low, SHARE_DECIMALS);
    json_member_real(j, "recall_high", a->recall_high, SHARE_DECIMALS);
    json_member_real(j, "f1", a->f1, SHARE_DECIMALS);
    json_member_int(j, "called", (int64_t)a->called);
    json_member_int(j, "right", (int64_t)a->right);
    json_member_int(j, "there", (int64_t)a->there);
    if (threshold)
        json_member_real(j, "threshold", *threshold, WEIGHT_DECIMALS);
    json_close_object(j);
}

static void member_seconds(struct json_out *j, const struct link_told *l)
{
    json_key(j, "seconds");
    json_open_object(j);
    json_member_real(j, "load", l->load_seconds, 3);
    json_member_real(j, "block", l->r->seconds[PHASE_BLOCK], 3);
    json_member_real(j, "train", l->r->seconds[PHASE_TRAIN], 3);
    json_member_real(j, "score", l->r->seconds[PHASE_SCORE], 3);
    json_member_real(j, "cluster", l->r->seconds[PHASE_CLUSTER], 3);
    json_member_real(j, "total", l->total_seconds, 3);
    json_close_object(j);
}

static void member_rules(struct json_out *j, const struct link_told *l)
{
    json_key(j, "blocking");
    json_open_array(j);
    for (size_t i = 0; i < l->r->model.rules; i++) {
        json_open_object(j);
        json_member_str(j, "rule", l->r->model.rule[i].name);
        json_member_int(j, "pairs", (int64_t)l->r->pairs.rule[i].pairs);
        json_member_int(j, "new_pairs", (int64_t)l->r->pairs.own[i]);
        json_member_int(j, "records_left_out", (int64_t)l->r->pairs.rule[i].left_out);
        json_close_object(j);
    }
    json_close_array(j);
}

static void member_matches(struct json_out *j, const struct link_told *l)
{
    const struct link_result *r = l->r;

    json_member_real(j, "threshold_weight", r->threshold, WEIGHT_DECIMALS);
    json_member_real(j, "threshold_probability", weight_probability(r->threshold), SHARE_DECIMALS);
    json_member_int(j, "pairs_matched", (int64_t)r->edges);
    json_member_real(j, "expected_precision", r->expected_precision, SHARE_DECIMALS);
    json_member_real(j, "expected_recall", r->expected_recall, SHARE_DECIMALS);
    json_member_int(j, "clusters", (int64_t)r->clusters.clusters);
    json_member_int(j, "pairs_cut", (int64_t)r->clusters.edges_cut);
    json_member_int(j, "unlinkable", (int64_t)r->unlinkable);
}

bool link_say_json(const struct link_told *l, struct buf *b, struct err *err)
{
    struct json_out j = { .buf = b };
    struct buf model = { .arena = b->arena };
    struct str parameters;

    if (!settings_write(&l->r->model, &model, err) || !buf_done(&model, "the parameters", &parameters, err))
        return false;
    json_open_object(&j);
    json_member_int(&j, "records", (int64_t)l->t->records);
    json_member_int(&j, "sources", (int64_t)l->t->sources);
    json_member_int(&j, "pairs_blocked", (int64_t)l->r->pairs.pairs);
    json_member_int(&j, "pairs_scored", (int64_t)l->r->pairs.pairs);
    member_matches(&j, l);
    member_seconds(&j, l);
    json_member_int(&j, "peak_bytes", (int64_t)l->peak_bytes);
    member_rules(&j, l);
    json_key(&j, "parameters");
    json_raw(&j, parameters);
    if (l->r->has_truth) {
        json_key(&j, "accuracy");
        json_open_object(&j);
        member_accuracy(&j, "pair", &l->r->pair, &l->r->threshold);
        member_accuracy(&j, "cluster", &l->r->cluster, NULL);
        json_close_object(&j);
    }
    json_close_object(&j);
    buf_add_byte(b, '\n');
    return true;
}
