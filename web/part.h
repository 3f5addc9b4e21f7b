/*
 * web/part - the parts pages are made of, and the classes a page may use.
 *
 * The classes of web/assets/site.css (made by tools/site from govuk-frontend and
 * MoJ's, see there). Every page's HTML stands inside <main> in a container; the
 * frame gives all round it. A page begins with its <h1>.
 *
 * words     govuk-heading-l (the h1) govuk-heading-m (h2) govuk-heading-s (h3) govuk-caption-l
 *           govuk-body govuk-list govuk-list--bullet govuk-link govuk-visually-hidden
 *           site-lead: one sentence under the h1 · site-note: smaller and grey
 *           site-none: "not held", "this feed cannot say" · site-command: <pre> with a command
 * side by side
 *           site-grid > div...              columns of at least 280 px; site-grid--pair: of 420
 *           site-split > div + aside        what matters and, beside it, 350 px of what goes with it
 *           site-split site-split--filter   the other way: form.site-filter, then what it chose
 *           site-section                    <section> whose h2 has a rule under it
 *           site-panel                      a box: h2, p, ul
 *           site-card-list > li             things one below the other with rules between
 * numbers   <ul class="site-cards"><li class="site-card"><span class="site-card__n">9</span>
 *           <span class="site-card__of">robberies in October 2025</span>
 *           <span class="site-card__usual">usual 2 to 6</span> verdict </li>...
 * verdicts  <span class="site-verdict site-verdict--above">above usual</span>, --below "below usual",
 *           --usual "usual", --unknown "not enough past". The words stand there always; shape and
 *           colour repeat them. Never green, never red: more is neither good nor bad.
 * tables    <div class="site-scroll" role="region" aria-labelledby="ID" tabindex="0">
 *           <table class="govuk-table site-table site-stacked"><caption id="ID"
 *           class="govuk-table__caption">; rows govuk-table__row, cells govuk-table__header with scope=,
 *           govuk-table__cell, --numeric for both. With site-stacked each <td data-label="Count">
 *           becomes a line of a card below 768 px, and its row's <th scope="row"> the card's head;
           a cell of a sentence is site-words, under its label;
 *           leave site-scroll away there. No role= on a table's own parts: HTML forbids it, and browsers
 *           of today keep a table's meaning when its cells are laid out as blocks.
 * charts    <figure class="site-figure"><figcaption>, an <svg class="site-chart" role="img"
 *           aria-labelledby=...> (site-figure__wide and site-figure__narrow where there are two),
 *           then <details class="govuk-details"> with the table. In the svg: axis grid band (usual
 *           range) line other (a second series) bar note; dot, dot above, dot below, dot hollow;
 *           text: soft strong end middle. brief/spark.c's and brief/map.c's look the same as on paper.
 * maps      <div class="site-map"> with the server's <svg>, or <div class="site-map__live"> for Leaflet;
 *           areas: class "area step-0" ... "area step-4", "area step-none"; against usual: "area paper
 *           above" and its like with brief/map's hatching (ink) over it. <ul class="site-legend"><li>
 *           <svg>...</svg> 0 to 40</li>. site-where: the number of a circle, in the list beside it.
 * forms     site-filter: h2, groups, one button at the end · site-line: an input and its button
 *           in one line · govuk-form-group and all of govuk-frontend's forms; parts below
 * links     site-choice > li > a (aria-current="true" on the chosen): months, flags, levels
 *           site-links > li > a: CSV, JSON, print · site-screen: left out on paper
 *
 * govuk-frontend: back-link breadcrumbs button checkboxes details error-message error-summary
 * fieldset file-upload hint input inset-text label notification-banner pagination panel radios select
 * summary-list table tag textarea warning-text. MoJ: primary-navigation sub-navigation alert badge
 * timeline.
 */
#ifndef WEB_PART_H
#define WEB_PART_H

#include "web/show.h"

/*
 * A part is a page with a view of its own: {{> part_button go}} shows v->go, a struct part_button.
 * What is left empty is left out. `classes` are more classes, as "govuk-button--secondary"; they are
 * words of ours. tests/known/govuk.sh holds each govuk-frontend part against that project's own
 * examples. Left out on purpose: what needs a script (conditional radios, tabs, enhanced upload) and a
 * link that looks like a button, which without one the space bar would not press.
 */
struct part_link {
    struct url url;
    struct words words;
    struct str hidden;         /* said after it, not shown: "Change" <which> */
    bool current;
};

struct part_back_link { struct url url; struct words words; struct str classes; };
struct part_skip_link { struct str to, classes; struct words words; }; /* to: an id, without # */
struct part_breadcrumbs {
    const struct part_link *link; /* without url: the page itself */
    size_t links;
    struct str classes, label; /* "": "Breadcrumb" */
};
struct part_button {
    struct words words;
    struct str type;           /* "": submit */
    struct str name, value, id, classes;
    bool disabled;
};
struct part_details {
    struct words summary, words;
    struct str id, classes;
    bool open;
};
struct part_hint { struct str id, classes; struct words words; };
struct part_error_message { struct str id, classes; struct words words; };
struct part_label {
    struct str of, classes;    /* of: the id of its field */
    struct words words;
    bool heading;              /* it is the page's h1 */
};
struct part_error { struct str at; struct words words; }; /* at: the id of the field it is about, or "" */
struct part_error_summary {
    struct str title;          /* "": "There is a problem" */
    struct words description;
    struct str classes;
    const struct part_error *error;
    size_t errors;
};
struct part_fieldset {
    struct words legend;
    struct html html;
    struct str described_by, role, classes, legend_classes;
    bool heading;
};
struct part_inset_text { struct str id, classes; struct words words; };
struct part_tag { struct str classes; struct words words; };
struct part_warning_text { struct str classes, label; struct words words; }; /* label "": "Warning" */
struct part_panel { struct words title, words; struct str classes; };
struct part_notification_banner {
    struct words title, words;
    struct str title_id, classes;
    bool success;
};

/* Label, hint and error of one field; fields of a form begin with it. */
struct part_field {
    struct str id, name;
    struct words label, hint, error;
    struct str classes, label_classes, group_classes;
    bool heading, disabled;
};
struct part_input {
    struct part_field field;
    struct str type;           /* "": text */
    struct str value, inputmode, autocomplete, autocapitalize, pattern, spellcheck; /* "true", "false" */
    struct words prefix, suffix;
};
struct part_textarea { struct part_field field; struct str value, autocomplete, spellcheck; int rows; };
struct part_file_upload { struct part_field field; bool multiple; };
struct part_option {
    struct str text, value;
    bool text_is_value, selected, disabled;
};
struct part_select {
    struct part_field field;
    const struct part_option *option;
    size_t options;
};
struct part_choice {
    struct str id, value;
    struct str name;           /* of a checkbox that has one of its own; "": the group's */
    struct words words, hint;
    struct str divider;        /* "or": the line is this word and no choice */
    struct str behaviour;      /* "exclusive": of a checkbox for "none of these" */
    bool checked, disabled;
};
/* Radios or checkboxes. Hint and error need a legend to belong to. */
struct part_choices {
    struct str id, name;       /* the id of the first choice; the others' ids follow part_number_choices() */
    struct words legend, hint, error;
    struct str classes, legend_classes, fieldset_classes, group_classes;
    bool heading;
    const struct part_choice *choice;
    size_t choices;
};
/* Gives each choice without an id one: `id`, `id`-2, `id`-3 ... fails ERR_LIMIT. */
bool part_number_choices(struct str id, struct part_choice *choice, size_t choices, struct arena *a,
                         struct err *err) MUST_USE;

struct part_page {             /* of a list too long for one page */
    struct url url;
    struct str number, label;  /* label "": "Page N" */
    bool current, ellipsis;
};
struct part_turn {             /* to the page before or after */
    struct url url;
    struct words words;        /* "": "Previous page", "Next page" */
    struct str label;          /* what stands there; only where there are no numbers */
};
struct part_pagination {
    struct part_turn previous, next;
    const struct part_page *page;
    size_t pages;
    struct str classes, label; /* "": "Pagination" */
};

struct part_fact {
    struct words key, value;
    struct str classes, key_classes, value_classes, links_classes;
    const struct part_link *link;
    size_t links;
};
struct part_summary_list {
    const struct part_fact *fact;
    size_t facts;
    bool has_links;            /* some fact has */
    struct str classes;
};

struct part_cell {
    struct words words;
    struct str classes;
    struct str label;          /* with site-stacked: what its column is called */
    bool header, numeric;
    int columns, rows;         /* it spans; 0: one */
};
struct part_row {
    const struct part_cell *cell;
    size_t cells;
};
struct part_table {
    struct str caption, caption_classes, classes;
    const struct part_cell *head;
    size_t heads;
    const struct part_row *row;
    size_t rows;
};

/* MoJ's. */
enum part_mood { PART_INFORMATION, PART_SUCCESS, PART_WARNING, PART_ERROR };
struct part_alert {
    enum part_mood mood;
    struct str title;          /* said before it; shown when `words` are empty */
    struct words words;
};
struct part_badge { struct str classes; struct words words; };
struct part_sub_navigation {
    struct str label;
    const struct part_link *link;
    size_t links;
};
struct part_event {
    struct words title, words;
    struct str by;
    struct date date;
};
struct part_timeline {         /* the newest first */
    const struct part_event *event;
    size_t events;
};

#endif
