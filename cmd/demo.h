/*
 * cmd/demo - one partnership of the demonstration: from files, through every
 * room, to a brief. demo_medway.c and demo_northmere.c say what is theirs.
 *
 * The steps are apart, so that a partnership can do more between two of them:
 * demo_begin, demo_import, demo_scan, demo_brief.
 */
#ifndef CMD_DEMO_H
#define CMD_DEMO_H

#include "brief/gather.h"
#include "cmd/store_verbs.h"
#include "intake/kind.h"
#include "runs/run.h"

struct demo_agency {
    const char *code, *name, *sector, *licence, *attribution;
};
struct demo_file {
    const char *agency, *name, *level; /* level, vintage: of areas whose header does not tell */
    enum kind kind;
    int vintage;
    const char *drop;                  /* a column left out by name, or NULL */
};

#define DEMO_AGENCIES_MAX 16
struct demo {
    struct call *call;
    const char *name, *partnership;    /* "medway"; as the brief's head shows it */
    bool invented;
    const char *source;                /* the folder its files lie in */
    const struct demo_agency *agency;  /* ended by an empty one */
    const struct demo_file *file;      /* ended by an empty one */
    const char *folder, *store_path, *html, *csv, *json; /* what it makes */
    struct store *store;
    int64_t agency_id[DEMO_AGENCIES_MAX];
    int64_t rows;
    size_t files;
    struct date newest;
    struct run_outcome run;
    struct brief brief;
};

/* OUT/name, with an empty store in it; an earlier demo's store there gives way, nothing else does. */
bool demo_begin(struct demo *d, const char *out, struct err *err) MUST_USE;
bool demo_import(struct demo *d, struct err *err) MUST_USE; /* each file strictly, through the usual door */
bool demo_scan(struct demo *d, struct err *err) MUST_USE;
bool demo_brief(struct demo *d, struct err *err) MUST_USE;
void demo_close(struct demo *d); /* the store */

void demo_say(const struct demo *d, const char *of_what, struct buf *b); /* what stands out, and where */
void demo_say_json(const struct demo *d, struct json_out *j);            /* members of an open object */

bool demo_medway(struct demo *d, const char *out, const char *bundled, struct err *err) MUST_USE;

/*
 * Makes the town, finds what can be found in it, writes the brief; only then opens the truth.
 * The judgement is in words and as JSON members.
 */
struct judgement;
struct demo_people;
bool demo_northmere(struct demo *d, const char *out, struct demo_people *people, struct judgement *judgement,
                    struct err *err) MUST_USE;

#endif
