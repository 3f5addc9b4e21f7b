#include "cmd/northmere_write.h"

#include "cmd/folder.h"
#include "cmd/out_file.h"
#include "northmere/people.h"
#include "northmere/town_file.h"

#include <errno.h>

enum { FILES_MAX = 32 };

struct outing {
    const struct northmere_order *order;
    struct arena *arena;
    struct northmere_written *written;
};

static bool note(struct outing *o, const char *name, int64_t bytes, struct err *err)
{
    if (o->written->files == FILES_MAX)
        return err_set(err, ERR_BUG, "the invented town has more files than there is room for");
    o->written->file[o->written->files++] = (struct northmere_file){ name, bytes };
    return true;
}

/* What was built in `b`, which is spent. */
static bool put(struct outing *o, const char *name, struct buf *b, struct err *err)
{
    const char *path;
    struct str text;

    return buf_done(b, "an invented file", &text, err) &&
           folder_path(o->arena, o->order->folder, name, &path, err) && cmd_write(path, text, err) &&
           note(o, name, (int64_t)text.len, err);
}

/* ---- the town and its incidents ---- */

static bool put_town(struct outing *o, struct err *err)
{
    for (const struct town_file *f = town_file_first(); f->name; f++) {
        struct arena a _cleanup_(arena_close);
        struct buf b = { .arena = &a };
        arena_open_in(&a, o->arena, (size_t)1 << 30);
        f->write(&o->written->town, &b);
        if (!put(o, f->name, &b, err))
            return false;
    }
    return true;
}

static bool put_incidents(struct outing *o, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct plants plants;
    struct incidents incidents;

    arena_open_in(&a, o->arena, (size_t)1 << 30);
    plants_choose(&o->written->town, o->order->plants, &plants);
    if (!incidents_make(&o->written->town, &plants, &a, &incidents, err))
        return false;
    o->written->incidents = (int64_t)incidents.len;
    for (enum incident_feed feed = 0; feed < INCIDENT_FEEDS; feed++) {
        struct buf b = { .arena = &a };
        incident_write(&o->written->town, &incidents, feed, &b);
        if (!put(o, incident_feed_file(feed), &b, err))
            return false;
    }
    struct buf truth = { .arena = &a };
    plant_write(&o->written->town, &plants, &truth);
    return put(o, NORTHMERE_TRUTH "/" PLANT_FILE, &truth, err);
}

/* ---- its people, who may be a million: piece by piece ---- */

struct stream {
    struct out_file file;
    int64_t bytes;
};

static bool take_piece(void *with, struct str text, struct err *err)
{
    struct stream *s = with;

    s->bytes += (int64_t)text.len;
    return out_add(&s->file, text, err);
}

typedef bool people_writer(const struct people *p, int which, people_sink *sink, void *with, struct err *err);

static bool write_partner(const struct people *p, int which, people_sink *sink, void *with, struct err *err)
{
    return people_file(p, (enum people_partner)which, sink, with, err);
}

static bool write_truth(const struct people *p, int which, people_sink *sink, void *with, struct err *err)
{
    return which ? people_persons(p, sink, with, err) : people_truth(p, sink, with, err);
}

static bool put_stream(struct outing *o, const char *name, const struct people *p, people_writer *write,
                       int which, struct err *err)
{
    struct stream s = { .bytes = 0 };
    const char *path;
    bool ok;

    if (!folder_path(o->arena, o->order->folder, name, &path, err) || !out_open(&s.file, path, err))
        return false;
    ok = write(p, which, take_piece, &s, err) && out_done(&s.file, err) && note(o, name, s.bytes, err);
    out_close(&s.file);
    return ok;
}

static bool put_people(struct outing *o, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct people_order order = { .seed = o->order->seed, .scale = o->order->scale,
                                  .today = incident_last_day() };
    struct people people;

    arena_open_in(&a, o->arena, (size_t)4 << 30);
    if (!people_make(&o->written->town, &order, &a, &people, err))
        return false;
    o->written->persons = (int64_t)people.persons;
    for (int k = 0; k < PEOPLE_PARTNERS; k++)
        if (!put_stream(o, people_file_name((enum people_partner)k), &people, write_partner, k, err))
            return false;
    return put_stream(o, NORTHMERE_TRUTH "/invented-people.csv", &people, write_truth, 0, err) &&
           put_stream(o, NORTHMERE_TRUTH "/invented-persons.csv", &people, write_truth, 1, err);
}

/* ---- the readme: first taken away, last written ---- */

static bool remove_readme(struct outing *o, struct err *err)
{
    const char *path;

    if (!folder_path(o->arena, o->order->folder, NORTHMERE_README, &path, err))
        return false;
    const char *label = path;
    return unlink(path) == 0 || errno == ENOENT ||
           err_set(err, ERR_STORE, "could not replace %s (error %d)", label, errno);
}

static bool put_readme(struct outing *o, struct err *err)
{
    const struct northmere_order *order = o->order;
    struct buf b = { .arena = o->arena };

    buf_addf(&b, "Northmere is invented: town, map, streets, postcodes, agencies, incidents and every\n"
                 "person. Nothing here is of a real place or about anybody. It lies in the open sea.\n\n"
                 "Made by safekeep %s northmere --seed %llu --plants %llu --scale ", SAFEKEEP_VERSION,
             (unsigned long long)order->seed, (unsigned long long)order->plants);
    buf_add_real(&b, order->scale, 2);
    buf_add_text(&b, "\nThe same gives the same files, byte for byte. truth/ says what was hidden in the\n"
                     "incidents and who each row of the people's files is about: it is for judging, and no\n"
                     "finder may open it.\n\n");
    for (const struct town_file *f = town_file_first(); f->name; f++)
        buf_addf(&b, "%-34s %s\n", f->name, f->says);
    for (enum incident_feed feed = 0; feed < INCIDENT_FEEDS; feed++)
        buf_addf(&b, "%-34s %s\n", incident_feed_file(feed),
                 feed == FEED_HOSPITAL ? "assaults a hospital has seen" : "incidents, each to its day");
    for (int k = 0; k < PEOPLE_PARTNERS; k++)
        buf_addf(&b, "%-34s persons the partner knows\n", people_file_name((enum people_partner)k));
    return put(o, NORTHMERE_README, &b, err);
}

bool northmere_write(const struct northmere_order *order, struct arena *a, struct northmere_written *out,
                     struct err *err)
{
    struct northmere_written written = { .file = arena_new(a, struct northmere_file, FILES_MAX) };
    struct outing o = { .order = order, .arena = a, .written = &written };
    const char *truth;

    if (!written.file)
        return err_memory(err, "the invented town");
    if (!town_make(order->seed, order->scale, a, &written.town, err) ||
        !folder_path(a, order->folder, NORTHMERE_TRUTH, &truth, err) || !folder_make(truth, a, err) ||
        !remove_readme(&o, err) || !put_town(&o, err) || !put_incidents(&o, err) || !put_people(&o, err) ||
        !put_readme(&o, err))
        return false;
    *out = written;
    return true;
}
