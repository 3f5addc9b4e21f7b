#include "picture/fixture_test.h"

#include "governance/audit.h"

#include <sys/mman.h>

static const double WEST = .5, SOUTH = 51.38, WIDE = .01, HIGH = .006;

static const char *const CODE[] = { "E01000101", "E01000102", "E01000103", "E01000104", "E01000105",
                                    "E01000106", "E01000107", "E01000108", "E01000109" };
static const char *const CODE_2011[] = { "E01000101", "E01000102", "E01000103", "E01000904", "E01000905",
                                         "E01000906", "E01000107", "E01000108", "E01000109" };

const char *town_code(int area)
{
    return CODE[area];
}

struct lonlat town_middle(int area)
{
    return (struct lonlat){ WEST + (area % TOWN_SIDE + .5) * WIDE, SOUTH + (area / TOWN_SIDE + .5) * HIGH };
}

int town_ward(int area)
{
    return area % TOWN_SIDE;
}

struct month town_month(int year, int month)
{
    struct month m = { 0 };

    (void)!month_make(year, month, &m);
    return m;
}

struct date town_date(int year, int month, int day)
{
    struct date d = { 0 };

    (void)!date_make(year, month, day, &d);
    return d;
}

struct str town_text(struct buf *b)
{
    return b->failed ? STR("") : (struct str){ b->at, b->len };
}

/* ---- files ---- */

static void add_square(struct buf *b, const char *code_name, const char *code, double west, double south,
                       double wide, double high)
{
    buf_addf(b, "%s{\"type\":\"Feature\",\"properties\":{\"%s\":\"%s\",\"%.*sNM\":\"Place %s\"},"
                "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[", b->at[b->len - 1] == '[' ? "" : ",",
             code_name, code, (int)strlen(code_name) - 2, code_name, code + 6);
    for (int i = 0; i < 5; i++)
        buf_addf(b, "%s[%.6f,%.6f]", i ? "," : "", west + (i == 1 || i == 2 ? wide : 0),
                 south + (i == 2 || i == 3 ? high : 0));
    buf_add_text(b, "]]}}");
}

static void begin_squares(struct buf *b)
{
    b->len = 0;
    buf_add_text(b, "{\"type\":\"FeatureCollection\",\"features\":[");
}

static struct str end_squares(struct buf *b)
{
    buf_add_text(b, "]}");
    return town_text(b);
}

static struct str small_squares(struct buf *b, const char *code_name, const char *const *code)
{
    begin_squares(b);
    for (int i = 0; i < TOWN_AREAS && !b->failed; i++)
        add_square(b, code_name, code[i], WEST + i % TOWN_SIDE * WIDE, SOUTH + i / TOWN_SIDE * HIGH, WIDE,
                   HIGH);
    return end_squares(b);
}

static struct str ward_squares(struct buf *b)
{
    static const char *const WARD[] = { "E05000001", "E05000002", "E05000003" };

    begin_squares(b);
    for (int i = 0; i < TOWN_SIDE && !b->failed; i++)
        add_square(b, "WD25CD", WARD[i], WEST + i * WIDE, SOUTH, WIDE, HIGH * TOWN_SIDE);
    return end_squares(b);
}

void town_crime_header(struct buf *b)
{
    buf_add_text(b, "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
                    "Crime type,Last outcome category,Context\n");
}

void town_crime(struct buf *b, struct month month, const char *code, const struct lonlat *p,
                const char *type)
{
    buf_add_byte(b, ',');
    buf_add_month(b, month);
    buf_add_text(b, ",Town Police,Town Police,");
    if (p)
        buf_addf(b, "%.6f", p->lon);
    buf_add_byte(b, ',');
    if (p)
        buf_addf(b, "%.6f", p->lat);
    buf_addf(b, ",On or near High Street,%s,,%s,,\n", code, type);
}

void town_crimes(struct buf *b, struct month month, int area, const char *type, int times)
{
    struct lonlat p = town_middle(area);

    for (int i = 0; i < times; i++)
        town_crime(b, month, town_code(area), &p, type);
}

/* ---- the store ---- */

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

bool town_import(struct town *t, const char *agency, enum kind kind, struct str text,
                 struct import_outcome *out, struct err *err)
{
    int fd _cleanup_(close_fd) = memfd_create("town", MFD_CLOEXEC);
    struct import_order order = { .store = t->f.store, .actor = STR("tester"), .now = t->now,
                                  .agency = str_of(agency), .kind = kind, .fd = fd, .label = "town.csv",
                                  .rule = t->rule, .rules = t->rules, .strict = t->strict,
                                  .preview = t->preview, .progress = t->progress, .with = t->with,
                                  .no_sandbox = true };

    if (fd < 0 || write(fd, text.at, text.len) != (ssize_t)text.len || lseek(fd, 0, SEEK_SET) != 0)
        return err_set(err, ERR_STORE, "could not make a file for a test");
    return import_file(&order, t->arena, out, err);
}

bool town_withdraw(struct town *t, int64_t id, int64_t *stale, struct err *err)
{
    return import_withdraw(t->f.store, STR("tester"), t->now, id, STR("a test"), stale, err);
}

static bool add_partners(struct town *t, struct err *err)
{
    static const char *const PARTNER[] = { "police", "housing", "hospital", "ons" };
    struct txn txn _cleanup_(txn_end) = { 0 };

    if (!txn_begin(&txn, t->f.store, TXN_WRITE, STR("tester"), t->now, err) ||
        !sql_partnership_add(&txn, &(struct sql_partnership_add_in){ STR("Town"), 1, t->now.ms }, err) ||
        !audit_add(&txn, AUDIT_COLLECTION, "partnership.founded", "partnership", 1, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(PARTNER); i++) {
        struct sql_agency_add_in in = { .code = str_of(PARTNER[i]), .name = str_of(PARTNER[i]),
                                        .sector = STR("public"), .licence = STR(""),
                                        .attribution = STR(""), .added_ms = t->now.ms };
        if (!sql_agency_add(&txn, &in, err) ||
            !audit_add(&txn, AUDIT_COLLECTION, "agency.added", "agency", txn.last_id, err))
            return false;
    }
    return txn_commit(&txn, err);
}

bool town_open_bare(struct town *t, struct arena *a, struct err *err)
{
    t->arena = a;
    t->now = instant_make(town_date(2025, 11, 3), 12 * 60);
    return fixture_open(&t->f, err) && add_partners(t, err);
}

static bool add_areas(struct town *t, struct err *err)
{
    struct import_outcome out;
    struct buf b = { .arena = t->arena };

    return town_import(t, "ons", KIND_AREAS, small_squares(&b, "LSOA21CD", CODE), &out, err) &&
           town_import(t, "ons", KIND_AREAS, small_squares(&b, "LSOA11CD", CODE_2011), &out, err) &&
           town_import(t, "ons", KIND_AREAS, ward_squares(&b), &out, err);
}

/* The bytes of a town with its areas: made once, with no memory refused. */
static size_t town_image(char *image, size_t room, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct town t _cleanup_(town_close) = { 0 };

    arena_open(&a, (size_t)64 << 20);
    if (!town_open_bare(&t, &a, err) || !add_areas(&t, err))
        return 0;
    store_close(&t.f.store);
    FILE *f = fopen(t.f.path, "rb");
    size_t len = f ? fread(image, 1, room, f) : 0;
    if (f)
        (void)fclose(f);
    return len < room ? len : 0;
}

bool town_open(struct town *t, struct arena *a, struct err *err)
{
    static char image[2 << 20];
    static size_t len;

    if (len == 0)
        len = town_image(image, sizeof image, err);
    if (len == 0)
        return false;
    t->arena = a;
    t->now = instant_make(town_date(2025, 11, 3), 12 * 60);
    return fixture_open(&t->f, err) && (store_close(&t->f.store), fixture_write(t->f.path, image, len)) &&
           store_open(&t->f.store, t->f.path, STORE_WRITE, err);
}

void town_close(struct town *t)
{
    fixture_close(&t->f);
}

/* ---- counting ---- */

bool town_incidents(struct town *t, int64_t *n, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_incident_months_in in = { .last_month = INT32_MAX };
    struct sql_incident_months_out row;
    enum row r;

    *n = 0;
    if (!txn_begin(&txn, t->f.store, TXN_READ, STR("tester"), t->now, err) ||
        !sql_incident_months_begin(&q, &txn, &in, err))
        return false;
    while ((r = sql_incident_months_next(&q, &row, err)) == ROW_SOME)
        *n += row.count;
    return r == ROW_NONE;
}

bool town_audits(struct town *t, int64_t *n, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_audit_list_out row;
    enum row r;

    *n = 0;
    if (!txn_begin(&txn, t->f.store, TXN_READ, STR("tester"), t->now, err) ||
        !sql_audit_list_begin(&q, &txn, &(struct sql_audit_list_in){ 0 }, err))
        return false;
    while ((r = sql_audit_list_next(&q, &row, err)) == ROW_SOME)
        ++*n;
    return r == ROW_NONE;
}

bool town_imports(struct town *t, int64_t *n, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_import_list_out row;
    enum row r;

    *n = 0;
    if (!txn_begin(&txn, t->f.store, TXN_READ, STR("tester"), t->now, err) ||
        !sql_import_list_begin(&q, &txn, err))
        return false;
    while ((r = sql_import_list_next(&q, &row, err)) == ROW_SOME)
        ++*n;
    return r == ROW_NONE;
}
