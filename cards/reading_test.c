#include "base/test.h"
#include "cards/example.h"
#include "cards/reading.h"

TEST(letters_words_and_sentences_are_counted_as_a_person_would)
{
    struct reading r = { 0 };

    reading_add(&r, STR("Call 999. Say where you are! Don't wait?")); /* 4+0, 3+5+3+3, 4+4 letters */
    CHECK(r.words == 8 && r.sentences == 3 && r.letters == 26);
    reading_add(&r, STR("Well-lit caf\xc3\xa9")); /* no full stop: its end ends it */
    CHECK(r.words == 10 && r.sentences == 4 && r.letters == 37);
    reading_add(&r, STR("..."));
    reading_add(&r, STR(""));
    CHECK(r.words == 10 && r.sentences == 4);
}

TEST(the_reading_age_is_coleman_and_liaus)
{
    /* Worked by hand: L = 450, S = 8 -> 26.46 - 2.368 - 15.8 = 8.292. */
    CHECK_NEAR(reading_age(&(struct reading){ 450, 100, 8 }), 13.292, 1e-9);
    CHECK_NEAR(reading_age(&(struct reading){ 225, 50, 4 }), 13.292, 1e-9);
    CHECK(reading_age(&(struct reading){ 0, 0, 0 }) == 5);
    CHECK(reading_age(&(struct reading){ 10, 10, 10 }) == 5);
}

TEST(longer_words_and_longer_sentences_need_an_older_reader)
{
    struct reading easy = { 0 }, hard = { 0 }, run_on = { 0 };

    reading_add(&easy, STR("Go to a safe place. Call for help. Stay there."));
    reading_add(&hard, STR("Relocate to appropriate accommodation. Request immediate assistance. Remain."));
    reading_add(&run_on, STR("Go to a safe place and call for help and stay there."));
    CHECK(reading_age(&easy) < reading_age(&hard));
    CHECK(reading_age(&easy) <= reading_age(&run_on));
}

TEST(northmeres_card_reads_within_the_age_it_names)
{
    struct card_files files;
    struct card *c = arena_new(a, struct card, 1);
    struct card_faults faults = { .arena = a };

    card_example(&files);
    REQUIRE(c && card_read(&files, a, &faults, c, err) && c->wordings > 0);
    struct reading r = reading_of(&c->wording[0]);
    CHECK(r.words > 50 && reading_age(&r) <= c->reading_age);
}
