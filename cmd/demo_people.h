/*
 * cmd/demo_people - do six partners know the same people? The demo's files of
 * invented persons, linked as files: no identity enters the store, only how many
 * people one partner knows, two know, and so on, as figures by the usual door.
 * Afterwards, with the truth's file open, how right that was.
 */
#ifndef CMD_DEMO_PEOPLE_H
#define CMD_DEMO_PEOPLE_H

#include "cmd/demo.h"
#include "link/link.h"

struct demo_people {
    struct arena arena;        /* the table and the linkage; closed by demo_people_close() */
    struct link_table table;
    struct link_result linked;
    const char *report, *figures; /* paths */
    double load_seconds, seconds; /* reading; all of it */
    /* after demo_people_judge() */
    bool judged;
    struct accuracy pair, cluster;
};

/* After demo_import(), before the brief. fails as its parts do */
bool demo_people_link(struct demo *d, struct demo_people *p, struct err *err) MUST_USE;
/* truth_path: source,id,person. fails ERR_MISSING, ERR_INPUT the truth's file; ERR_LIMIT */
bool demo_people_judge(struct demo_people *p, const char *truth_path, struct err *err) MUST_USE;
void demo_people_say(const struct demo_people *p, struct buf *b);
void demo_people_say_json(const struct demo_people *p, struct json_out *j); /* members of an open object */
void demo_people_close(struct demo_people *p);

#endif
