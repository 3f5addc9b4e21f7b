#include "tests/known/govuk.h"
#include "web/pages.h"

#define WORDS_OF(o) words_at((o), "text", "html")

static struct url url_at(const struct json *in, const char *key)
{
    return (struct url){ str_at(in, key) };
}

static size_t count(const struct json *list)
{
    return list ? list->count : 0;
}

/* The next that is not null, false, "" or {}: govuk-frontend skips those. */
static const struct json *real(const struct json *j)
{
    while (j && (j->type == JSON_NULL || j->type == JSON_FALSE ||
                 (j->type == JSON_STRING && j->text.len == 0) || (j->type == JSON_OBJECT && j->count == 0)))
        j = j->next;
    return j;
}

/* For each real member of options[key]. */
static const struct json *first_at(const struct json *in, const char *key)
{
    const struct json *list = json_at(in, key);

    return real(list ? list->first : NULL);
}

#define EACH(j, o, key) for (const struct json *j = first_at((o), (key)); j; j = real(j->next))

static void show_back_link(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_back_link v = { url_at(o, "href"), WORDS_OF(o), str_at(o, "classes") };

    if (v.url.text.len == 0)
        v.url.text = STR("#");
    page_part_back_link(b, &v);
}

static void show_skip_link(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_skip_link v = { STR("content"), str_at(o, "classes"), WORDS_OF(o) };

    if (str_at(o, "href").len > 0)
        v.to = str_from(str_at(o, "href"), 1);
    page_part_skip_link(b, &v);
}

static void show_breadcrumbs(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_link *link = arena_new(a, struct part_link, count(json_at(o, "items")) + 1);
    struct part_breadcrumbs v = { .link = link,
                                  .classes = str_at(o, "classes"),
                                  .label = str_at(o, "labelText") };

    EACH (j, o, "items")
        link[v.links++] = (struct part_link){ .url = url_at(j, "href"), .words = WORDS_OF(j) };
    page_part_breadcrumbs(b, &v);
}

static void show_button(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_button v = { WORDS_OF(o),     str_at(o, "type"),    str_at(o, "name"),     str_at(o, "value"),
                             str_at(o, "id"), str_at(o, "classes"), true_at(o, "disabled") };

    page_part_button(b, &v);
}

static void show_details(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_details v = { words_at(o, "summaryText", "summaryHtml"), WORDS_OF(o), str_at(o, "id"),
                              str_at(o, "classes"), true_at(o, "open") };

    page_part_details(b, &v);
}

static void show_hint(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_hint v = { str_at(o, "id"), str_at(o, "classes"), WORDS_OF(o) };

    page_part_hint(b, &v);
}

static void show_error_message(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_error_message v = { str_at(o, "id"), str_at(o, "classes"), WORDS_OF(o) };

    page_part_error_message(b, &v);
}

static void show_label(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_label v = { str_at(o, "for"), str_at(o, "classes"), WORDS_OF(o),
                            true_at(o, "isPageHeading") };

    page_part_label(b, &v);
}

static void show_inset_text(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_inset_text v = { str_at(o, "id"), str_at(o, "classes"), WORDS_OF(o) };

    page_part_inset_text(b, &v);
}

static void show_tag(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_tag v = { str_at(o, "classes"), WORDS_OF(o) };

    page_part_tag(b, &v);
}

static void show_warning_text(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_warning_text v = { str_at(o, "classes"), str_at(o, "iconFallbackText"), WORDS_OF(o) };

    page_part_warning_text(b, &v);
}

/* Ours confirms; theirs can
 * interrupt too. */
static bool is_confirmation(const struct json *o)
{
    struct str classes = str_at(o, "classes");

    while (classes.len > 0)
        if (str_eq(str_cut(&classes, ' '), STR("govuk-"
                                               "panel--"
                                               "interruption")))
            return false;
    return true;
}

static void show_panel(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_panel v = { words_at(o, "titleText", "titleHtml"), WORDS_OF(o), str_at(o, "classes") };

    page_part_panel(b, &v);
}

static void show_notification_banner(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_notification_banner v = { words_at(o, "titleText", "titleHtml"), WORDS_OF(o),
                                          str_at(o, "titleId"), str_at(o, "classes"),
                                          str_eq(str_at(o, "type"), STR("success")) };

    page_part_notification_banner(b, &v);
}

static void show_error_summary(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_error *error = arena_new(a, struct part_error, count(json_at(o, "errorList")) + 1);
    struct part_error_summary v = { .title = str_at(o, "titleText"),
                                    .classes = str_at(o, "classes"),
                                    .error = error,
                                    .description = words_at(o, "descriptionText", "descriptionHtml") };

    EACH (j, o, "errorList")
        error[v.errors++] = (struct part_error){ str_from(str_at(j, "href"), 1), WORDS_OF(j) };
    page_part_error_summary(b, &v);
}

static void show_fieldset(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    const struct json *legend = json_at(o, "legend");
    struct part_fieldset v = { .legend = WORDS_OF(legend),
                               .html = { str_at(o, "html") },
                               .role = str_at(o, "role"),
                               .described_by = str_at(o, "describedBy"),
                               .classes = str_at(o, "classes"),
                               .legend_classes = str_at(legend, "classes"),
                               .heading = true_at(legend, "isPageHeading") };

    page_part_fieldset(b, &v);
}

/* ---- fields ---- */

#define FIELD \
    "id name classes disabled label.text label.html label.classes label.isPageHeading hint.text " \
    "hint.html errorMessage.text errorMessage.html formGroup.classes "

static struct part_field field_of(const struct json *o)
{
    const struct json *label = json_at(o, "label");
    struct part_field f = { .id = str_at(o, "id"),
                            .name = str_at(o, "name"),
                            .label = WORDS_OF(label),
                            .hint = words_in(o, "hint"),
                            .error = words_in(o, "errorMessage"),
                            .classes = str_at(o, "classes"),
                            .label_classes = str_at(label, "classes"),
                            .group_classes = str_at(json_at(o, "formGroup"), "classes"),
                            .heading = true_at(label, "isPageHeading"),
                            .disabled = true_at(o, "disabled") };

    if (f.id.len == 0)
        f.id = f.name;
    return f;
}

static struct str either_at(const struct json *o, const char *key)
{
    return json_at(o, key) && json_at(o, key)->type == JSON_FALSE ? STR("false") : str_at(o, key);
}

static void show_input(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_input v = { .field = field_of(o),
                            .type = str_at(o, "type"),
                            .value = str_at(o, "value"),
                            .inputmode = str_at(o, "inputmode"),
                            .autocomplete = str_at(o, "autocomplete"),
                            .autocapitalize = str_at(o, "autocapitalize"),
                            .pattern = str_at(o, "pattern"),
                            .spellcheck = either_at(o, "spellcheck"),
                            .prefix = words_in(o, "prefix"),
                            .suffix = words_in(o, "suffix") };

    page_part_input(b, &v);
}

static void show_textarea(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_textarea v = { field_of(o), str_at(o, "value"), str_at(o, "autocomplete"),
                               either_at(o, "spellcheck"), number_at(o, "rows") };

    if (v.rows == 0 && json_at(o, "rows"))
        v.rows = str_eq(str_at(o, "rows"), STR("4")) ? 4 : 0;
    page_part_textarea(b, &v);
}

static void show_file_upload(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_file_upload v = { field_of(o), true_at(o, "multiple") };

    page_part_file_upload(b, &v);
}

static void show_select(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_option *option = arena_new(a, struct part_option, count(json_at(o, "items")) + 1);
    struct part_select v = { .field = field_of(o), .option = option };

    EACH (j, o, "items")
        option[v.options++] =
            (struct part_option){ str_at(j, "text"), either_at(j, "value"), !json_at(j, "value"),
                                  true_at(j, "selected"), true_at(j, "disabled") };
    page_part_select(b, &v);
}

#define CHOICES \
    "idPrefix name classes hint.text hint.html errorMessage.text errorMessage.html " \
    "formGroup.classes fieldset.classes fieldset.legend.text fieldset.legend.html " \
    "fieldset.legend.classes fieldset.legend.isPageHeading items.text items.html items.value " \
    "items.id items.name items.checked items.disabled items.divider items.behaviour " \
    "items.hint.text items.hint.html"

/* A hint or an error belongs to
 * a legend in our parts. */
static bool has_legend(const struct json *o)
{
    bool legend = is_words(words_in(json_at(o, "fieldset"), "legend"));

    return legend || (!json_at(o, "fieldset") && !json_at(o, "hint") && !json_at(o, "errorMessage"));
}

static struct part_choices choices_of(const struct json *o, struct arena *a)
{
    const struct json *fieldset = json_at(o, "fieldset"), *legend = json_at(fieldset, "legend");
    struct part_choice *choice = arena_new(a, struct part_choice, count(json_at(o, "items")) + 1);
    struct part_choices v = { .id = str_at(o, "idPrefix"),
                              .name = str_at(o, "name"),
                              .legend = WORDS_OF(legend),
                              .hint = words_in(o, "hint"),
                              .error = words_in(o, "errorMessage"),
                              .classes = str_at(o, "classes"),
                              .legend_classes = str_at(legend, "classes"),
                              .fieldset_classes = str_at(fieldset, "classes"),
                              .group_classes = str_at(json_at(o, "formGroup"), "classes"),
                              .heading = true_at(legend, "isPageHeading"),
                              .choice = choice };
    struct err err = { 0 };

    if (v.id.len == 0)
        v.id = v.name;
    for (const struct json *j = json_at(o, "items")->first; j; j = j->next)
        choice[v.choices++] = (struct part_choice){ str_at(j, "id"),
                                                    str_at(j, "value"),
                                                    str_at(j, "name"),
                                                    WORDS_OF(j),
                                                    words_in(j, "hint"),
                                                    str_at(j, "divider"),
                                                    str_at(j, "behaviou"
                                                              "r"),
                                                    true_at(j, "checke"
                                                               "d"),
                                                    true_at(j, "disable"
                                                               "d") };
    if (!part_number_choices(v.id, choice, v.choices, a, &err))
        v.choices = 0;
    return v;
}

static void show_radios(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_choices v = choices_of(o, a);

    page_part_radios(b, &v);
}

static void show_checkboxes(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_choices v = choices_of(o, a);

    page_part_checkboxes(b, &v);
}

/* ---- lists ---- */

static struct part_turn turn_of(const struct json *j)
{
    return (struct part_turn){ url_at(j, "href"), WORDS_OF(j), str_at(j, "labelText") };
}

static void show_pagination(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_page *page = arena_new(a, struct part_page, count(json_at(o, "items")) + 1);
    struct part_pagination v = { .previous = turn_of(json_at(o, "previous")),
                                 .next = turn_of(json_at(o, "next")),
                                 .page = page,
                                 .classes = str_at(o, "classes"),
                                 .label = str_at(o, "landmarkLabel") };

    EACH (j, o, "items")
        page[v.pages++] =
            (struct part_page){ url_at(j, "href"), str_at(j, "number"), str_at(j, "visuallyHiddenText"),
                                true_at(j, "current"), true_at(j, "ellipsis") };
    page_part_pagination(b, &v);
}

static void show_summary_list(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_fact *fact = arena_new(a, struct part_fact, count(json_at(o, "rows")) + 1);
    struct part_summary_list v = { .fact = fact, .classes = str_at(o, "classes") };

    EACH (row, o, "rows") {
        const struct json *actions = json_at(row, "actions"), *key = json_at(row, "key"),
                          *value = json_at(row, "value");
        struct part_link *link = arena_new(a, struct part_link, count(json_at(actions, "items")) + 1);
        struct part_fact *f = &fact[v.facts++];

        *f = (struct part_fact){ WORDS_OF(key),
                                 WORDS_OF(value),
                                 str_at(row, "classes"),
                                 str_at(key, "classes"),
                                 str_at(value, "classes"),
                                 str_at(actions, "classes"),
                                 link,
                                 0 };
        EACH (j, actions, "items")
            link[f->links++] =
                (struct part_link){ url_at(j, "href"), WORDS_OF(j), str_at(j, "visuallyHiddenText"), false };
        v.has_links = v.has_links || f->links > 0;
    }
    page_part_summary_list(b, &v);
}

static struct part_cell cell_of(const struct json *j)
{
    return (struct part_cell){ .words = WORDS_OF(j),
                               .classes = str_at(j, "classes"),
                               .numeric = str_eq(str_at(j, "format"), STR("numeric")),
                               .columns = number_at(j, "colspan"),
                               .rows = number_at(j, "rowspan") };
}

static void show_table(const struct json *o, UNUSED struct arena *a, struct buf *b)
{
    struct part_cell *head = arena_new(a, struct part_cell, count(json_at(o, "head")) + 1);
    struct part_row *rows = arena_new(a, struct part_row, count(json_at(o, "rows")) + 1);
    struct part_table v = { .caption = str_at(o, "caption"),
                            .caption_classes = str_at(o, "captionClasses"),
                            .classes = str_at(o, "classes"),
                            .head = head,
                            .row = rows };

    EACH (j, o, "head")
        head[v.heads++] = cell_of(j);
    EACH (row, o, "rows") {
        struct part_cell *cell = arena_new(a, struct part_cell, count(row) + 1);
        struct part_row *r = &rows[v.rows++];

        r->cell = cell;
        for (const struct json *j = row->first; j; j = j->next)
            cell[r->cells++] = cell_of(j);
        cell[0].header = true_at(o, "firstCellIsHeader");
    }
    page_part_table(b, &v);
}

const struct component COMPONENTS[] = {
    { "back-link", 6, "href text html classes", show_back_link, NULL },
    { "breadcrumbs", 9, "items.href items.text items.html classes labelText", show_breadcrumbs, NULL },
    { "button", 28, "text html type name value id classes disabled", show_button, NULL },
    { "checkboxes", 19, CHOICES, show_checkboxes, has_legend },
    { "details", 9, "summaryText summaryHtml text html id classes open", show_details, NULL },
    { "error-message", 5, "text html id classes", show_error_message, NULL },
    { "error-summary", 14,
      "titleText descriptionText descriptionHtml errorList.text errorList.html errorList.href "
      "classes", show_error_summary, NULL },
    { "fieldset", 17,
      "legend.text legend.html legend.classes legend.isPageHeading html role describedBy "
      "classes", show_fieldset, NULL },
    { "file-upload", 10, FIELD "multiple", show_file_upload, NULL },
    { "hint", 5, "text html id classes", show_hint, NULL },
    { "input", 35,
      FIELD "type value inputmode autocomplete autocapitalize pattern spellcheck prefix.text "
      "prefix.html suffix.text suffix.html", show_input, NULL },
    { "inset-text", 5, "text html id classes", show_inset_text, NULL },
    { "label", 16, "text html for classes isPageHeading", show_label, NULL },
    { "notification-banner", 14,
      "titleText titleHtml text html titleId classes type", show_notification_banner, NULL },
    { "pagination", 14,
      "previous.href previous.text previous.html previous.labelText next.href next.text "
      "next.html next.labelText items.href items.number items.visuallyHiddenText items.current "
      "items.ellipsis classes landmarkLabel", show_pagination, NULL },
    { "panel", 7, "titleText titleHtml text html classes", show_panel, is_confirmation },
    { "radios", 21, CHOICES, show_radios, has_legend },
    { "select", 10, FIELD "items.text items.value items.selected items.disabled", show_select, NULL },
    { "skip-link", 8, "href text html classes", show_skip_link, NULL },
    { "summary-list", 17,
      "rows.key.text rows.key.html rows.key.classes rows.value.text rows.value.html "
      "rows.value.classes rows.classes rows.actions.classes rows.actions.items.href "
      "rows.actions.items.text rows.actions.items.html rows.actions.items.visuallyHiddenText "
      "classes", show_summary_list, NULL },
    { "table", 16,
      "caption captionClasses classes firstCellIsHeader head.text head.html head.format "
      "head.classes head.colspan head.rowspan rows.text rows.html rows.format rows.classes "
      "rows.colspan rows.rowspan", show_table, NULL },
    { "tag", 11, "text html classes", show_tag, NULL },
    { "textarea", 13, FIELD "value rows autocomplete spellcheck", show_textarea, NULL },
    { "warning-text", 7, "text html iconFallbackText classes", show_warning_text, NULL },
};
const size_t COMPONENTS_LEN = COUNT_OF(COMPONENTS);
