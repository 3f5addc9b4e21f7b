#include "cards/colour.h"

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool colour_read(struct str s, struct colour *out)
{
    uint8_t part[3];

    if (s.len != 7 || s.at[0] != '#')
        return false;
    for (size_t i = 0; i < 3; i++) {
        int high = hex_value(s.at[1 + 2 * i]), low = hex_value(s.at[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        part[i] = (uint8_t)(high * 16 + low);
    }
    *out = (struct colour){ part[0], part[1], part[2] };
    return true;
}

void buf_add_colour(struct buf *b, struct colour c)
{
    buf_addf(b, "#%02x%02x%02x", c.red, c.green, c.blue);
}

/* WCAG 2.2, "relative luminance": sRGB made linear, and weighed by what an eye sees. */
static double linear(uint8_t part)
{
    double v = part / 255.0;

    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double colour_contrast(struct colour a, struct colour b)
{
    double one = luminance(a) + 0.05, two = luminance(b) + 0.05;

    return one > two ? one / two : two / one;
}
