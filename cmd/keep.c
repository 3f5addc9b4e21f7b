/* safekeep backup, restore - a verified copy of the store, and back. */
#include "cmd/store_verbs.h"

static int answer(const struct call *c, const char *key, const char *path, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, key, path);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_addf(&b, "%s, checked: %s\n", strcmp(key, "backup") == 0 ? "Backed up" : "Restored", path);
    return call_answer(&b, err);
}

static int run_backup(struct call *c, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;

    if (!call_store(c, STORE_READ, &s, err) || !store_backup(s, call_value(c, "--to"), err))
        return FAILED(err);
    return answer(c, "backup", call_value(c, "--to"), err);
}

static int run_restore(struct call *c, struct err *err)
{
    if (!store_restore(call_value(c, "--from"), call_value(c, "--store"), err))
        return FAILED(err);
    return answer(c, "store", call_value(c, "--store"), err);
}

static struct verb backup = {
    .name = "backup",
    .summary = "copy the whole store while it is in use, and check the copy",
    .operands = "",
    .text = "The copy appears under its name only when it is complete, checked and on the disk. Nothing is\n"
            "overwritten. Keep it as safe as the store itself.\n",
    .option = (const struct option[]){ STORE_OPTION,
                                       { "--to", "FILE", "the copy; must not be there yet", true, false },
                                       { 0 } },
    .example = (const struct example[]){
        { "Every night", "safekeep backup --store csp.safekeep --to csp-2025-11-03.safekeep" }, { 0 } },
    .run = run_backup,
};
VERB(backup)

static struct verb restore = {
    .name = "restore",
    .summary = "make a store from a backup, after checking it",
    .operands = "",
    .text = "The backup is checked whole before anything is made. A store that is there already is never\n"
            "overwritten: move it away first.\n",
    .option = (const struct option[]){ STORE_OPTION,
                                       { "--from", "FILE", "the backup", true, false },
                                       { 0 } },
    .example = (const struct example[]){
        { "After a broken disk", "safekeep restore --from csp-2025-11-03.safekeep --store csp.safekeep" },
        { 0 } },
    .run = run_restore,
};
VERB(restore)
