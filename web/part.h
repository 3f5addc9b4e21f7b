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
 *           <table class="govuk-table site-table site-stacked"><caption id="ID" class="govuk-table__caption
 *           govuk-table__caption--s">; rows govuk-table__row, cells govuk-table__header with scope=,
 *           govuk-table__cell, --numeric for both. With site-stacked each <td data-label="Count">
 *           becomes a line of a card below 768 px, and its row's <th scope="row"> the card's head;
 *           leave site-scroll away there. Write role="table", "rowgroup", "row", "columnheader",
 *           "rowheader" and "cell" on what is stacked: a browser forgets it is a table.
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

#endif
