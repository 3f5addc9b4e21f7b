#include "cards/picture.h"

#include "cards/png.h"
#include "cards/svg.h"

bool picture_clean(struct str name, struct str bytes, struct arena *a, struct card_faults *faults,
                   struct str *clean, struct err *err)
{
    if (str_ends(name, STR(".svg")))
        return svg_clean(name, bytes, a, faults, clean, err);
    return png_clean(name, bytes, a, faults, clean, err);
}
