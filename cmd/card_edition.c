/* safekeep card edition add, list, show, check, approve, withdraw - from draft to printed, and back. */
#include "cards/edition.h"
#include "cmd/card_verbs.h"

struct step {
    struct call *call;
    struct card_files files;
    struct card_faults faults;
    int64_t id;
};

/* ---- adding ---- */

static bool add(struct txn *t, void *with, struct err *err)
{
    struct step *s = with;

    return edition_add(t, &s->files, s->call->arena, &s->faults, &s->id, err);
}

static int run_add(struct call *c, struct err *err)
{
    struct step *s = arena_new(c->arena, struct step, 1);
    struct buf b = { .arena = c->arena };

    if (!s)
        return err_memory(err, "a card"), FAILED(err);
    s->call = c;
    s->faults.arena = c->arena;
    if (!card_folder_read(c->operand[0], c->arena, &s->files, err) || !call_change(c, add, s, err))
        return FAILED(err);
    card_say_faults(c, &s->faults);
    buf_addf(&b, "Edition %lld is a draft. Somebody checks it next:\nsafekeep card edition check --store ... "
                 "%lld --by NAME", (long long)s->id, (long long)s->id);
    buf_add_byte(&b, '\0');
    return b.failed ? (err_memory(err, "the answer"), FAILED(err))
                    : call_did(c, "edition", s->id, "added", b.at, err);
}

/* ---- listing ---- */

static void json_steps(const struct edition *e, struct json_out *j)
{
    json_member_moment(j, "added", e->added);
    json_member_str(j, "added_by", e->added_by);
    json_member_moment(j, "checked", e->checked);
    json_member_str(j, "checked_by", e->checked_by);
    json_member_moment(j, "approved", e->approved);
    json_member_str(j, "approved_by", e->approved_by);
    json_member_moment(j, "printed", e->printed);
    json_member_moment(j, "withdrawn", e->withdrawn);
    json_member_str(j, "withdrawn_by", e->withdrawn_by);
    json_member_str(j, "why", e->why);
}

static void json_edition(const struct edition *e, struct json_out *j)
{
    json_open_object(j);
    json_member_int(j, "edition", e->id);
    json_member_str(j, "card", e->card);
    json_member_str(j, "area", e->area);
    json_member_text(j, "state", edition_state_word(e->state));
    json_member_bool(j, "on_the_page", e->current);
    json_key(j, "digest");
    json_hex(j, (struct str){ (const char *)e->digest.at, sizeof e->digest.at });
    json_member_str(j, "languages", e->languages);
    json_member_str(j, "unchecked_languages", e->unchecked);
    json_steps(e, j);
    json_close_object(j);
}

static void text_edition(const struct edition *e, struct buf *b)
{
    buf_addf(b, "%4lld  %-9s  ", (long long)e->id, edition_state_word(e->state));
    buf_add_moment_day(b, e->added);
    buf_addf(b, "  %-16.*s ", STR_ARG(e->card));
    buf_add(b, e->languages);
    if (e->current)
        buf_add_text(b, "  (on the page)");
    else if (e->state == EDITION_APPROVED || e->state == EDITION_PRINTED)
        buf_add_text(b, "  (a newer one is on the page)");
    buf_add_byte(b, '\n');
}

static bool list(struct call *c, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct json_out j = { .buf = b };
    const struct edition *e;
    size_t n;

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !edition_list(&t, call_has(c, "--on-the-page"), c->arena, &e, &n, err))
        return false;
    if (c->json)
        json_open_array(&j);
    for (size_t i = 0; i < n; i++)
        if (c->json)
            json_edition(&e[i], &j);
        else
            text_edition(&e[i], b);
    if (c->json) {
        json_close_array(&j);
        buf_add_byte(b, '\n');
    } else if (n == 0)
        buf_add_text(b, "No edition. \"safekeep card edition add\" adds a card's folder as a draft.\n");
    return true;
}

static int run_list(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    return list(c, &b, err) ? call_answer(&b, err) : FAILED(err);
}

/* ---- showing one ---- */

static void text_step(struct buf *b, const char *label, struct instant at, struct str by)
{
    if (!at.ms)
        return;
    buf_addf(b, "%-11s", label);
    buf_add_date_words(b, instant_local_date(at));
    if (by.len > 0) {
        buf_add_text(b, " by ");
        buf_add(b, by);
    }
    buf_add_byte(b, '\n');
}

static void text_whole(const struct edition *e, struct buf *b)
{
    buf_addf(b, "Edition %lld of the card ", (long long)e->id);
    buf_add(b, e->card);
    buf_add_text(b, ", ");
    buf_add(b, e->area);
    buf_addf(b, ": %s%s\n", edition_state_word(e->state), e->current ? ", on the page" : "");
    text_step(b, "added", e->added, e->added_by);
    text_step(b, "checked", e->checked, e->checked_by);
    text_step(b, "approved", e->approved, e->approved_by);
    text_step(b, "printed", e->printed, STR(""));
    text_step(b, "withdrawn", e->withdrawn, e->withdrawn_by);
    if (e->why.len > 0)
        buf_addf(b, "%-11s" STR_FMT "\n", "why", STR_ARG(e->why));
    buf_addf(b, "%-11s" STR_FMT "\n", "languages", STR_ARG(e->languages));
    if (e->unchecked.len > 0)
        buf_addf(b, "%-11s" STR_FMT " (not yet checked by a speaker; print and page say so)\n", "unchecked",
                 STR_ARG(e->unchecked));
    buf_addf(b, "%-11s", "digest");
    buf_add_digest(b, e->digest);
    buf_add_byte(b, '\n');
}

/* --out DIR: the card as it was, to be looked at or mended. */
static bool give_folder(struct call *c, struct txn *t, int64_t id, struct err *err)
{
    struct card_files *files;

    if (!call_has(c, "--out"))
        return true;
    files = arena_new(c->arena, struct card_files, 1);
    if (!files)
        return err_memory(err, "a card's files");
    return edition_files(t, id, c->arena, files, err) &&
           card_folder_write(call_value(c, "--out"), files, err);
}

static bool show(struct call *c, int64_t id, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct json_out j = { .buf = b };
    struct edition e;

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !edition_by_id(&t, id, c->arena, &e, err) || !give_folder(c, &t, id, err))
        return false;
    if (c->json) {
        json_edition(&e, &j);
        buf_add_byte(b, '\n');
    } else
        text_whole(&e, b);
    return true;
}

static int run_show(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };
    int64_t id;

    if (!call_number(c, 0, "card edition list", &id, err))
        return EXIT_USAGE;
    return show(c, id, &b, err) ? call_answer(&b, err) : FAILED(err);
}

/* ---- the steps ---- */

static bool check(struct txn *t, void *with, struct err *err)
{
    struct step *s = with;

    return edition_check(t, s->id, call_text(s->call, "--by"), s->call->arena, &s->faults, err);
}

static bool approve(struct txn *t, void *with, struct err *err)
{
    struct step *s = with;

    return edition_approve(t, s->id, call_text(s->call, "--by"), s->call->arena, &s->faults, err);
}

static bool withdraw(struct txn *t, void *with, struct err *err)
{
    struct step *s = with;

    return edition_withdraw(t, s->id, call_text(s->call, "--by"), call_text(s->call, "--why"), s->call->arena,
                            err);
}

static int take(struct call *c, card_change change, const char *did, const char *words, struct err *err)
{
    struct step *s = arena_new(c->arena, struct step, 1);

    if (!s)
        return err_memory(err, "a card"), FAILED(err);
    s->call = c;
    s->faults.arena = c->arena;
    if (!call_number(c, 0, "card edition list", &s->id, err))
        return EXIT_USAGE;
    bool good = call_change(c, change, s, err);
    card_say_faults(c, &s->faults);
    return good ? call_did(c, "edition", s->id, did, words, err) : FAILED(err);
}

static int run_check(struct call *c, struct err *err)
{
    return take(c, check, "checked", "Checked. Another person approves it next.", err);
}

static int run_approve(struct call *c, struct err *err)
{
    return take(c, approve, "approved",
                "Approved. It prints without DRAFT, and the card's page shows it from now on.", err);
}

static int run_withdraw(struct call *c, struct err *err)
{
    return take(c, withdraw, "withdrawn",
                "Withdrawn. It prints no more and its page is gone. An older edition does not come back by "
                "itself:\nadd it anew, so that two people look at it. \"safekeep card batch list\" says "
                "where printed cards lie.", err);
}

static struct verb edition_add_verb = {
    .name = "card edition add",
    .summary = "keep a card as it is now, to be checked and approved",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Keeps the files of a card's folder in the store as a draft. They are never changed there: a\n"
            "changed card is added as another edition. What is wrong with the card is said, and is mended\n"
            "before anybody checks it.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){
        { "A draft", "safekeep card edition add --store csp.safekeep cards/emergency" }, { 0 } },
    .run = run_add,
};
VERB(edition_add_verb)

static struct verb edition_list_verb = {
    .name = "card edition list",
    .summary = "list the editions of cards",
    .operands = "",
    .text = "One line an edition: number, state, day it was added, card, languages, and whether the card's\n"
            "page shows it.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--on-the-page", NULL, "only those that pages show", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "All editions", "safekeep card edition list --store csp.safekeep" }, { 0 } },
    .run = run_list,
};
VERB(edition_list_verb)

static struct verb edition_show_verb = {
    .name = "card edition show",
    .summary = "show what happened to an edition, and give its files back",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Who added, checked, approved and withdrew it, and when. With --out the card's files are\n"
            "written as they were when it was added.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--out", "DIR", "a new folder for the card's files", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "One edition", "safekeep card edition show --store csp.safekeep 1" }, { 0 } },
    .run = run_show,
};
VERB(edition_show_verb)

static struct verb edition_check_verb = {
    .name = "card edition check",
    .summary = "say that a draft was checked, by name",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "A person of the list of reviewers has read the draft and rung its numbers. It is refused\n"
            "while a number is not confirmed or is overdue today, or while anything else stops the card\n"
            "from being printed; all of it is listed. Languages that no speaker has checked may pass:\n"
            "print and page go on saying that they were not.\n",
    .option = (const struct option[]){ STORE_OPTION, BY_OPTION, { 0 } },
    .example = (const struct example[]){
        { "Checked", "safekeep card edition check --store csp.safekeep 1 --by \"Sgt A. Quill\"" }, { 0 } },
    .run = run_check,
};
VERB(edition_check_verb)

static struct verb edition_approve_verb = {
    .name = "card edition approve",
    .summary = "approve what somebody else has checked, by name",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Another person than the one who checked it; the same name in other letters is the same person.\n"
            "The approval holds for exactly these files. From then on they print without DRAFT, and the\n"
            "card's page shows them in place of an older edition.\n",
    .option = (const struct option[]){ STORE_OPTION, BY_OPTION, { 0 } },
    .example = (const struct example[]){
        { "Approved", "safekeep card edition approve --store csp.safekeep 1 --by \"B. Wren\"" }, { 0 } },
    .run = run_approve,
};
VERB(edition_approve_verb)

static struct verb edition_withdraw_verb = {
    .name = "card edition withdraw",
    .summary = "take an edition back, for a reason",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "It prints no more, its page is empty at once and its links end. Reasons: number (wrong or\n"
            "changed), words (or picture), replaced (by a newer one), asked (by a partner), mistake.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        BY_OPTION,
        { "--why", "WORD", "number, words, replaced, asked or mistake", true, false },
        { 0 } },
    .example = (const struct example[]){
        { "A number changed",
          "safekeep card edition withdraw --store csp.safekeep 1 --by \"B. Wren\" --why number" },
        { 0 } },
    .run = run_withdraw,
};
VERB(edition_withdraw_verb)
