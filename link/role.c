#include "link/role.h"

enum {
    NAME_MOST = 64,   /* letters and digits of a header; a longer one is a sentence, not a name */
    WORDS_BEFORE = 3, /* "Pupil's current legal surname" */
};

struct naming {
    enum link_role role;
    const char *word;  /* ours, for reports */
    const char *names; /* folded, one space between */
};

/* In the order of enum link_role. */
static const struct naming NAMING[] = {
    { ROLE_NONE, "not recognised", "" },
    { ROLE_ID, "record id",
      "id uniqueid recordid recid rowid personid personref personreference personnumber uid "
      "caseref caseid caseno casenumber casereference reference referencenumber refno ref urn "
      "clientno nominalid nominalref nominalnumber nominalurn recordnumber recordno recordref "
      "systemid localid localref localreference tenancyref tenancyid tenancyreference tenancynumber "
      "hospitalnumber hospitalno mrn crn socialcareid attendanceid" },
    { ROLE_TRUTH, "truth",
      "cluster clusterid truth label groundtruth trueid trueperson truecluster truepersonid "
      "entityid truthid" },
    { ROLE_SOURCE, "source", "sourcedataset datasource source sourcefile sourcesystem sourcename dataset" },
    { ROLE_FORENAME, "forename",
      "forename forenames firstname firstnames givenname givennames christianname christiannames "
      "fname first given namefirst namegiven" },
    { ROLE_MIDDLE, "middle name",
      "middlename middlenames middle middleinitial middleinitials secondforename forename2 "
      "givenname2 othernames othername otherforenames namemiddle mname" },
    { ROLE_SURNAME, "surname",
      "surname surnames lastname familyname lname last namelast namefamily" },
    { ROLE_FULL_NAME, "full name",
      "name fullname namefull completename forenamesurname forenameandsurname firstandsurname "
      "firstnamesurname surnameforename surnameandforename firstandlastname namefirstandlast" },
    { ROLE_BIRTH, "date of birth",
      "dob dateofbirth birthdate datebirth birthdt dobdate datedob dateofbirthdob doborbirthdate" },
    { ROLE_SEX, "sex", "sex gender sexcode gendercode sexatbirth genderatbirth sexgender sexorgender" },
    { ROLE_POSTCODE, "postcode",
      "postcode postalcode postcodefake zip zipcode pcode pcd pcds addresspostcode addrpostalcode "
      "addresspostalcode postcodeofresidence" },
    { ROLE_ADDRESS, "address",
      "address addressline addressline1 address1 addr addrline addrline1 addr1 addrfull addressfull "
      "fulladdress wholeaddress street streetname streetaddress residentialaddress addressstreet "
      "addressofresidence firstlineofaddress addressfirstline line1ofaddress" },
    { ROLE_STREET_NUMBER, "street number",
      "streetnumber streetno housenumber houseno buildingnumber propertynumber doornumber "
      "housenameornumber housenumberorname housenamenumber" },
    { ROLE_TOWN, "town",
      "town city suburb locality posttown village addresscity addresstown addrcity addrtown townorcity "
      "towncity" },
    { ROLE_PHONE, "phone",
      "phone phonenumber phoneno telephone telephonenumber telephoneno tel telno telnumber mobile "
      "mobilenumber mobileno mobilephone mobilephonenumber mobiletelephone contactnumber contactphone "
      "contacttelephone contacttelephonenumber landline landlinenumber cell cellphone" },
    { ROLE_EMAIL, "e-mail", "email emailaddress emailaddr contactemail" },
    { ROLE_NHS, "NHS number", "nhsnumber nhsno nhsnum nhs nhsid newnhsnumber newnhsno" },
    { ROLE_UPN, "unique pupil number", "upn uniquepupilnumber uniquepupilno upnnumber" },
    { ROLE_OTHER_ID, "other identifier",
      "socsecid ssn ssnnumber socialsecuritynumber nino ninumber nationalinsurancenumber "
      "nationalinsuranceno nationalinsurance passportnumber passportno passport driverslicensenumber "
      "drivinglicencenumber drivinglicenceno driverlicencenumber nationalid nationalidnumber uln "
      "uniquelearnernumber pncid pncnumber pnc" },
    { ROLE_PLACE, "place of birth",
      "birthplace placeofbirth townofbirth cityofbirth birthtown birthcity countryofbirth birthcountry" },
    { ROLE_OCCUPATION, "occupation", "occupation profession jobtitle" },
    { ROLE_CODE, "code", "" },
    { ROLE_OTHER, "other", "" },
};
_Static_assert(COUNT_OF(NAMING) == ROLES, "one row for each role");

/* What only says whose it is, or which of several. */
static const char *const BEFORE[] = {
    "personal", "person", "persons", "preferred", "legal", "current", "child", "childs", "client",
    "clients", "pupil", "pupils", "patient", "patients", "student", "students", "learner", "learners",
    "tenant", "tenants", "resident", "residents", "customer", "customers", "member", "members",
    "youngperson", "youngpersons", "serviceuser", "serviceusers", "individual", "individuals", "subject",
    "subjects", "nominal", "nominals", "primary", "main", "home", "latest", "their", "yp", "su",
};
static const char *const AFTER[] = {
    "ofchild", "ofclient", "ofpupil", "ofpatient", "oftenant", "ofstudent", "ofperson",
    "ofyoungperson", "ofserviceuser", "01", "1",
};

static bool is_name(const char *names, struct str name)
{
    for (struct str rest = str_of(names); rest.len > 0;)
        if (str_eq(str_cut(&rest, ' '), name))
            return true;
    return false;
}

static enum link_role find_name(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(NAMING); i++)
        if (is_name(NAMING[i].names, name))
            return NAMING[i].role;
    return ROLE_NONE;
}

/* "DOB (dd/mm/yyyy) [invented]" is DOB, "Forename(s)" is Forename. */
static struct str without_remarks(struct str header)
{
    for (;;) {
        header = str_trim(header);
        char close = header.len ? header.at[header.len - 1] : 0;
        size_t from = header.len;
        if (close != ')' && close != ']')
            return header;
        while (from > 0 && header.at[from - 1] != (close == ')' ? '(' : '['))
            from--;
        if (from <= 1)
            return header;
        header.len = from - 1;
    }
}

/* Its letters, lowered, and digits into `out`; 0 when there are none or too many, or it is not ASCII. */
static size_t fold_header(struct str header, char out[NAME_MOST])
{
    size_t n = 0;

    for (size_t i = 0; i < header.len; i++) {
        char c = header.at[i];
        if ((unsigned char)c >= 0x80 || n == NAME_MOST)
            return 0;
        if (c >= 'A' && c <= 'Z')
            out[n++] = (char)(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[n++] = c;
    }
    return n;
}

/* The name, or the name without one and then another of the words behind it. */
static enum link_role find_without_after(struct str name)
{
    enum link_role role = find_name(name);

    for (size_t i = 0; i < COUNT_OF(AFTER) && role == ROLE_NONE; i++) {
        struct str word = str_of(AFTER[i]);
        if (str_ends(name, word))
            role = find_name((struct str){ name.at, name.len - word.len });
    }
    return role;
}

/* The same without up to `words` of the words before it: "clientsurname" is no "clients urname". */
static enum link_role find_without_before(struct str name, int words)
{
    enum link_role role = find_without_after(name);

    for (size_t i = 0; i < COUNT_OF(BEFORE) && role == ROLE_NONE && words > 0; i++) {
        struct str word = str_of(BEFORE[i]);
        if (str_starts(name, word))
            role = find_without_before(str_from(name, word.len), words - 1);
    }
    return role;
}

enum link_role role_of(struct str header)
{
    char folded[NAME_MOST];
    struct str name = { folded, fold_header(without_remarks(header), folded) };

    if (name.len == 0 || str_eq(name, STR("preferredname")) || str_eq(name, STR("hometown")))
        return ROLE_NONE; /* the one is a nickname, the other where they come from */
    return find_without_before(name, WORDS_BEFORE);
}

const char *role_word(enum link_role role)
{
    return NAMING[(size_t)role < COUNT_OF(NAMING) ? role : ROLE_NONE].word;
}
