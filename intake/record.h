/* intake/record - one row as a partner sent it: its number in the file and its fields, all UTF-8. */
#ifndef INTAKE_RECORD_H
#define INTAKE_RECORD_H

#include "base/str.h"

#define RECORD_FIELDS_MAX 512

struct record {
    uint64_t row;            /* 1 = the header line; as a spreadsheet counts: a quoted break is no row */
    size_t fields;
    const struct str *field; /* borrowed until the next record is read */
};

#endif
