/*
 * web/alerts_files - the alerts for a spreadsheet (CSV) and for a program
 * (JSON): the same alerts as the pages show, with codes beside the words.
 */
#ifndef WEB_ALERTS_FILES_H
#define WEB_ALERTS_FILES_H

#include "web/route.h"

bool alerts_csv(struct request *rq, struct reply *rp, struct err *err);
bool alerts_json(struct request *rq, struct reply *rp, struct err *err);
bool alert_json(struct request *rq, struct reply *rp, struct err *err);

#endif
