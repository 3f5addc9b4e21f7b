/* Any text as a date, time, month or period: what is taken lies in the calendar and is read back. */
#include "intake/when.h"

static void check_day(struct date d)
{
    char text[16];
    struct date again;
    int y, m, day;

    date_split(d, &y, &m, &day);
    int n = snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, day);
    if (n != 10 || !when_date((struct str){ text, 10 }, &again) || again.days != d.days)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct str s = { (const char *)at, len };
    struct date d, until;
    struct month month;
    int minute;

    if (when_date(s, &d)) {
        check_day(d);
        if (when_month_first(s) || when_day_number(s))
            abort();
    }
    if (when_time(s, &d, &minute) && (minute < -1 || minute > 1439))
        abort();
    if (when_clock(s, &minute) && (minute < 0 || minute > 1439))
        abort();
    if (when_month(s, &month))
        check_day(month_first(month));
    if (when_period(s, &d, &until)) {
        check_day(d);
        check_day(until);
        if (until.days - d.days < 27 || until.days - d.days > 365)
            abort();
    }
    return 0;
}
