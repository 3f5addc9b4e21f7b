/* gallery FOLDER - writes every part of pages (web/part.h) in its states, and what pages share beside them,
 * as FOLDER/gallery.html and FOLDER/invented.html, with the assets they name. */
#include <stdio.h>
#include <sys/stat.h>

#include "web/asset.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/part.h"

#define TEXT_OF(lit)                                                                                         \
    {                                                                                                        \
        .text = { "" lit, sizeof(lit) - 1 }                                                                  \
    }

static bool save(const char *folder, struct str path, struct str text)
{
    char name[1024];
    FILE *f;
    bool whole;

    snprintf(name, sizeof name, "%s/%.*s", folder, STR_ARG(path));
    for (char *c = name + 1; (c = strchr(c, '/')) != NULL; c++) {
        *c = '\0';
        (void)mkdir(name, 0777);
        *c = '/';
    }
    f = fopen(name, "wb");
    if (!f)
        return false;
    whole = fwrite(text.at, 1, text.len, f) == text.len;
    return fclose(f) == 0 && whole;
}

/* The page lies in a folder, so an asset's address is taken from there. */
static struct url beside(const char *name)
{
    const struct asset *asset = asset_named(str_of(name));

    return (struct url){ str_from(str_of(asset->path), 1) };
}

static bool save_asset(const char *folder, const char *name)
{
    const struct asset *asset = asset_named(str_of(name));

    return save(folder, beside(name).text, (struct str){ asset->at, (size_t)(asset->end - asset->at) });
}

static void fields(struct buf *b, bool error)
{
    struct words wrong = { .text = error ? STR("Choose or enter what is meant") : STR("") };
    struct str stem = error ? STR("wrong") : STR("plain");
    struct part_option option[] = { { STR("All"), STR(""), false, false, false },
                                    { STR("Robbery"), STR("robbery"), false, true, false },
                                    { STR("Burglary"), STR("burglary"), false, false, true } };
    struct part_choice radio[] = {
        { .value = STR("watch"),
          .words = TEXT_OF("Watch"),
          .checked = true,
          .id = error ? STR("r1") : STR("r2"),
          .hint = TEXT_OF("Look again next week") },
        { .divider = STR("or") },
        { .value = STR("act"), .words = TEXT_OF("Act"), .id = error ? STR("r3") : STR("r4") }
    };
    struct part_choice box[] = { { .value = STR("knife"),
                                   .words = TEXT_OF("Knife or blade"),
                                   .checked = true,
                                   .id = error ? STR("c1") : STR("c2") },
                                 { .value = STR("none"),
                                   .words = TEXT_OF("None of these"),
                                   .behaviour = STR("exclusive"),
                                   .id = error ? STR("c3") : STR("c4"),
                                   .disabled = true } };
    struct part_input input = { .field = { .id = stem,
                                           .name = stem,
                                           .label = TEXT_OF("Place"),
                                           .error = wrong,
                                           .hint = TEXT_OF("A postcode, a street or a ward") },
                                .value = STR("ME4 4BH"),
                                .suffix = TEXT_OF("km") };
    struct part_textarea area = { .field = { .id = error ? STR("t1") : STR("t2"),
                                             .name = STR("t"),
                                             .error = wrong,
                                             .label = TEXT_OF("Reason") },
                                  .value = STR("Seen before </textarea>") };
    struct part_file_upload file = { .field = { .id = error ? STR("f1") : STR("f2"),
                                                .name = STR("f"),
                                                .error = wrong,
                                                .label = TEXT_OF("Incidents, as CSV") } };
    struct part_select select = { .field = { .id = error ? STR("s1") : STR("s2"),
                                             .name = STR("s"),
                                             .error = wrong,
                                             .label = TEXT_OF("Category") },
                                  .option = option,
                                  .options = 3 };
    struct part_choices radios = { .id = error ? STR("r1") : STR("r2"),
                                   .name = error ? STR("ra") : STR("rb"),
                                   .legend = TEXT_OF("What now?"),
                                   .hint = TEXT_OF("It can be changed"),
                                   .error = wrong,
                                   .choice = radio,
                                   .choices = 3 };
    struct part_choices boxes = { .id = error ? STR("c1") : STR("c2"),
                                  .name = STR("c"),
                                  .legend = TEXT_OF("Only"),
                                  .classes = STR("govuk-checkboxes--small"),
                                  .error = wrong,
                                  .choice = box,
                                  .choices = 2 };

    page_part_input(b, &input);
    page_part_select(b, &select);
    page_part_radios(b, &radios);
    page_part_checkboxes(b, &boxes);
    page_part_textarea(b, &area);
    page_part_file_upload(b, &file);
}

static void heading(struct buf *b, const char *words)
{
    buf_add_text(b, "</section><section class=\"site-section\"><h2>");
    buf_add_text(b, words);
    buf_add_text(b, "</h2>");
}

static void buttons(struct buf *b)
{
    static const char *const CLASS[] = { "", "govuk-button--secondary", "govuk-button--warning" };

    buf_add_text(b, "<div class=\"govuk-button-group\">");
    for (size_t i = 0; i < COUNT_OF(CLASS); i++) {
        struct part_button v = { .words = TEXT_OF("Show"), .classes = str_of(CLASS[i]) };

        page_part_button(b, &v);
    }
    page_part_button(b, &(struct part_button){ .words = TEXT_OF("Not now"), .disabled = true });
    buf_add_text(b, "</div>");
}

static void notes(struct buf *b)
{
    for (int mood = PART_INFORMATION; mood <= PART_ERROR; mood++)
        page_part_alert(b, &(struct part_alert){ (enum part_mood)mood, STR("312 rows were kept"),
                                                 .words = { .text = { 0 } } });
    page_part_notification_banner(b, &(struct part_notification_banner){
                                         .words = TEXT_OF("A file is missing"), .title_id = STR("n1") });
    page_part_notification_banner(b, &(struct part_notification_banner){ .words = TEXT_OF("Withdrawn"),
                                                                         .title_id = STR("n2"),
                                                                         .success = true });
    page_part_inset_text(
        b, &(struct part_inset_text){ .words = TEXT_OF("This feed cannot say whether a knife was used.") });
    page_part_warning_text(
        b, &(struct part_warning_text){ .words = TEXT_OF("What is withdrawn no longer counts.") });
    page_part_details(b,
                      &(struct part_details){ .summary = TEXT_OF("How to read this"),
                                              .words = TEXT_OF("Each month is held against earlier ones.") });
    page_part_details(b, &(struct part_details){
                             .summary = TEXT_OF("Open already"), .words = TEXT_OF("Words."), .open = true });
    page_part_tag(b, &(struct part_tag){ .words = TEXT_OF("New") });
    page_part_tag(b, &(struct part_tag){ .words = TEXT_OF("Watched"), .classes = STR("govuk-tag--grey") });
    page_part_badge(b, &(struct part_badge){ .words = TEXT_OF("Open data") });
}

static void figures(struct buf *b)
{
    static const char *const VERDICT[][2] = {
        { "above", "above usual" },
        { "below", "below usual" },
        { "usual", "usual" },
        { "unknown", "not enough past" },
    };

    buf_add_text(b, "<ul class=\"site-cards\">");
    for (size_t i = 0; i < COUNT_OF(VERDICT); i++) {
        buf_add_text(b, "<li class=\"site-card\"><span class=\"site-card__n\">");
        buf_add_int(b, (int64_t)i * 17 + 9);
        buf_add_text(
            b,
            "</span><span class=\"site-card__of\">robberies in October 2025</span>"
            "<span class=\"site-card__usual\">usual 2 to 6</span><span class=\"site-verdict site-verdict--");
        buf_add_text(b, VERDICT[i][0]);
        buf_add_text(b, "\">");
        buf_add_text(b, VERDICT[i][1]);
        buf_add_text(b, "</span></li>");
    }
    buf_add_text(b, "</ul><ul class=\"site-choice\"><li><a href=\"#a\" aria-current=\"true\">Wards</a></li>"
                    "<li><a href=\"#b\">Small areas</a></li></ul>");
}

static void lists(struct buf *b)
{
    static const struct part_cell HEAD[] = { { .words = TEXT_OF("Ward") },
                                             { .words = TEXT_OF("Count"), .numeric = true },
                                             { .words = TEXT_OF("Usual"), .numeric = true } };
    static const struct part_cell CELL[] = {
        { .words = TEXT_OF("Quayside and Old Harbour"), .header = true },
        { .words = TEXT_OF("7"), .label = { "Count", 5 }, .numeric = true },
        { .words = TEXT_OF("2 to 6"), .label = { "Usual", 5 }, .numeric = true }
    };
    static const struct part_row ROW[] = { { CELL, 3 }, { CELL, 3 } };
    static const struct part_link CHANGE[] = {
        { .url = { { "#m", 2 } }, .words = TEXT_OF("Mend"), .hidden = { "the faults", 10 } },
        { .url = { { "#w", 2 } }, .words = TEXT_OF("Withdraw") }
    };
    static const struct part_fact FACT[] = {
        { .key = TEXT_OF("Rows kept"), .value = TEXT_OF("312"), .link = CHANGE, .links = 1 },
        { .key = TEXT_OF("Rows refused"), .value = TEXT_OF("4"), .link = CHANGE, .links = 2 },
        { .key = TEXT_OF("File"), .value = TEXT_OF("2025-10.csv") }
    };
    static const struct part_page PAGE[] = { { { { "#1", 2 } }, { "1", 1 }, { 0 }, false, false },
                                             { .ellipsis = true },
                                             { { { "#7", 2 } }, { "7", 1 }, { 0 }, true, false } };
    struct part_event event[] = { { .title = TEXT_OF("Watch"),
                                    .words = TEXT_OF("Seen at the same corner last year."),
                                    .by = STR("A. Reviewer") } };
    struct part_table table = { .caption = STR("Robbery by ward, October 2025"),
                                .head = HEAD,
                                .heads = 3,
                                .row = ROW,
                                .rows = 2,
                                .classes = STR("site-table site-stacked") };

    page_part_table(b, &table);
    page_part_summary_list(b, &(struct part_summary_list){ FACT, COUNT_OF(FACT), true, { 0 } });
    page_part_pagination(b, &(struct part_pagination){ .previous = { .url = { STR("#6") } },
                                                       .page = PAGE,
                                                       .pages = 3,
                                                       .next = { .url = { STR("#8") } },
                                                       .label = STR("Rows") });
    page_part_pagination(
        b, &(struct part_pagination){ .previous = { .url = { STR("#s") }, .label = STR("September") },
                                      .next = { .url = { STR("#n") }, .label = STR("November") } });
    if (date_make(2025, 10, 31, &event[0].date))
        page_part_timeline(b, &(struct part_timeline){ event, 1 });
    page_part_sub_navigation(b, &(struct part_sub_navigation){ STR("Sections"), CHANGE, 2 });
}

static void gallery(struct buf *b)
{
    static const struct part_error ERROR[] = { { { "wrong", 5 }, TEXT_OF("Enter a place") },
                                               { { 0 }, TEXT_OF("Try again") } };

    page_part_error_summary(b, &(struct part_error_summary){ .error = ERROR, .errors = 2 });
    buf_add_text(
        b, "<h1 class=\"govuk-heading-l\">Every part of a page</h1><p class=\"site-lead\">As each looks, "
           "in each state.</p><section>");
    heading(b, "Figures");
    figures(b);
    heading(b, "Lists and tables");
    lists(b);
    heading(b, "Notes");
    notes(b);
    heading(b, "Forms");
    buf_add_text(b, "<div class=\"site-split site-split--filter\"><form class=\"site-filter\"><h2>Show</h2>");
    fields(b, false);
    buttons(b);
    buf_add_text(b, "</form><form>");
    fields(b, true);
    buttons(b);
    buf_add_text(b, "</form></div></section>");
}

static bool write_page(const char *folder, const char *name, bool invented, struct err *err)
{
    static const struct frame_link LINK[] = { { { { "#brief", 6 } }, { "Brief", 5 }, { 0 }, false, false },
                                              { { { "#map", 4 } }, { "Map", 3 }, { 0 }, true, false } };
    static const struct frame_link PLACE[] = { { { { "#town", 5 } }, { "Town", 4 }, { 0 }, true, false },
                                               { { { "#mere", 5 } }, { "Mere", 4 }, { 0 }, false, true } };
    struct arena a _cleanup_(arena_close);
    struct frame_view v = { .title = STR("Every part"),
                            .partnership = STR("Town Community Safety Partnership"),
                            .invented = invented,
                            .as_of = invented,
                            .has_error = true,
                            .marking = STR("OFFICIAL"),
                            .home = { STR("#home") },
                            .style = beside("site.css"),
                            .icon = beside("icon.svg"),
                            .font = beside("inter.woff2"),
                            .about = { STR("#about") },
                            .figures = { STR("#data") },
                            .licence = { STR("#licence") },
                            .newest = { STR("#new") },
                            .link = LINK,
                            .links = 2,
                            .place = PLACE,
                            .places = 2,
                            .crumb = LINK,
                            .crumbs = 2,
                            .version = STR("0") };
    struct str page;

    arena_open(&a, (size_t)16 << 20);
    struct buf main = { .arena = &a }, whole = { .arena = &a };
    gallery(&main);
    if (!date_make(2025, 10, 31, &v.date) || !buf_done(&main, "the gallery", &v.main.text, err))
        return false;
    page_frame(&whole, &v);
    return buf_done(&whole, "the page", &page, err) && save(folder, str_of(name), page);
}

int main(int argc, char **argv)
{
    struct err err = { 0 };

    if (argc != 2) {
        fputs("gallery: call it as gallery FOLDER\n", stderr);
        return 2;
    }
    if (!write_page(argv[1], "gallery.html", false, &err) ||
        !write_page(argv[1], "invented.html", true, &err) || !save_asset(argv[1], "site.css") ||
        !save_asset(argv[1], "inter.woff2") || !save_asset(argv[1], "icon.svg")) {
        fputs("gallery: could not write into the folder\n", stderr);
        return 1;
    }
    return 0;
}
