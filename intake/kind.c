#include "intake/kind.h"

#include "base/remark.h"

#define KEPT     true
#define NOT_KEPT false
#define NEEDED   true
#define MAY      false

#define LON      { "lon", FIELD_LON, MAY, KEPT, "longitude lon lng long xlon", \
                   "longitude in degrees, west is negative", "0.524689" }
#define LAT      { "lat", FIELD_LAT, MAY, KEPT, "latitude lat ylat", \
                   "latitude in degrees", "51.377550" }
#define EASTING  { "easting", FIELD_EASTING, MAY, KEPT, "easting eastings osgreast bnge xcoord", \
                   "metres east on the National Grid", "575802" }
#define NORTHING { "northing", FIELD_NORTHING, MAY, KEPT, \
                   "northing northings osgrnorth bngn ycoord", \
                   "metres north on the National Grid", "167303" }
#define POSTCODE { "postcode", FIELD_POSTCODE, MAY, KEPT, \
                   "postcode incidentpostcode locationpostcode pcd pcds pcode", \
                   "the unit postcode", "ME4 4TR" }
#define SMALL_AREA "lsoa##cd lsoa##code lsoacode lsoa## lsoa lsoacd smallarea"
#define ANY_AREA SMALL_AREA " msoa##cd msoa##code msoacode wd##cd ward##cd wardcode lad##cd ladcode" \
                            " areacd areacode area geographycode gsscode"

static const struct kind_field POLICE_UK[] = {
    { "id", FIELD_CODE, MAY, KEPT, "crimeid", "the crime's number; anti-social behaviour has none",
      "6ef4de26bd2d" },
    { "month", FIELD_MONTH, NEEDED, KEPT, "month", "the month it was recorded in", "2025-10" },
    { "force", FIELD_TEXT, NEEDED, KEPT, "fallswithin", "the force it falls within", "Kent Police" },
    LON, LAT,
    { "location", FIELD_TEXT, MAY, KEPT, "location", "the published map point's name",
      "On or near High Street" },
    { "area", FIELD_CODE, MAY, KEPT, SMALL_AREA, "the small area's code", "E01016070" },
    { "category", FIELD_CATEGORY, NEEDED, KEPT, "crimetype", "what kind of crime", "Robbery" },
    { "outcome", FIELD_TEXT, MAY, KEPT, "lastoutcomecategory", "the last published outcome",
      "Under investigation" },
};

static const struct kind_field INCIDENTS[] = {
    { "id", FIELD_CODE, MAY, KEPT,
      "id incidentid incidentnumber incidentno incidentref reference ref urn crimenumber crimeref "
      "crimeid lognumber eventid eventnumber casenumber recordid",
      "your own number for the event", "KP/1234/25" },
    { "from", FIELD_TIME, NEEDED, KEPT,
      "from fromdate fromdatetime datefrom start startdate startdatetime starttime date datetime "
      "incidentdate incidentdatetime eventdate occurreddate occurred occurredon dateoccurred "
      "offencedate dateofincident committedfrom",
      "when it happened, or the earliest it can have", "2025-10-31 21:15" },
    { "from-clock", FIELD_CLOCK, MAY, KEPT,
      "fromtime timefrom time incidenttime eventtime occurredtime timeofincident hour",
      "the time of day, when it has a column of its own", "21:15" },
    { "to", FIELD_TIME, MAY, KEPT,
      "to todate todatetime dateto end enddate enddatetime finish committedto",
      "the latest it can have happened", "2025-11-01 07:00" },
    { "to-clock", FIELD_CLOCK, MAY, KEPT, "totime timeto endtime",
      "the latest time of day, when it has a column of its own", "07:00" },
    { "category", FIELD_CATEGORY, NEEDED, KEPT,
      "category type incidenttype eventtype crimetype offencetype offence offencegroup crimecategory "
      "incidentcategory classification calltype",
      "what happened: our code, police.uk's words or common ones", "robbery" },
    LON, LAT, EASTING, NORTHING,
    { "gridref", FIELD_GRIDREF, MAY, KEPT, "gridref gridreference osgridref osgrid ngr",
      "an Ordnance Survey grid reference", "TQ 757 684" },
    POSTCODE,
    { "area", FIELD_CODE, MAY, KEPT, SMALL_AREA " areacode areacd", "the small area's code",
      "E01016070" },
    { "domestic", FIELD_FLAG, MAY, KEPT, "domestic domesticabuse isdomestic domesticflag da dv",
      "domestic abuse", "no" },
    { "knife", FIELD_FLAG, MAY, KEPT,
      "knife knifeenabled knifecrime knifeused isknife knifeflag bladed weaponknife",
      "a knife or blade was used or shown", "yes" },
    { "public-place", FIELD_FLAG, MAY, KEPT, "publicplace inpublic public publicspace ispublicplace",
      "it happened in a public place", "yes" },
    { "under-25", FIELD_FLAG, MAY, KEPT,
      "under25 under25s victimunder25 anyoneunder25 agegroup ageband victimagegroup",
      "someone involved was under 25: a flag, or an age group", "yes" },
    { "repeat", FIELD_FLAG, MAY, KEPT, "repeat repeatvictim repeatlocation isrepeat repeatflag",
      "the same place or person was harmed before", "no" },
};

static const struct kind_field ASSAULTS[] = {
    { "id", FIELD_CODE, MAY, KEPT, "id recordid istvid attendanceid reference ref rowid",
      "the hospital's own number for the row; never a patient's", "A-0117" },
    { "arrived", FIELD_TIME, NEEDED, KEPT,
      "arrived arrival arrivaldate arrivaldatetime dateofarrival attendancedate attendance "
      "attendancedatetime edarrival edarrivaldate arrivaldateandtime arrivaltimestamp",
      "when they came to the hospital", "2025-10-31 23:40" },
    { "arrived-clock", FIELD_CLOCK, MAY, KEPT, "arrivaltime arrivedtime attendancetime timeofarrival",
      "the time of arrival, when it has a column of its own", "23:40" },
    { "from", FIELD_TIME, MAY, KEPT,
      "assault assaultdate assaultdatetime dateofassault incidentdate incidentdatetime injurydate "
      "assaultdateandtime injurydatetime",
      "when they were assaulted", "2025-10-31 22:30" },
    { "from-clock", FIELD_CLOCK, MAY, KEPT, "assaulttime incidenttime timeofassault injurytime",
      "the time of the assault, when it has a column of its own", "22:30" },
    { "words", FIELD_TEXT, MAY, NOT_KEPT,
      "location assaultlocation locationofassault incidentlocation place placeofassault "
      "assaultlocationdescription locationdescription specificlocation locationtext where",
      "where, in words: used to find the area, then thrown away", "outside the station, High St" },
    { "postcode", FIELD_POSTCODE, MAY, NOT_KEPT,
      "postcode assaultpostcode locationpostcode incidentpostcode postcodeofassault",
      "the postcode of the place: used to find the area, then thrown away", "ME4 4TR" },
    { "area", FIELD_CODE, MAY, KEPT, SMALL_AREA " areacode areacd", "the small area's code",
      "E01016070" },
    { "method", FIELD_TEXT, MAY, KEPT,
      "method means weapon meansofassault primarymeans primarymeansofassault methodofassault "
      "assaultmethod assaultmeans weaponused mechanism",
      "how: body part, knife, bottle ...", "knife" },
    { "under-25", FIELD_FLAG, MAY, KEPT, "under25 agegroup ageband patientagegroup",
      "they were under 25: a flag, or an age group", "16-24" },
};

static const struct kind_field COUNTS[] = {
    { "measure", FIELD_TEXT, NEEDED, KEPT, "measure indicator metric name series",
      "what is counted", "permanent exclusions" },
    { "area", FIELD_CODE, NEEDED, KEPT, ANY_AREA, "the area's code", "E06000035" },
    { "from", FIELD_DATE, MAY, KEPT, "from fromdate datefrom start startdate periodstart weekstart",
      "first day of the period", "2025-10-01" },
    { "to", FIELD_DATE, MAY, KEPT, "to todate dateto end enddate periodend weekending weekend",
      "last day of the period", "2025-10-31" },
    { "month", FIELD_MONTH, MAY, KEPT, "month", "the month, instead of from and to", "2025-10" },
    { "period", FIELD_PERIOD, MAY, KEPT,
      "period year quarter financialyear timeperiod fiscalyear calendaryear",
      "a year or quarter, instead of from and to; 2024/25 runs from April to March", "2024/25" },
    { "value", FIELD_REAL, NEEDED, KEPT, "value count number total figure n observed numerator",
      "the figure", "17" },
    { "denominator", FIELD_REAL, MAY, KEPT, "denominator population of base cohort",
      "out of how many", "1204" },
};

static const struct kind_field AREAS[] = {
    { "code", FIELD_CODE, NEEDED, KEPT,
      "lsoa##cd msoa##cd wd##cd lad##cd lsoacd msoacd wdcd ladcd areacd code areacode",
      "the area's code; the column's name says level and vintage", "E01016070" },
    { "name", FIELD_TEXT, MAY, KEPT,
      "lsoa##nm msoa##nm wd##nm lad##nm lsoanm msoanm wdnm ladnm areanm name areaname",
      "the area's name", "Medway 001A" },
    { "district", FIELD_CODE, MAY, KEPT, "ladcdactive lad##cd ladcd",
      "the district it lies in", "E06000035" },
    { "shape", FIELD_SHAPE, NEEDED, KEPT, "geometry", "its outline", "" },
};

static const struct kind_field AREA_FACTS[] = {
    { "area", FIELD_CODE, NEEDED, KEPT, ANY_AREA, "the area's code", "E01016070" },
    { "ward", FIELD_CODE, MAY, KEPT, "ward##cd wd##cd wardcode wardcd",
      "the ward it is counted to", "E05014450" },
    { "middle", FIELD_CODE, MAY, KEPT, "msoa##cd msoa##code msoacode msoacd",
      "the middle area it is counted to", "E02003328" },
    { "middle-name", FIELD_TEXT, MAY, KEPT, "msoahclname msoa##hclnm msoahclnm",
      "the middle area's name in words", "Luton" },
    { "district", FIELD_CODE, MAY, KEPT, "lad##cd lad##code ladcode ladcd",
      "the district it lies in", "E06000035" },
    { "residents", FIELD_FACT, MAY, KEPT,
      "residents totalresidents totalpopulation population allpersons usualresidents",
      "people who live there", "1511" },
    { "households", FIELD_FACT, MAY, KEPT, "households totalhouseholds", "households there", "642" },
    { "pupils", FIELD_FACT, MAY, KEPT, "pupils totalpupils pupilsonroll", "pupils who live there",
      "214" },
    { "fact", FIELD_FACT, MAY, KEPT, "*", "any other figure; the column's name is its name",
      "2" },
};

static const struct kind_field PLACES[] = {
    { "name", FIELD_TEXT, MAY, KEPT, "name location street streetname placename landmark place",
      "the place's name", "High Street" },
    POSTCODE, LON, LAT, EASTING, NORTHING,
    { "area", FIELD_CODE, MAY, KEPT, SMALL_AREA, "the small area's code", "E01016070" },
};

#define BOUNDARY_EXTRAS \
    "fid objectid globalid shapearea shapelength shapestarea shapestlength bnge bngn long lat " \
    "lsoa##nmw msoa##nmw wd##nmw lad##nmw msoa##hclnm msoa##hclnmw " \
    "lad##cd lad##nm utlacd cauthcd rgncd utlanm cauthnm rgnnm ctry##cd ctry##nm cty##cd cty##nm"
#define AREA_NAMES \
    "lsoa##nm lsoa##nmw lsoa##name lsoaname msoa##nm msoa##name msoaname ward##nm wd##nm ward##name " \
    "wardname lad##nm lad##name ladname areanm areaname"

#define FIELDS(array) COUNT_OF(array), array

static const struct kind_spec KIND[] = {
    { KIND_POLICE_UK, "police-uk", "police.uk street-level crime, as its CSV comes", false,
      FIELDS(POLICE_UK), "reportedby lsoaname context" },
    { KIND_INCIDENTS, "incidents", "a partner's own events, to the day or finer", false,
      FIELDS(INCIDENTS), "" },
    { KIND_ASSAULTS, "assaults", "assaults seen by an emergency department (ISTV)", false,
      FIELDS(ASSAULTS), "" },
    { KIND_COUNTS, "counts", "a figure per area and period", false, FIELDS(COUNTS), AREA_NAMES },
    { KIND_AREAS, "areas", "boundaries, as GeoJSON in longitude and latitude", true, FIELDS(AREAS),
      BOUNDARY_EXTRAS },
    { KIND_AREA_FACTS, "area-facts", "population, households, pupils, deprivation, by area", false,
      FIELDS(AREA_FACTS), AREA_NAMES " latitude longitude lat long lon" },
    { KIND_PLACES, "places", "postcodes, streets and landmarks with their point", false,
      FIELDS(PLACES),
      AREA_NAMES " positionalquality ward##cd wd##cd msoa##cd lad##cd crimes###### crimes####" },
    { KIND_PEOPLE, "people", "persons: refused until identities can be encrypted", false, 0, NULL,
      "" },
};

const struct kind_spec *kind_spec(enum kind kind)
{
    return &KIND[kind];
}

bool kind_find(struct str name, enum kind *out)
{
    for (size_t i = 0; i < COUNT_OF(KIND); i++)
        if (str_eq(name, str_of(KIND[i].name))) {
            *out = KIND[i].kind;
            return true;
        }
    return false;
}

int kind_field(const struct kind_spec *k, const char *name)
{
    for (size_t i = 0; i < k->fields; i++)
        if (str_eq(str_of(k->field[i].name), str_of(name)))
            return (int)i;
    return -1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t kind_fold(struct str header, char *out, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < header.len && n < room; i++) {
        char c = header.at[i];
        if (c >= 'A' && c <= 'Z')
            out[n++] = (char)(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || is_digit(c) || (unsigned char)c >= 0x80)
            out[n++] = c;
    }
    return n;
}

static bool fits(struct str pattern, struct str folded)
{
    if (str_eq(pattern, STR("*")))
        return folded.len > 0;
    if (pattern.len != folded.len)
        return false;
    for (size_t i = 0; i < pattern.len; i++)
        if (pattern.at[i] == '#' ? !is_digit(folded.at[i]) : pattern.at[i] != folded.at[i])
            return false;
    return true;
}

int kind_match(const char *patterns, struct str folded)
{
    struct str rest = str_of(patterns);

    for (int i = 0; rest.len; i++) {
        struct str pattern = str_cut(&rest, ' ');
        if (pattern.len && fits(pattern, folded))
            return i;
    }
    return -1;
}

static int two_digits(struct str s)
{
    for (size_t i = 0; i + 1 < s.len; i++)
        if (is_digit(s.at[i]) && is_digit(s.at[i + 1]))
            return (s.at[i] - '0') * 10 + (s.at[i + 1] - '0');
    return -1;
}

bool kind_area_level(struct str header, const char **level, int *vintage)
{
    static const struct {
        const char *patterns, *level;
    } LEVEL[] = {
        { "lsoa##cd lsoa##code lsoa## lsoacode lsoacd", "small" },
        { "msoa##cd msoa##code msoa## msoacode msoacd", "middle" },
        { "wd##cd ward##cd ward##code wardcode wdcd", "ward" },
        { "lad##cd lad##code ladcode ladcd", "district" },
        { "areacd areacode code area geographycode gsscode", "" },
    };
    char at[64];
    struct str folded = { at, kind_fold(remark_cut(header), at, sizeof at) };

    for (size_t i = 0; i < COUNT_OF(LEVEL); i++) {
        if (kind_match(LEVEL[i].patterns, folded) < 0)
            continue;
        int year = two_digits(folded);
        *level = LEVEL[i].level;
        *vintage = year < 0 ? 0 : year < 70 ? 2000 + year : 1900 + year;
        return true;
    }
    return false;
}

const char *kind_code_level(struct str code)
{
    static const struct {
        const char *prefix, *level;
    } LEVEL[] = {
        { "E01", "small" },    { "W01", "small" },    { "E02", "middle" },   { "W02", "middle" },
        { "E05", "ward" },     { "W05", "ward" },     { "E06", "district" }, { "E07", "district" },
        { "E08", "district" }, { "E09", "district" }, { "W06", "district" },
    };

    for (size_t i = 0; code.len == 9 && i < COUNT_OF(LEVEL); i++)
        if (str_starts(code, str_of(LEVEL[i].prefix)))
            return LEVEL[i].level;
    return "";
}
