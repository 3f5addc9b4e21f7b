/* Any bytes as what a child says: lies are seen, and what is believed lies inside. */
#include "intake/frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct frame_head head;
    struct frame_row row[64];
    struct frame_span span[64];
    struct str field[RECORD_FIELDS_MAX];
    struct record r;
    enum row_fault fault;
    uint64_t number = 0;

    if (len < sizeof head)
        return 0;
    memcpy(&head, at, sizeof head);
    if (at[0] & 1) /* else the magic number alone would stop most of it */
        head.magic = FRAME_MAGIC;
    if (frame_head_check(&head) && (head.text > FRAME_TEXT_MAX || head.rows > FRAME_ROWS_MAX))
        abort();
    at += sizeof head;
    len -= sizeof head;
    size_t rows = head.rows % 64, spans = head.spans % 64;
    if (len < rows * sizeof *row + spans * sizeof *span)
        return 0;
    memcpy(row, at, rows * sizeof *row);
    memcpy(span, at + rows * sizeof *row, spans * sizeof *span);
    size_t used = rows * sizeof *row + spans * sizeof *span;
    struct frame f = { .row = row, .span = span, .text = (const char *)at + used, .rows = rows,
                       .spans = spans, .text_len = len - used };
    while (frame_record(&f, &number, field, &r, &fault) == FRAME_RECORD) {
        if ((r.field != NULL) != row_is_cut(fault) || row_fault_word(fault) == NULL)
            abort();
        for (size_t i = 0; i < r.fields; i++)
            if (r.field[i].len && (r.field[i].at < f.text ||
                                   r.field[i].at + r.field[i].len > f.text + f.text_len))
                abort();
    }
    return 0;
}
