/*
 * cmd/northmere_write - the invented town into a folder: for `northmere` and `demo`.
 *
 * Each file is whole or not there. The readme is taken away first and written
 * last: a folder without it is not complete. What is hidden in the town stands
 * in truth/ and nowhere else.
 */
#ifndef CMD_NORTHMERE_WRITE_H
#define CMD_NORTHMERE_WRITE_H

#include "cmd/cmd.h"
#include "northmere/plant.h"

#define NORTHMERE_README "invented-readme.txt"
#define NORTHMERE_TRUTH  "truth"

struct northmere_order {
    uint64_t seed, plants;     /* of the town; of what is hidden in it */
    double scale;              /* of the persons' files */
    const char *folder;        /* made when it is not there */
};

struct northmere_file {
    const char *name;          /* "truth/invented-plants.csv" */
    int64_t bytes;
};
struct northmere_written {
    struct town town;
    int64_t incidents, persons;   /* rows of incidents; persons known to a partner */
    struct northmere_file *file;
    size_t files;
};

/* fails  ERR_INPUT the scale; ERR_STORE, ERR_MISSING the folder or the disk; ERR_LIMIT. */
bool northmere_write(const struct northmere_order *o, struct arena *a, struct northmere_written *out,
                     struct err *err) MUST_USE;

#endif
