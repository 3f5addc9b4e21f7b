/*
 * TEST_ONCE throughout: fonts and pages are drawn by libraries that allocate by themselves and take
 * seconds when sanitized.
 */
#include "base/test.h"
#include "cards/example.h"
#include "cards/print.h"
#include "cards/read_back.h"

struct sample {
    struct card_files files;
    struct card card;
    struct card_faults faults;
    struct print_order order;
    struct printed printed;
};

static bool sample_make(struct sample *s, struct arena *a, struct err *err)
{
    memset(s, 0, sizeof *s);
    s->faults.arena = a;
    card_example(&s->files);
    if (!card_read(&s->files, a, &s->faults, &s->card, err))
        return false;
    s->order = (struct print_order){ .card = &s->card, .files = &s->files, .approved = true };
    print_every_language(&s->order);
    return true;
}

TEST_ONCE(the_example_fits_every_layout_in_every_language)
{
    static struct sample s;

    REQUIRE(sample_make(&s, a, err));
    size_t before = s.faults.len;
    CHECK(card_print_check(&s.card, &s.files, a, &s.faults, err));
    CHECK(s.faults.len == before);
}

TEST_ONCE(the_same_card_gives_the_same_bytes)
{
    static struct sample s;
    struct printed again;

    REQUIRE(sample_make(&s, a, err));
    s.order.wordings = 1;
    REQUIRE(card_print(&s.order, a, &s.faults, &s.printed, err));
    REQUIRE(print_render(&s.order, a, &s.faults, &again, err));
    CHECK_STR(s.printed.pdf, again.pdf);
    CHECK(s.printed.pages == 2);
}

TEST_ONCE(a_number_nobody_confirmed_makes_a_draft_of_an_approved_card)
{
    static struct sample s;

    REQUIRE(sample_make(&s, a, err));
    s.order.wordings = 1;
    REQUIRE(card_print(&s.order, a, &s.faults, &s.printed, err));
    CHECK(s.printed.draft);
    REQUIRE(sample_make(&s, a, err));
    s.order.wordings = 1;
    for (size_t i = 0; i < s.card.contacts; i++)
        s.card.contact[i].confirmed = true;
    s.faults.len = 0;
    REQUIRE(card_print(&s.order, a, &s.faults, &s.printed, err));
    CHECK(!s.printed.draft);
}

TEST_ONCE(a_number_the_day_after_its_review_stops_print)
{
    static struct sample s;

    REQUIRE(sample_make(&s, a, err));
    s.card.contact[0].has_review = true;
    s.card.contact[0].review = (struct date){ 100 };
    s.order.day = (struct date){ 100 };
    s.order.wordings = 1;
    CHECK(card_print(&s.order, a, &s.faults, &s.printed, err));
    s.order.day = (struct date){ 101 };
    CHECK(!card_print(&s.order, a, &s.faults, &s.printed, err));
    CHECK(err->kind == ERR_INPUT);
}

static bool drawn_over(struct arena *a, bool spoiled, struct str *pdf, struct err *err)
{
    struct draw *d _cleanup_(draw_close) = NULL;
    struct pdf_page page = { { 0, 0, 60, 60 }, 0 };
    struct pdf_order order = { .page = &page, .pages = 1, .lang = "en" };
    struct qr q;

    if (!qr_make(STR("https://northmere.example/cards/emergency"), a, &q, err) ||
        !draw_open(&d, a, STR("a code"), err))
        return false;
    draw_page(d, 60, 60);
    draw_origin(d, 0, 0);
    draw_qr(d, &q, (struct box){ 10, 10, 40, 40 }, (struct colour){ 0, 0, 0 });
    if (spoiled)
        draw_fill(d, (struct box){ 10, 10, 20, 40 }, (struct colour){ 0, 0, 0 });
    return draw_done(d, &order.drawn, err) && pdf_finish(&order, a, pdf, err);
}

TEST_ONCE(a_code_that_cannot_be_read_or_leads_elsewhere_is_told)
{
    struct str pdf, right = STR("https://northmere.example/cards/emergency"),
        wrong = STR("https://else.example");

    REQUIRE(drawn_over(a, false, &pdf, err));
    CHECK(read_back(pdf, &(struct read_page){ &right, 1 }, 1, a, err));
    CHECK(!read_back(pdf, &(struct read_page){ &wrong, 1 }, 1, a, err));
    CHECK(err->kind == ERR_INPUT && strstr(err->say, "elsewhere"));
    REQUIRE(drawn_over(a, true, &pdf, err));
    CHECK(!read_back(pdf, &(struct read_page){ &right, 1 }, 1, a, err));
    CHECK(err->kind == ERR_INPUT && strstr(err->say, "cannot be read"));
}

TEST(a_back_lies_behind_its_front)
{
    for (size_t n = 0; n < SHEET_CARDS; n++) {
        struct box front = sheet_slot(n, false), back = sheet_slot(n, true);
        CHECK_NEAR(back.x, 210 - front.x - front.width, 1e-9); /* turned on the long edge */
        CHECK_NEAR(back.y, front.y, 1e-9);
    }
}
