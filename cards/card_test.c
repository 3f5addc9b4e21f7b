#include "cards/card.h"

#include "base/test.h"
#include "cards/example.h"

/* The example with one file's `from` made `to`, where it stands first. */
static bool changed(struct arena *a, const char *file, const char *from, const char *to,
                    struct card_files *out,
                    struct err *err)
{
    struct buf b = { .arena = a };
    struct str text;

    card_example(out);
    struct str was = card_files_at(out, str_of(file))->bytes;
    const char *hit = memmem(was.at, was.len, from, strlen(from));
    if (!hit)
        return err_set(err, ERR_BUG, "the example does not say what this test changes");
    buf_add(&b, (struct str){ was.at, (size_t)(hit - was.at) });
    buf_add_text(&b, to);
    buf_add(&b, str_from(was, (size_t)(hit - was.at) + strlen(from)));
    return buf_done(&b, "a test's file", &text, err) && card_files_put(out, str_of(file), text, err);
}

/* All faults of the example so changed, as text. */
static struct str faults_of(struct arena *a, const char *file, const char *from, const char *to,
                            struct err *err)
{
    struct card_faults faults = { .arena = a };
    struct buf b = { .arena = a };
    struct card_files files;
    struct card *c = arena_new(a, struct card, 1);
    struct str text;

    if (!c || !changed(a, file, from, to, &files, err) || !card_read(&files, a, &faults, c, err))
        return STR("failed");
    card_faults_text(&faults, &b);
    return buf_done(&b, "faults", &text, err) ? text : STR("failed");
}

TEST(the_example_has_no_fault_and_says_what_a_card_says)
{
    struct card_faults faults = { .arena = a };
    struct card *c = arena_new(a, struct card, 1);
    struct card_files files;
    struct buf b = { .arena = a };

    card_example(&files);
    REQUIRE(c && card_read(&files, a, &faults, c, err));
    card_faults_text(&faults, &b);
    CHECK_STR(((struct str){ b.at, b.len }), STR(""));
    CHECK_STR(c->name, STR("emergency"));
    CHECK_STR(c->area, STR("Northmere"));
    CHECK(c->invented && c->contacts == 6 && c->wordings == 5 && c->histories == 1 && c->credits == 0);
    CHECK(c->contact[0].emergency && !c->contact[0].confirmed && c->contact[3].kind == CONTACT_TEXT);
    CHECK_STR(c->contact[0].number, STR("999"));
    for (size_t i = 0; i < c->wordings; i++) {
        CHECK(c->wording[i].steps == CARD_STEPS_MAX && !c->wording[i].checked);
        for (size_t k = 0; k < c->contacts; k++)
            CHECK(c->wording[i].contact[k].len && c->wording[i].contact_line[k]);
    }
    CHECK_STR(card_wording(c, STR("ar"))->file, STR("ar.txt"));
    CHECK(card_wording(c, STR("ar"))->tongue->right_to_left && !card_wording(c, STR("fr")));
    CHECK_STR(card_wording(c, STR("en"))->step[1], STR("Call 999. Say where you are and what is happening."));
    CHECK(card_wording(c, STR("en"))->step_line[0] == 8);
}

TEST(card_json_is_written_as_it_was_read)
{
    struct card_faults faults = { .arena = a };
    struct card *c = arena_new(a, struct card, 1);
    struct card_files files;
    struct buf b = { .arena = a };
    struct str text;

    card_example(&files);
    REQUIRE(c && card_read(&files, a, &faults, c, err));
    card_write_json(c, &b);
    REQUIRE(buf_done(&b, "card.json", &text, err));
    CHECK_STR(text, card_files_at(&files, STR("card.json"))->bytes);
}

/* One change to the example, and all that is said of it. */
static const struct {
    const char *file, *from, *to, *say;
} WRONG[] = {
    { "card.json", "\"page\"", "\"pgae\"",
      "card.json:1:1: card.json has no \"page\": write one\n"
      "card.json:6:3: this name is not known here: was \"page\" meant?\n" },
};

TEST(what_is_wrong_is_said_with_its_place_and_what_to_do)
{
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct str say = faults_of(a, WRONG[i].file, WRONG[i].from, WRONG[i].to, err);
        CHECK_STR(say, str_of(WRONG[i].say));
        if (!t->torture && !str_eq(say, str_of(WRONG[i].say)))
            (void)fprintf(stderr, "%zu: " STR_FMT, i, STR_ARG(say));
    }
}
