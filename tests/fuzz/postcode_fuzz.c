/* Any text as a postcode: its one form is its own one form. */
#include "base/place.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    char once[PLACE_POSTCODE_MAX], twice[PLACE_POSTCODE_MAX];
    size_t n, again;

    if (!place_postcode((struct str){ (const char *)at, len }, once, &n))
        return 0;
    if (n < 6 || n > 8 || once[n - 4] != ' ' || !place_postcode((struct str){ once, n }, twice, &again) ||
        again != n || memcmp(once, twice, n) != 0)
        abort();
    return 0;
}
