/* What partners know of a person beside who it is: drawn from age, need and chance; never from a name. */
#include "northmere/file.h"

struct share {
    const char *word;
    uint16_t per_mille;
};

static const struct share ROLE_ADULT[] = { { "victim", 390 },  { "witness", 240 },         { "suspect", 180 },
                                           { "at risk", 60 },  { "not established", 130 } };
static const struct share ROLE_CHILD[] = { { "victim", 400 },  { "witness", 220 },         { "suspect", 120 },
                                           { "at risk", 120 }, { "not established", 140 } };
enum { YEARS_18 = 6575 }; /* in days: who holds a tenancy is of age */

/* Below ten nobody can have committed an offence: Children and Young Persons Act 1933, section 50. */
static const struct share ROLE_BELOW_TEN[] = { { "victim", 480 }, { "witness", 180 }, { "at risk", 240 },
                                               { "not established", 100 } };
static const struct share POLICE_OUTCOME[] = { { "no further action", 450 }, { "under investigation", 260 },
                                               { "out of court resolution", 120 }, { "charged", 60 },
                                               { "support offered", 110 } };
static const struct share YOUTH_REFERRER[] = { { "police", 380 },
                                               { "school", 270 },
                                               { "children's services", 180 },
                                               { "court", 90 },
                                               { "family", 80 } };
static const struct share YOUTH_STATUS[] = { { "open", 430 }, { "completed", 340 }, { "declined", 130 },
                                             { "transferred", 100 } };
static const struct share TENANCY[] = { { "current", 760 }, { "ended", 130 }, { "notice served", 60 },
                                        { "arrears plan", 50 } };
static const struct share EXCLUSION[] = { { "none", 950 }, { "suspended", 46 }, { "permanent", 4 } };
static const struct share CARE_STATUS[] = { { "early help", 360 }, { "child in need", 340 },
                                            { "child protection plan", 140 }, { "looked after", 160 } };
static const struct share CARE_ADULT[] = { { "care and support", 620 }, { "safeguarding enquiry", 380 } };
static const struct share CARE_OUTCOME[] = { { "open", 560 }, { "closed", 320 }, { "stepped down", 120 } };
static const struct share REASON[] = { { "fall", 280 }, { "illness", 370 }, { "sport", 110 },
                                       { "road traffic", 70 }, { "assault", 60 }, { "other injury", 110 } };
static const struct share DISPOSAL[] = { { "discharged", 700 }, { "admitted", 190 }, { "referred", 70 },
                                         { "left before seen", 40 } };

static const char *draw_share(const struct share *share, size_t n, uint64_t lot)
{
    for (size_t i = 0; i + 1 < n; i++) {
        if (lot < share[i].per_mille)
            return share[i].word;
        lot -= share[i].per_mille;
    }
    return share[n - 1].word;
}
#define DRAW(array, lot) draw_share((array), COUNT_OF(array), (lot))

static const char *police_role(int age, uint64_t lot)
{
    return age < 10 ? DRAW(ROLE_BELOW_TEN, lot) : age < 18 ? DRAW(ROLE_CHILD, lot) : DRAW(ROLE_ADULT, lot);
}

struct file_facts file_facts(const struct people *p, enum people_partner partner, uint32_t person,
                             unsigned copy)
{
    static const uint16_t DAYS_BACK[PEOPLE_PARTNERS] = { 730, 540, 5000, 0, 900, 730 };
    static const uint16_t MEALS[3] = { 160, 420, 700 }; /* free school meals, by need */
    const struct person *who = &p->person[person];
    struct chance r;

    person_stream(&r, p->order.seed, STREAM_FACTS, (uint64_t)person << 8 | (uint64_t)partner << 4 | copy);
    uint64_t role = chance_below(&r, 1000), outcome = chance_below(&r, 1000), flag = chance_below(&r, 1000);
    int32_t back = (int32_t)chance_below(&r, (uint64_t)DAYS_BACK[partner] + 1);
    int32_t lived = p->order.today.days - who->born.days - (partner == PEOPLE_HOUSING ? YEARS_18 : 0);
    int32_t most = lived > 0 ? lived : 0;
    struct file_facts f = { "", "", { p->order.today.days - (back < most ? back : most) }, false };
    int age = person_age(who->born, f.day);

    switch (partner) {
    case PEOPLE_POLICE:
        f.role = police_role(age, role);
        f.outcome = DRAW(POLICE_OUTCOME, outcome);
        break;
    case PEOPLE_YOUTH:
        f.role = DRAW(YOUTH_REFERRER, role);
        f.outcome = DRAW(YOUTH_STATUS, outcome);
        break;
    case PEOPLE_HOUSING: f.outcome = DRAW(TENANCY, outcome); break;
    case PEOPLE_SCHOOLS:
        f.outcome = DRAW(EXCLUSION, outcome);
        f.flag = flag < MEALS[p->household[who->household].need];
        break;
    case PEOPLE_SOCIAL_CARE:
        f.role = age < 18 ? DRAW(CARE_STATUS, role) : DRAW(CARE_ADULT, role);
        f.outcome = DRAW(CARE_OUTCOME, outcome);
        break;
    case PEOPLE_HOSPITAL:
    default:
        f.role = DRAW(REASON, role);
        f.outcome = DRAW(DISPOSAL, outcome);
        break;
    }
    return f;
}
