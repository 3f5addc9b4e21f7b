#include "web/body.h"

static bool is_form(struct str type)
{
    return str_eq_fold(str_trim(str_cut(&type, ';')), STR("application/x-www-form-urlencoded"));
}

void body_begin(struct body *b, struct arena *a, struct str content_type, bool upload)
{
    *b = (struct body){ .upload = upload, .most = upload ? REQUEST_UPLOAD_MAX : REQUEST_FORM_MAX };
    b->text.arena = a;
    if (upload)
        b->parted = multipart_open(&b->parts, content_type, a, &b->wrong);
    else if (!is_form(content_type))
        (void)err_set(&b->wrong, ERR_INPUT, "a form must be sent as application/x-www-form-urlencoded");
}

bool body_add(struct body *b, struct str piece)
{
    b->bytes += (int64_t)piece.len;
    if (b->bytes > b->most && b->wrong.kind == ERR_NONE)
        (void)err_set(&b->wrong, ERR_LIMIT, "what was sent is longer than the %lld bytes that are taken here",
                      (long long)b->most);
    if (b->wrong.kind) {
        b->thrown += (int64_t)piece.len;
        return b->thrown <= BODY_THROWN_MAX;
    }
    if (b->upload)
        return multipart_add(&b->parts, piece, &b->wrong) || b->wrong.kind != ERR_NONE;
    buf_add(&b->text, piece);
    return !b->text.failed || !err_memory(&b->wrong, "a form");
}

bool body_read(struct body *b, struct request *rq, struct err *err)
{
    if (b->bytes == 0)
        return true;
    if (!b->wrong.kind && b->upload && multipart_end(&b->parts, &b->wrong)) {
        rq->form = b->parts.form;
        rq->upload = b->parts.upload;
        rq->uploads = b->parts.uploads;
    }
    if (b->wrong.kind) {
        *err = b->wrong;
        return false;
    }
    return b->upload || request_form((struct str){ b->text.at, b->text.len }, rq->arena, &rq->form, err);
}

void body_end(struct body *b)
{
    if (b->parted)
        multipart_close(&b->parts);
    b->parted = false;
}
