#include "base/base64.h"

void buf_add_base64(struct buf *b, const void *at, size_t len)
{
    static const char LETTER[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *byte = at;

    for (size_t i = 0; i < len; i += 3) {
        size_t left = len - i;
        uint32_t three = (uint32_t)byte[i] << 16;
        char four[4];

        if (left > 1)
            three |= (uint32_t)byte[i + 1] << 8;
        if (left > 2)
            three |= byte[i + 2];
        four[0] = LETTER[three >> 18 & 63];
        four[1] = LETTER[three >> 12 & 63];
        four[2] = left > 1 ? LETTER[three >> 6 & 63] : '=';
        four[3] = left > 2 ? LETTER[three & 63] : '=';
        buf_add(b, (struct str){ four, 4 });
    }
}
