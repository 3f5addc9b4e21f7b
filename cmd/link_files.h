/*
 * cmd/link_files - an analyst's files of people into a linkage table, and the answer out as CSV.
 *
 * Each file is read by the same sandboxed child as a partner's (intake/reader.h).
 * A row that cannot be read ends it: which file, which row, what to do; half a
 * file linked as if it were whole would be an answer to another question.
 * Nothing is kept: no identity enters the store.
 */
#ifndef CMD_LINK_FILES_H
#define CMD_LINK_FILES_H

#include "link/link.h"

#include "cmd/cmd.h"
#include "cmd/out_file.h"

/* "-" is standard input, called "stdin". fails as intake/reader.h and link/table.h do, naming the file. */
bool link_files_read(const char *const *path, size_t paths, const struct link_load *how, struct arena *a,
                     struct link_table *out, struct err *err) MUST_USE;

/* source_a,id_a,source_b,id_b,match_weight,match_probability,match_rule; in an order no row order changes. */
bool link_pairs_write(const struct link_table *t, const struct link_result *r, struct out_file *f,
                      struct err *err) MUST_USE;

/* source,id,cluster_id: every record once, a cluster's together; it bears the name of its first record. */
bool link_clusters_write(const struct link_table *t, const struct link_result *r, struct arena *a,
                         struct out_file *f, struct err *err) MUST_USE;

/*
 * How many people one file knows, two know ... as figures that `safekeep import
 * --kind counts` takes: measure,area,from,to,value. Numbers of many files are put
 * together ("4 or more") until each is at least 5; what stays below is not written.
 */
struct known_to {
    const char *area;     /* the code the figures are for */
    struct month month;
};
bool link_known_write(const struct link_table *t, const struct link_result *r, const struct known_to *k,
                      struct arena *a, struct out_file *f, struct err *err) MUST_USE;

#endif
