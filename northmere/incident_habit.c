/*
 * How often, when and on what ground each kind of incident happens. The police's rates are Medway's of
 * January to October 2025 (police.uk, per 1,000 residents and year); the rest is our own choice, set
 * down in docs/northmere.md.
 */
#include "northmere/incident_draft.h"

#include <assert.h>

enum week { WEEK_EVEN, WEEK_NIGHTS_OUT, WEEK_TRADE, WEEK_OFFICE };
enum hours { HOURS_NIGHT, HOURS_HOME, HOURS_TRADE, HOURS_EVENING, HOURS_AWAY };
enum season { SEASON_FLAT, SEASON_SUMMER, SEASON_AUTUMN, SEASON_DARK };
enum ground { GROUND_HOMES, GROUND_STREET, GROUND_BARS, GROUND_SHOPS, GROUND_CARS };

/* Of 100 on a middling day: Monday ... Sunday. */
static const int WEEK[][7] = {
    [WEEK_EVEN] = { 98, 98, 99, 100, 104, 104, 97 },
    [WEEK_NIGHTS_OUT] = { 78, 76, 82, 92, 118, 142, 112 },
    [WEEK_TRADE] = { 98, 99, 100, 104, 112, 110, 77 },
    [WEEK_OFFICE] = { 125, 114, 110, 106, 104, 78, 63 },
};

/* Weights from midnight on. */
static const int HOURS[][24] = {
    [HOURS_NIGHT] = { 75, 62, 46, 30, 16, 9,  6,  9,  14, 17, 21, 25,
                      30, 33, 38, 45, 48, 50, 52, 56, 62, 70, 82, 86 },
    [HOURS_HOME] = { 44, 30, 21, 14, 10, 9,  12, 22, 33, 36, 36, 36,
                     40, 37, 36, 42, 46, 52, 58, 60, 62, 62, 60, 54 },
    [HOURS_TRADE] = { 2, 1, 1, 1, 1, 1, 3, 12, 28, 52, 74, 86, 90, 92, 92, 96, 94, 80, 56, 36, 22, 12, 6, 3 },
    [HOURS_EVENING] = { 24, 14, 8,  5,  3,  2,  3,  7,  12, 16, 20, 24,
                        28, 32, 42, 62, 72, 78, 84, 88, 86, 76, 58, 38 },
    [HOURS_AWAY] = { 40, 48, 52, 46, 32, 20, 14, 18, 26, 34, 38, 40,
                     40, 40, 42, 42, 44, 48, 52, 50, 46, 42, 40, 40 },
};

/* Of 100 in a middling month: January ... December. Nuisance after Medway's own months of 2024 and 2025. */
static const int SEASON[][12] = {
    [SEASON_FLAT] = { 98, 102, 102, 99, 101, 102, 101, 100, 98, 99, 100, 98 },
    [SEASON_SUMMER] = { 58, 70, 92, 107, 114, 116, 134, 122, 98, 94, 78, 62 },
    [SEASON_AUTUMN] = { 92, 95, 99, 102, 104, 104, 106, 104, 99, 101, 98, 92 },
    [SEASON_DARK] = { 106, 105, 102, 98, 95, 93, 94, 96, 100, 105, 107, 106 },
};

/* Of 100 for each resident there: centre, harbour, terrace, estate, suburb, edge. */
static const int GROUND[][TOWN_GROUNDS] = {
    [GROUND_HOMES] = { 110, 135, 130, 150, 72, 52 },   [GROUND_STREET] = { 520, 210, 140, 125, 60, 34 },
    [GROUND_BARS] = { 1150, 420, 105, 88, 40, 22 },    [GROUND_SHOPS] = { 1800, 190, 80, 105, 55, 14 },
    [GROUND_CARS] = { 210, 150, 130, 115, 90, 66 },
};

enum { NOT_SAID = -1 };
static const struct incident_habit HABIT[INCIDENT_WHATS] = {
    [INCIDENT_VIOLENCE] = { "violent-crime", "Violence and sexual offences", "Violence", { 26.1, 0, 0, 1.3 },
        WEEK_NIGHTS_OUT, HOURS_NIGHT, SEASON_FLAT, GROUND_BARS, 6, 78, 34, 14, 0, 4, 6 },
    [INCIDENT_DOMESTIC] = { "violent-crime", "Violence and sexual offences", "Violence", { 16.1, 0, 1.2, .3 },
        WEEK_NIGHTS_OUT, HOURS_HOME, SEASON_FLAT, GROUND_HOMES, 3, 6, 22, 44, 0, 12, 2 },
    [INCIDENT_ROBBERY] = { "robbery", "Robbery", "Robbery", { .96 },
        WEEK_NIGHTS_OUT, HOURS_EVENING, SEASON_DARK, GROUND_STREET, 24, 88, 52, 6, 6, 0, 7 },
    [INCIDENT_WEAPON] = { "possession-of-weapons", "Possession of weapons", "", { 1.17 },
        WEEK_EVEN, HOURS_EVENING, SEASON_FLAT, GROUND_STREET, 55, 82, 44, NOT_SAID, 0, 0, 0 },
    [INCIDENT_NUISANCE] = { "anti-social-behaviour", "Anti-social behaviour", "Nuisance", { 20.1, 14, 5 },
        WEEK_NIGHTS_OUT, HOURS_EVENING, SEASON_SUMMER, GROUND_STREET, 1, 74, 46, 20, 0, 0, 0 },
    [INCIDENT_BURGLARY] = { "burglary", "Burglary", "Burglary", { 2.59 },
        WEEK_EVEN, HOURS_AWAY, SEASON_DARK, GROUND_HOMES, 1, 0, NOT_SAID, 9, 9, 55, 0 },
    [INCIDENT_DAMAGE] = { "criminal-damage-arson", "Criminal damage and arson", "Vandalism", { 9.84, 3, 2 },
        WEEK_NIGHTS_OUT, HOURS_EVENING, SEASON_AUTUMN, GROUND_STREET, 1, 55, 30, 10, 2, 30, 0 },
    [INCIDENT_DRUGS] = { "drugs", "Drugs", "", { 4.11 },
        WEEK_EVEN, HOURS_EVENING, SEASON_FLAT, GROUND_STREET, 4, 70, 38, NOT_SAID, 0, 0, 0 },
    [INCIDENT_DISORDER] = { "public-order", "Public order", "Disorder", { 5.3 },
        WEEK_NIGHTS_OUT, HOURS_NIGHT, SEASON_SUMMER, GROUND_BARS, 3, 90, 36, 8, 0, 0, 1 },
    [INCIDENT_VEHICLE] = { "vehicle-crime", "Vehicle crime", "", { 4.7 },
        WEEK_EVEN, HOURS_AWAY, SEASON_DARK, GROUND_CARS, 1, 60, NOT_SAID, 5, 7, 65, 0 },
    [INCIDENT_SNATCH] = { "theft-from-the-person", "Theft from the person", "", { .51 },
        WEEK_TRADE, HOURS_TRADE, SEASON_FLAT, GROUND_SHOPS, 2, 95, 28, 3, 0, 5, 0 },
    [INCIDENT_SHOPLIFTING] = { "shoplifting", "Shoplifting", "", { 8.78 },
        WEEK_TRADE, HOURS_TRADE, SEASON_FLAT, GROUND_SHOPS, 2, 0, 20, 40, 0, 0, 0 },
    [INCIDENT_BICYCLE] = { "bicycle-theft", "Bicycle theft", "", { .81 },
        WEEK_OFFICE, HOURS_TRADE, SEASON_SUMMER, GROUND_STREET, 0, 75, NOT_SAID, 3, 3, 60, 0 },
    [INCIDENT_THEFT] = { "other-theft", "Other theft", "", { 6.89 },
        WEEK_TRADE, HOURS_TRADE, SEASON_FLAT, GROUND_STREET, 1, 30, 14, 6, 0, 25, 0 },
    [INCIDENT_OTHER] = { "other-crime", "Other crime", "", { 3.32 },
        WEEK_OFFICE, HOURS_HOME, SEASON_FLAT, GROUND_HOMES, 1, 10, 12, 8, 0, 10, 0 },
};

const struct incident_habit *incident_habit(enum incident_what what)
{
    return &HABIT[what];
}

int incident_week(enum incident_what what, int weekday)
{
    return WEEK[HABIT[what].week][weekday];
}

int incident_hour(enum incident_what what, int hour)
{
    return HOURS[HABIT[what].hours][hour];
}

/* Fireworks: from 20 October to 8 November nuisance and damage rise everywhere, each year. */
static bool is_fireworks(struct date day)
{
    int year, month, of_month;

    date_split(day, &year, &month, &of_month);
    return (month == 10 && of_month >= 20) || (month == 11 && of_month <= 8);
}

/* What the council and the landlord hear of goes on through the year: half the police's swing. */
int incident_season(enum incident_feed feed, enum incident_what what, struct date day)
{
    int usual = SEASON[HABIT[what].season][month_of_year(month_of(day)) - 1];
    bool rises = what == INCIDENT_NUISANCE || what == INCIDENT_DAMAGE;

    usual = rises && is_fireworks(day) ? usual * 145 / 100 : usual;
    return feed == FEED_COUNCIL || feed == FEED_HOUSING ? (100 + usual) / 2 : usual;
}

int incident_ground(enum incident_what what, enum town_ground ground)
{
    return GROUND[HABIT[what].ground][ground];
}

const char *incident_what_code(enum incident_what what)
{
    return HABIT[what].code;
}

static const struct {
    const char *code, *file;
} FEED[INCIDENT_FEEDS] = {
    [FEED_POLICE] = { "northmere-police", "invented-police-incidents.csv" },
    [FEED_COUNCIL] = { "northmere-council", "invented-council-nuisance.csv" },
    [FEED_HOUSING] = { "northmere-housing", "invented-housing-incidents.csv" },
    [FEED_HOSPITAL] = { "northmere-hospital", "invented-hospital-assaults.csv" },
};

const char *incident_feed_code(enum incident_feed feed)
{
    return FEED[feed].code;
}

const char *incident_feed_file(enum incident_feed feed)
{
    return FEED[feed].file;
}
