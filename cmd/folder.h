/* cmd/folder - folders for a verb that writes many files: made, and names put behind them. */
#ifndef CMD_FOLDER_H
#define CMD_FOLDER_H

#include "base/buf.h"

/* Makes the folder and every one on the way to it; those that are there stay. fails ERR_STORE, ERR_LIMIT. */
bool folder_make(const char *path, struct arena *a, struct err *err) MUST_USE;

/* "FOLDER/NAME", ended by a zero, in the arena. */
bool folder_path(struct arena *a, const char *folder, const char *name, const char **out, struct err *err)
    MUST_USE;

#endif
