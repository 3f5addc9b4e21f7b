/*
 * cmd/demo_judge - what was hidden in the invented town, against what was found:
 * found, missed, raised falsely.
 *
 * The truth is read from its file, after the brief is written. A hidden thing is
 * found when an alert of its category names one of its areas (or their ward)
 * for days that overlap with its own; a quiet feed, when a notice says so of its
 * partner. An alert that fits nothing hidden is raised falsely, be it a decoy or
 * chance. Whatever the outcome, it is said.
 */
#ifndef CMD_DEMO_JUDGE_H
#define CMD_DEMO_JUDGE_H

#include "cmd/demo.h"
#include "northmere/town.h"

struct truth {
    struct str kind, agency, category, areas, place;
    bool decoy;
    struct date from, to;
    int64_t rows;
};

enum verdict { JUDGED_FOUND, JUDGED_MISSED, JUDGED_LEFT_ALONE, JUDGED_RAISED };
struct judged {
    struct truth truth;
    enum verdict verdict;
    size_t by;             /* the first alert that raised it, from 1; 0: a notice, or none */
};
struct judgement {
    struct judged *at;
    size_t len;
    size_t found, missed;  /* of what was hidden */
    size_t decoys_raised;
    size_t alerts, alerts_false; /* alerts that fit nothing hidden, decoys' included */
    size_t notices_false;  /* months of a feed said to be quiet or doubled that were not */
};

/* fails  ERR_MISSING, ERR_INPUT the truth's file; ERR_LIMIT. */
bool judge(const struct demo *d, const struct town *t, const char *truth_path, struct judgement *out,
           struct err *err) MUST_USE;

void judge_say(const struct judgement *j, struct buf *b);
void judge_say_json(const struct judgement *j, struct json_out *out); /* members of an open object */

#endif
