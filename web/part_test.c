#include "web/part.h"

#include "base/test.h"
#include "web/pages.h"

/* What tests/known/govuk.sh cannot show: MoJ's parts have no published examples, and our own additions. */
static bool says(const struct buf *b, const char *words)
{
    return b->failed || (b->len > 0 && memmem(b->at, b->len, words, strlen(words)) != NULL);
}

TEST(choices_without_an_id_are_numbered_after_the_first_and_keep_those_they_have)
{
    struct part_choice choice[] = { { .value = STR("a") }, { .id = STR("own") }, { .value = STR("c") } };

    REQUIRE(part_number_choices(STR("why"), choice, COUNT_OF(choice), a, err));
    CHECK_STR(choice[0].id, STR("why"));
    CHECK_STR(choice[1].id, STR("own"));
    CHECK_STR(choice[2].id, STR("why-3"));
}

TEST(an_error_is_said_beside_its_field_and_the_field_is_tied_to_it)
{
    struct part_input v = { .field = { .id = STR("p"),
                                       .name = STR("place"),
                                       .label = { .text = STR("Place") },
                                       .hint = { .text = STR("A postcode") },
                                       .error = { .text = STR("Enter <one>") } } };
    struct buf b = { .arena = a };

    page_part_input(&b, &v);
    CHECK(says(&b, "id=\"p-error\"") && says(&b, "Enter &lt;one&gt;"));
    CHECK(says(&b, "aria-describedby=\"p-hint p-error\"") && says(&b, "govuk-input--error"));
}

TEST(an_alert_of_mojs_says_its_mood_in_words_too)
{
    static const char *const WORD[] = { "information: ", "success: ", "warning: ", "error: " };

    for (int mood = PART_INFORMATION; mood <= PART_ERROR; mood++) {
        struct part_alert v = { .mood = (enum part_mood)mood, .title = STR("Saved") };
        struct buf b = { .arena = a };

        page_part_alert(&b, &v);
        CHECK(says(&b, WORD[mood]) && says(&b, "Saved"));
    }
}

TEST(a_cell_of_a_table_for_phones_bears_its_columns_name)
{
    struct part_cell cell[] = { { .words = { .text = STR("Quayside") }, .header = true },
                                { .words = { .text = STR("7") }, .label = STR("Count"), .numeric = true } };
    struct part_row row = { cell, COUNT_OF(cell) };
    struct part_table v = { .row = &row, .rows = 1 };
    struct buf b = { .arena = a };

    page_part_table(&b, &v);
    CHECK(says(&b, "<th scope=\"row\" class=\"govuk-table__header\">Quayside</th>"));
    CHECK(says(&b, "govuk-table__cell--numeric\" data-label=\"Count\">7</td>"));
}

TEST(a_timeline_names_who_and_when_for_people_and_for_machines)
{
    struct part_event event = { .title = { .text = STR("Watch") }, .by = STR("A. Reviewer") };
    struct part_timeline v = { &event, 1 };
    struct buf b = { .arena = a };

    REQUIRE(date_make(2025, 10, 31, &event.date));
    page_part_timeline(&b, &v);
    CHECK(says(&b, "by A. Reviewer") && says(&b, "datetime=\"2025-10-31\">31 October 2025<"));
}

TEST(of_pages_beside_each_other_the_one_that_is_shown_is_current)
{
    struct part_link link[] = { { .url = { STR("/a") }, .words = { .text = STR("A") }, .current = true },
                                { .url = { STR("/b") }, .words = { .text = STR("B") } } };
    struct part_sub_navigation v = { STR("Sections"), link, COUNT_OF(link) };
    struct part_badge badge = { .words = { .text = STR("New") } };
    struct buf b = { .arena = a };

    page_part_sub_navigation(&b, &v);
    page_part_badge(&b, &badge);
    CHECK(says(&b, "aria-current=\"page\" href=\"/a\">A<") && says(&b, "__link\" href=\"/b\">B<"));
    CHECK(says(&b, "<span class=\"moj-badge\">New</span>"));
}
