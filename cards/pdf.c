#include "cards/pdf.h"

#include <qpdf/qpdf-c.h>

#define POINTS_PER_MM (72.0 / 25.4)
#define DECIMALS      3
#define DEEPEST       64

struct finish {
    qpdf_data q;
    const struct pdf_order *order;
    size_t tags; /* met so far */
    bool lost;   /* a tag that was not drawn, or of another name */
};

static void close_qpdf(qpdf_data *q)
{
    qpdf_cleanup(q);
}

/* ---- pages ---- */

static void set_box(qpdf_data q, qpdf_oh page, const char *name, struct box b, double page_height)
{
    double corner[4] = { b.x, page_height - b.y - b.height, b.x + b.width, page_height - b.y };
    qpdf_oh array = qpdf_oh_new_array(q);

    for (int i = 0; i < 4; i++)
        qpdf_oh_append_item(q, array, qpdf_oh_new_real_from_double(q, corner[i] * POINTS_PER_MM, DECIMALS));
    qpdf_oh_replace_key(q, page, name, array);
}

static void set_boxes(struct finish *f)
{
    for (size_t i = 0; i < f->order->pages; i++) {
        const struct pdf_page *p = &f->order->page[i];
        qpdf_oh page = qpdf_get_page_n(f->q, i);
        qpdf_oh media = qpdf_oh_get_key(f->q, page, "/MediaBox");
        double height = qpdf_oh_get_numeric_value(f->q, qpdf_oh_get_array_item(f->q, media,
            3)) / POINTS_PER_MM;
        struct box bleed = { p->trim.x - p->bleed, p->trim.y - p->bleed, p->trim.width + 2 * p->bleed,
                             p->trim.height + 2 * p->bleed };

        set_box(f->q, page, "/TrimBox", p->trim, height);
        set_box(f->q, page, "/BleedBox", bleed, height);
        /* A screen reader goes through the page in the order of its structure. */
        qpdf_oh_replace_key(f->q, page, "/Tabs", qpdf_oh_new_name(f->q, "/S"));
    }
}

/* ---- structure: cairo made it, in the order the tags began ---- */

static qpdf_oh text_of(struct finish *f, struct str s)
{
    return qpdf_oh_new_binary_unicode_string(f->q, s.at, s.len);
}

static void name_element(struct finish *f, qpdf_oh element)
{
    const struct draw_tag *tag = &f->order->tag[f->tags];
    const char *name = qpdf_oh_get_name(f->q, qpdf_oh_get_key(f->q, element, "/S"));

    if (f->tags == f->order->tags || !str_eq(str_from(str_of(name), 1), str_of(tag->name))) {
        f->lost = true;
        return;
    }
    f->tags++;
    if (tag->lang)
        qpdf_oh_replace_key(f->q, element, "/Lang", text_of(f, str_of(tag->lang)));
    if (tag->words.len)
        qpdf_oh_replace_key(f->q, element, "/Alt", text_of(f, tag->words));
}

/* What is no element (content of a page, a link's place) is passed over. */
static void walk(struct finish *f, qpdf_oh node, int deep) // NOLINT(misc-no-recursion)
{
    if (deep > DEEPEST || f->lost)
        return;
    if (qpdf_oh_is_array(f->q, node)) {
        int len = qpdf_oh_get_array_n_items(f->q, node);
        for (int i = 0; i < len; i++)
            walk(f, qpdf_oh_get_array_item(f->q, node, i), deep + 1);
    } else if (qpdf_oh_is_dictionary(f->q, node) && qpdf_oh_has_key(f->q, node, "/S")) {
        name_element(f, node);
        walk(f, qpdf_oh_get_key(f->q, node, "/K"), deep + 1);
    }
}

static void adopt(struct finish *f, qpdf_oh parent, qpdf_oh children)
{
    if (!qpdf_oh_is_array(f->q, children)) {
        qpdf_oh_replace_key(f->q, children, "/P", parent);
        return;
    }
    int len = qpdf_oh_get_array_n_items(f->q, children);
    for (int i = 0; i < len; i++)
        qpdf_oh_replace_key(f->q, qpdf_oh_get_array_item(f->q, children, i), "/P", parent);
}

static void set_structure(struct finish *f, qpdf_oh root)
{
    qpdf_oh tree = qpdf_oh_get_key(f->q, root, "/StructTreeRoot");

    if (!qpdf_oh_is_dictionary(f->q, tree)) {
        f->lost = f->order->tags > 0;
        return;
    }
    qpdf_oh children = qpdf_oh_get_key(f->q, tree, "/K");
    walk(f, children, 0);
    qpdf_oh document = qpdf_make_indirect_object(
        f->q, qpdf_oh_parse(f->q, "<< /Type /StructElem /S /Document >>"));
    qpdf_oh_replace_key(f->q, document, "/Lang", text_of(f, str_of(f->order->lang)));
    qpdf_oh_replace_key(f->q, document, "/P", tree);
    qpdf_oh_replace_key(f->q, document, "/K", children);
    adopt(f, document, children);
    qpdf_oh_replace_key(f->q, tree, "/K", document);
}

/* ---- the document ---- */

static void set_document(struct finish *f, qpdf_oh root)
{
    static const char *const turned[] = { "/Simplex", "/DuplexFlipLongEdge", "/DuplexFlipShortEdge" };
    qpdf_oh shown = qpdf_oh_parse(f->q, "<< /DisplayDocTitle true /PrintScaling /None >>");
    qpdf_oh trailer = qpdf_get_trailer(f->q), about = qpdf_oh_get_key(f->q, trailer, "/Info");

    qpdf_oh_replace_key(f->q, shown, "/Duplex", qpdf_oh_new_name(f->q, turned[f->order->duplex]));
    qpdf_oh_replace_key(f->q, root, "/ViewerPreferences", shown);
    qpdf_oh_replace_key(f->q, root, "/Lang", text_of(f, str_of(f->order->lang)));
    if (qpdf_oh_is_dictionary(f->q, about)) {
        qpdf_oh_remove_key(f->q, about, "/CreationDate");
        qpdf_oh_remove_key(f->q, about, "/Producer");
    }
}

static bool write_out(qpdf_data q, struct arena *a, struct str *out, struct err *err)
{
    if (qpdf_init_write_memory(q) & QPDF_ERRORS)
        return err_set(err, ERR_BUG, "the PDF cannot be written anew");
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_object_stream_mode(q, qpdf_o_generate);
    qpdf_set_linearization(q, QPDF_TRUE);
    if (qpdf_write(q) & QPDF_ERRORS)
        return err_set(err, ERR_BUG, "the PDF cannot be written anew");
    *out = arena_copy(a, (struct str){ (const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q) });
    return out->at ? true : err_memory(err, "the PDF");
}

bool pdf_finish(const struct pdf_order *order, struct arena *a, struct str *out, struct err *err)
{
    qpdf_data q _cleanup_(close_qpdf) = qpdf_init();
    struct finish f = { .q = q, .order = order };
    struct str made = { 0 };

    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    if (qpdf_read_memory(q, "drawn", order->drawn.at, order->drawn.len, NULL) & QPDF_ERRORS)
        return err_set(err, ERR_BUG, "what was drawn is no PDF");
    if (qpdf_get_num_pages(q) != (int)order->pages)
        return err_set(err, ERR_BUG, "%d pages were drawn, %zu are named", qpdf_get_num_pages(q),
                       order->pages);
    qpdf_oh root = qpdf_get_root(q);
    set_boxes(&f);
    set_structure(&f, root);
    set_document(&f, root);
    if (f.lost || f.tags != order->tags)
        return err_set(err, ERR_BUG, "the PDF's structure is not what was drawn: %zu of %zu parts", f.tags,
                       order->tags);
    if (qpdf_has_error(q) || !write_out(q, a, &made, err))
        return err->kind ? false : err_set(err, ERR_BUG, "the PDF cannot be completed");
    *out = made;
    return true;
}
