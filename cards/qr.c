#include "cards/qr.h"

#include <qrencode.h>

static void close_code(QRcode **code)
{
    QRcode_free(*code);
}

static bool keep(const QRcode *code, struct arena *a, struct qr *out, struct err *err)
{
    size_t side = (size_t)code->width;
    uint8_t *dark = arena_new(a, uint8_t, side *side);

    if (!dark)
        return err_memory(err, "the QR code");
    for (size_t i = 0; i < side * side; i++)
        dark[i] = code->data[i] & 1;
    *out = (struct qr){ code->width, dark };
    return true;
}

bool qr_make(struct str text, struct arena *a, struct qr *out, struct err *err)
{
    struct str copy = arena_copy(a, text);

    if (!copy.at)
        return err_memory(err, "the QR code");
    QRcode *sure _cleanup_(close_code) = QRcode_encodeString8bit(copy.at, 0, QR_ECLEVEL_Q);
    if (sure && sure->width <= QR_SIDE_GOOD)
        return keep(sure, a, out, err);
    QRcode *fine _cleanup_(close_code) = QRcode_encodeString8bit(copy.at, 0, QR_ECLEVEL_M);
    if (!fine || fine->width > QR_SIDE_MOST)
        return err_set(err, ERR_INPUT, "an address of %zu letters is too long for a QR code on a "
                                       "card; give the "
                                       "page a shorter one",
                       text.len);
    return keep(fine, a, out, err);
}
