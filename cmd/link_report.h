/*
 * cmd/link_report - a page that shows how records were linked and how sure the answer is.
 *
 * One HTML file for an analyst, a panel or an auditor: what was linked, columns
 * and their completeness, blocking, what agreement is worth, match weights,
 * threshold, clusters, accuracy and calibration where a truth is known, what is
 * out of reach, and what all this cannot do. Nothing from outside, no script;
 * each chart has its figures in a table.
 *
 * It holds counts, small ones too, and the names of files, columns,
 * comparisons and rules; never a value of a record. It belongs to whoever
 * holds the files.
 */
#ifndef CMD_LINK_REPORT_H
#define CMD_LINK_REPORT_H

#include "base/buf.h"
#include "link/link.h"

/*
 * The page, appended to b. load_seconds: what reading the files took.
 *
 * fails  ERR_LIMIT
 * cost   a pass over the records; some hundred kilobytes, the typeface most of it
 */
bool link_report(const struct link_table *t, const struct link_result *r, double load_seconds, struct buf *b,
                 struct err *err) MUST_USE;

#endif
