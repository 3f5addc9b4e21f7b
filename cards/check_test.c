#include "base/test.h"
#include "cards/card.h"
#include "cards/example.h"

/* Northmere's card as it comes, with every number confirmed until the end of 2027. */
static struct card *sound(struct arena *a, struct card_files *files, struct err *err)
{
    struct card *c = arena_new(a, struct card, 1);
    struct card_faults faults = { .arena = a };

    card_example(files);
    if (!c || !card_read(files, a, &faults, c, err) || card_faults_count(&faults, FAULT_STOP) > 0)
        return NULL;
    for (size_t i = 0; i < c->contacts; i++) {
        c->contact[i].confirmed = c->contact[i].has_review = true;
        if (!date_make(2027, 12, 31, &c->contact[i].review))
            return NULL;
    }
    return c;
}

static struct date day(int year, int month, int d)
{
    struct date out;

    return date_make(year, month, d, &out) ? out : (struct date){ 0 };
}

static bool says(const struct card_faults *f, enum fault_weight weight, const char *words)
{
    for (size_t i = 0; i < f->len; i++)
        if (f->at[i].weight == weight && memmem(f->at[i].say.at, f->at[i].say.len, words, strlen(words)))
            return true;
    return false;
}

TEST(northmeres_card_has_no_fault_that_stops_it_and_its_numbers_make_it_a_draft)
{
    struct card_files files;
    struct card *c = arena_new(a, struct card, 1);
    struct card_faults faults = { .arena = a };

    card_example(&files);
    REQUIRE(c && card_read(&files, a, &faults, c, err));
    REQUIRE(card_check(c, &files, day(2026, 12, 1), a, &faults, err));
    CHECK(card_faults_count(&faults, FAULT_STOP) == 0);
    CHECK(card_faults_count(&faults, FAULT_DRAFT) == c->contacts);
    CHECK(card_faults_count(&faults, FAULT_NOTE) == c->wordings); /* no speaker has checked any */
}

TEST(a_number_is_good_up_to_its_review_date_and_stops_the_card_from_the_day_after)
{
    struct card_files files;
    struct card *c = sound(a, &files, err);
    struct card_faults on = { .arena = a }, after = { .arena = a };

    REQUIRE(c);
    REQUIRE(card_check(c, &files, day(2027, 12, 31), a, &on, err));
    CHECK(card_faults_count(&on, FAULT_STOP) == 0 && card_faults_count(&on, FAULT_DRAFT) == 0);
    REQUIRE(card_check(c, &files, day(2028, 1, 1), a, &after, err));
    CHECK(card_faults_count(&after, FAULT_STOP) == c->contacts);
    CHECK(says(&after, FAULT_STOP, "looked at again"));
}

TEST(colours_that_cannot_be_read_are_refused_with_both_names_and_the_amount)
{
    struct card_files files;
    struct card *c = sound(a, &files, err);
    struct card_faults faults = { .arena = a };

    REQUIRE(c);
    c->colours.band = (struct colour){ 0xf0, 0xf0, 0xf0 };
    REQUIRE(card_check(c, &files, day(2026, 12, 1), a, &faults, err));
    CHECK(card_faults_count(&faults, FAULT_STOP) == 2); /* nor can it be told from the paper */
    CHECK(says(&faults, FAULT_STOP, "\"band_text\" on \"band\" has a contrast of 1.1 to 1, and 4.5"));
}

TEST(english_above_the_reading_age_is_refused_with_both_ages_and_other_languages_are_not_judged)
{
    struct card_files files;
    struct card *c = sound(a, &files, err);
    struct card_faults faults = { .arena = a }, polish = { .arena = a };

    REQUIRE(c);
    c->reading_age = 6;
    REQUIRE(card_check(c, &files, day(2026, 12, 1), a, &faults, err));
    CHECK(card_faults_count(&faults, FAULT_STOP) == 1 && says(&faults, FAULT_STOP, "promises 6"));
    c->wording[0] = c->wording[1];
    REQUIRE(card_check(c, &files, day(2026, 12, 1), a, &polish, err));
    CHECK(card_faults_count(&polish, FAULT_STOP) == 0);
}

TEST(a_picture_with_a_script_and_a_history_without_its_first_are_refused_with_the_rest)
{
    struct card_files files;
    struct card *c = sound(a, &files, err);
    struct card_faults faults = { .arena = a };

    REQUIRE(c);
    struct str hostile = STR("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script/></svg>");
    REQUIRE(card_files_put(&files, STR("picture.svg"), hostile, err));
    c->history[0].event = STR("adopted");
    REQUIRE(card_check(c, &files, day(2026, 12, 1), a, &faults, err));
    CHECK(card_faults_count(&faults, FAULT_STOP) >= 2 && says(&faults, FAULT_STOP, "script"));
}
