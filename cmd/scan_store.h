/* cmd/scan_store - `safekeep scan --store`: the recorded run over a store. */
#ifndef CMD_SCAN_STORE_H
#define CMD_SCAN_STORE_H

#include "cmd/store_verbs.h"
#include "runs/run.h"

/* Runs and records, with a progress bar. */
bool scan_and_record(struct call *c, struct store *s, struct run_order *order, struct arena *a,
                     struct run_outcome *out, struct err *err) MUST_USE;

int scan_over_store(struct call *c, struct err *err);

/* One alert in a sentence, ended by a line break. */
void alert_sentence(const struct run_alert *alert, struct buf *b);

#endif
