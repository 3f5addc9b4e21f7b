/* Each partner's columns and forms: ISO days here, British ones there, a postcode or a place in words. */
#include "northmere/incident.h"

#include "northmere/incident_draft.h"

#include <assert.h>

struct sheet {
    const struct town *town;
    const struct incident *incident;
    struct buf *out;
    size_t row; /* from 1 */
    struct chance chance; /* for what only the file shows: words of place, delays */
};

static void add_header(struct buf *b, const char *names)
{
    struct str rest = str_of(names);

    for (bool first = true; rest.len; first = false) {
        buf_add_text(b, first ? "" : ",");
        buf_add(b, str_cut(&rest, ','));
        buf_add_text(b, " (invented)");
    }
    buf_add_byte(b, '\n');
}

static int year_of(struct date day)
{
    return month_year(month_of(day));
}

/* Codes and fixed words of ours need no quotes; names of places have no comma. */
static void add_field(struct sheet *s, const char *text)
{
    buf_add_byte(s->out, ',');
    buf_add_text(s->out, text);
}

static void add_british_date(struct buf *b, struct date day)
{
    int year, month, of_month;

    date_split(day, &year, &month, &of_month);
    buf_addf(b, "%02d/%02d/%d", of_month, month, year);
}

static void add_clock(struct buf *b, int minute)
{
    if (minute >= 0)
        buf_addf(b, "%02d:%02d", minute / 60, minute % 60);
}

static const char *answer_word(enum incident_answer answer)
{
    return answer == INCIDENT_YES ? "yes" : answer == INCIDENT_NO ? "no" : "not known";
}

/* ---- the police: a point, an area and flags ---- */

static void write_police(struct sheet *s)
{
    const struct incident *e = s->incident;
    struct buf *b = s->out;

    buf_addf(b, "NMP/%d/%06zu,", year_of(e->day), s->row);
    buf_add_date(b, e->day);
    buf_add_byte(b, ',');
    add_clock(b, e->minute);
    buf_add_byte(b, ',');
    if (e->until_minute >= 0)
        buf_add_date(b, e->until);
    buf_add_byte(b, ',');
    add_clock(b, e->until_minute);
    add_field(s, incident_habit(e->what)->police);
    buf_add_byte(b, ',');
    buf_add_real(b, e->at.lon, 6);
    buf_add_byte(b, ',');
    buf_add_real(b, e->at.lat, 6);
    buf_add_byte(b, ',');
    buf_add(b, s->town->area[e->area].code);
    add_field(s, e->what == INCIDENT_DOMESTIC ? "yes" : "no");
    add_field(s, answer_word(e->knife));
    add_field(s, answer_word(e->public_place));
    add_field(s, answer_word(e->under_25));
    add_field(s, answer_word(e->repeat));
    buf_add_byte(b, '\n');
}

/* ---- the council: who reported it, by number, and a postcode ---- */

static void write_council(struct sheet *s)
{
    const struct incident *e = s->incident;
    struct buf *b = s->out;

    buf_addf(b, "NUI-%06zu,", s->row);
    add_british_date(b, e->day);
    buf_add_byte(b, ',');
    add_clock(b, e->minute);
    add_field(s, incident_habit(e->what)->council);
    buf_add_byte(b, ',');
    buf_add(b, s->town->postcode[e->postcode].text);
    buf_addf(b, ",R%04u", (unsigned)e->reporter);
    add_field(s, answer_word(e->repeat));
    buf_add_byte(b, '\n');
}

/* ---- housing: days, no hours ---- */

static void write_housing(struct sheet *s)
{
    const struct incident *e = s->incident;
    struct buf *b = s->out;

    buf_addf(b, "H%06zu,", s->row);
    buf_add_date_short(b, e->day);
    add_field(s, incident_habit(e->what)->council);
    buf_add_byte(b, ',');
    buf_add(b, s->town->postcode[e->postcode].text);
    add_field(s, e->what == INCIDENT_DOMESTIC ? "yes" : "no");
    buf_add_byte(b, '\n');
}

/* ---- the hospital: where, in words ---- */

static void add_words(struct sheet *s)
{
    static const char *const BEFORE[] = { "outside ", "near ", "", "by " };
    const struct incident *e = s->incident;
    const struct town *t = s->town;
    uint64_t how = chance_below(&s->chance, COUNT_OF(BEFORE)), told = chance_below(&s->chance, 100);

    buf_add_byte(s->out, ',');
    if (told < 12) {
        buf_add_text(s->out, "not known");
        return;
    }
    if (e->place != INCIDENT_NO_PLACE) {
        buf_add_text(s->out, BEFORE[how]);
        buf_add(s->out, t->place[e->place].name);
        return;
    }
    buf_add_text(s->out, e->what == INCIDENT_DOMESTIC ? "home in " : told < 40 ? "street: " : BEFORE[how]);
    buf_add(s->out, t->street[t->postcode[e->postcode].street].name);
}

static void write_hospital(struct sheet *s)
{
    static const char *const MEANS[] = { "body part", "body part", "body part", "bottle or glass",
                                         "blunt object", "not known" };
    static const char *const YOUNG[] = { "under 16", "16-24", "16-24" };
    static const char *const OLDER[] = { "25-34", "25-34", "35-49", "50+" };
    const struct incident *e = s->incident;
    struct buf *b = s->out;
    int arrives = e->minute + 20 + (int)chance_below(&s->chance, 220);
    bool timed = chance_below(&s->chance, 100) < 85;
    struct date day = { e->day.days + arrives / 1440 };

    if (day.days > incident_last_day().days) {
        day = e->day;
        arrives = 1439;
    }
    buf_addf(b, "A-%05zu,", s->row);
    add_british_date(b, day);
    buf_add_byte(b, ',');
    add_clock(b, arrives % 1440);
    buf_add_byte(b, ',');
    add_british_date(b, e->day);
    buf_add_byte(b, ',');
    add_clock(b, timed ? e->minute : -1);
    add_words(s);
    add_field(s, e->knife == INCIDENT_YES ? "knife" : MEANS[chance_below(&s->chance, COUNT_OF(MEANS))]);
    if (e->under_25 == INCIDENT_NOT_SAID)
        add_field(s, "not known");
    else
        add_field(s, e->under_25 == INCIDENT_YES ? YOUNG[chance_below(&s->chance, COUNT_OF(YOUNG))]
                                              : OLDER[chance_below(&s->chance, COUNT_OF(OLDER))]);
    buf_add_byte(b, '\n');
}

static const struct {
    const char *header;
    void (*write)(struct sheet *s);
} SHEET[INCIDENT_FEEDS] = {
    [FEED_POLICE] = { "incident ref,from date,from time,to date,to time,offence group,longitude,latitude,"
                      "small area,domestic,knife enabled,public place,under 25,repeat", write_police },
    [FEED_COUNCIL] = { "case number,date of incident,time of incident,type,postcode,reporter,repeat location",
                       write_council },
    [FEED_HOUSING] = { "ref,date,category,postcode,domestic abuse", write_housing },
    [FEED_HOSPITAL] = { "attendance id,arrival date,arrival time,assault date,assault time,assault location,"
                        "weapon,age group", write_hospital },
};

void incident_write(const struct town *t, const struct incidents *e, enum incident_feed feed, struct buf *b)
{
    enum { STREAM_FILES = 6000 };
    struct sheet s = { .town = t, .out = b };

    chance_open(&s.chance, t->seed, STREAM_FILES + (uint64_t)feed);
    add_header(b, SHEET[feed].header);
    for (size_t i = e->first[feed]; i < e->first[feed + 1]; i++) {
        s.incident = &e->at[i];
        s.row++;
        SHEET[feed].write(&s);
    }
}
