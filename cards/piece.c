#include "cards/piece.h"

#include "cards/misfit.h"

#define CONFIRM_MARK "\u2020"
#define FOOT_LINE    1.3 /* of the letters' size: room for every script */

struct colour piece_mix(struct colour a, struct colour b, double share)
{
    return (struct colour){ (uint8_t)lround(a.red + share * (b.red - a.red)),
                            (uint8_t)lround(a.green + share * (b.green - a.green)),
                            (uint8_t)lround(a.blue + share * (b.blue - a.blue)) };
}

struct box piece_box(const struct piece *p, struct box b)
{
    if (p->w->tongue->right_to_left)
        b.x = p->width - b.x - b.width;
    return b;
}

void piece_fill(struct piece *p, struct box b, struct colour c)
{
    draw_fill(p->d, piece_box(p, b), c);
}

/* ---- words ---- */

struct said piece_words(const struct piece *p, struct str text, unsigned line, const char *label)
{
    return (struct said){ .text = text, .label = label, .at = { p->w->file, line, 0 } };
}

struct said piece_english(struct str text, unsigned line, const char *label)
{
    return (struct said){ .text = text, .label = label, .at = { STR("card.json"), line, 0 },
                          .english = true };
}

static const struct tongue *tongue_of(const struct piece *p, const struct said *s)
{
    return s->english || s->number ? tongue_find(STR("en")) : p->w->tongue;
}

static struct draw_text text_of(const struct piece *p, const struct said *s, const struct set *how)
{
    enum draw_along along = how->along;

    if (p->w->tongue->right_to_left && along != DRAW_MIDDLE)
        along = along == DRAW_LEFT ? DRAW_RIGHT : DRAW_LEFT;
    return (struct draw_text){ .text = s->text,
                               .tongue = tongue_of(p, s),
                               .colour = how->colour,
                               .most = how->most,
                               .least = how->least > 0 ? how->least : fmin(p->least, how->most),
                               .bold = how->bold,
                               .left_to_right = s->number,
                               .lines = how->lines,
                               .along = along,
                               .down = how->down };
}

/* Fits and draws; what is wrong is said once. */
void piece_say(struct piece *p, struct said s, struct set how, struct box b)
{
    struct draw_text t = text_of(p, &s, &how);
    struct box at = piece_box(p, b);
    struct draw_fit f = draw_fit(p->d, &t, at);

    if (p->faults && f.missing)
        misfit_missing(p, &s, tongue_of(p, &s), &f);
    else if (p->faults && !f.fits)
        misfit_over(p, &s, f.over_characters, f.over_mm);
    draw_show(p->d, &t, at, f.points);
}

void piece_say_as(struct piece *p, const char *tag, struct said s, struct set how, struct box b)
{
    if (!s.text.len)
        return;
    draw_tag(p->d, tag, s.english ? "en" : NULL, STR(""));
    piece_say(p, s, how, b);
    draw_tag_end(p->d);
}

static double height_of(const struct piece *p, const struct said *s, const struct set *how, double width,
                        double points)
{
    struct draw_text t = text_of(p, s, how);

    return s->text.len ? draw_height(p->d, &t, width, points) : 0;
}

static double width_of(const struct piece *p, const struct said *s, const struct set *how, double points)
{
    struct draw_text t = text_of(p, s, how);

    return draw_width(p->d, &t, points);
}

/* At exactly that size, from the top: that it fits was seen to where the size was chosen. */
static void say_at(struct piece *p, struct said s, struct set how, struct box b, double points)
{
    how.most = how.least = points;
    how.down = DRAW_TOP;
    b.height = 1000;
    piece_say(p, s, how, b);
}

void piece_begin(struct piece *p)
{
    draw_tag(p->d, "Sect", p->w->tongue->code, STR(""));
}

void piece_end(struct piece *p)
{
    draw_tag_end(p->d);
}

void piece_picture(struct piece *p, struct box b)
{
    if (!p->picture.len)
        return;
    draw_tag(p->d, "Figure", NULL, p->w->picture);
    draw_picture(p->d, p->card->picture, p->picture, piece_box(p, b));
    draw_tag_end(p->d);
}

/* ---- the steps ---- */

static const char *const STEP_LABEL[CARD_STEPS_MAX] = { "step 1", "step 2", "step 3",
                                                        "step 4", "step 5", "step 6" };
static const struct str STEP_NUMBER[CARD_STEPS_MAX] = {
    { "1", 1 }, { "2", 1 }, { "3", 1 }, { "4", 1 }, { "5", 1 }, { "6", 1 }
};

static double mm_of(double points)
{
    return points * 25.4 / 72;
}

static double indent_at(double points)
{
    return 2.0 * mm_of(points);
}

/*
 * The largest size, in quarters of a point, at which `height` (less as the size is) is no more than
 * `room`.
 */
static double largest(const struct piece *p, double (*height)(const struct piece *, double, double),
                      double width,
                      double room, double most)
{
    int low = 0, high = (int)fmax(0, (most - p->least) * 4);

    while (low < high) {
        int half = (low + high + 1) / 2;
        if (height(p, width, p->least + half * 0.25) <= room)
            low = half;
        else
            high = half - 1;
    }
    return p->least + low * 0.25;
}

static struct set step_set(const struct piece *p)
{
    return (struct set){ .most = 100, .colour = p->card->colours.text };
}

static struct said step_said(const struct piece *p, size_t n)
{
    return piece_words(p, p->w->step[n], p->w->step_line[n], STEP_LABEL[n]);
}

static double steps_height(const struct piece *p, double width, double points)
{
    struct set how = step_set(p);
    double sum = 0;

    for (size_t i = 0; i < p->w->steps; i++) {
        struct said s = step_said(p, i);
        sum += height_of(p, &s, &how, width - indent_at(points), points);
    }
    return sum;
}

/* Of all that shares a size: how much text stands outside the box, said at the longest one. */
static void fault_together(struct piece *p, const struct said *longest, const char *together, double over_mm,
                           double width, double points)
{
    double lines = ceil(over_mm / (1.2 * mm_of(points)));

    if (p->faults && over_mm < DRAW_TOO_WIDE / 2) /* a word too wide is said by itself */
        card_fault_add(p->faults, FAULT_STOP, longest->at,
                       "%s together are about %.0f characters or %.0f mm too long for %s: shorten this one, "
                       "the longest, or another",
                       together, lines * width / (0.5 * mm_of(points)), lines * width, p->layout);
}

static void step_show(struct piece *p, size_t n, struct box b, double points)
{
    struct said s = step_said(p, n), number = { .text = STEP_NUMBER[n], .label = "a step", .number = true };
    struct set how = step_set(p);
    struct set digit = { .most = points * 0.84, .least = points * 0.84, .bold = true,
                         .colour = p->card->colours.band_text, .along = DRAW_MIDDLE,
                         .down = DRAW_CENTRE_INK };
    double line = height_of(p, &number, &how, 100, points), disc = 1.34 * mm_of(points);
    struct box round = { b.x, b.y + (line - disc) / 2, disc, disc };

    draw_tag(p->d, "LI", NULL, STR(""));
    draw_round(p->d, piece_box(p, round), disc / 2, p->card->colours.band);
    draw_tag(p->d, "Lbl", NULL, STR(""));
    piece_say(p, number, digit, round);
    draw_tag_end(p->d);
    draw_tag(p->d, "LBody", NULL, STR(""));
    say_at(p, s, how, (struct box){ b.x + indent_at(points), b.y, b.width - indent_at(points), b.height },
           points);
    draw_tag_end(p->d);
    draw_tag_end(p->d);
}

static size_t longest_step(const struct piece *p)
{
    size_t longest = 0;

    for (size_t i = 1; i < p->w->steps; i++)
        if (p->w->step[i].len > p->w->step[longest].len)
            longest = i;
    return longest;
}

void piece_steps(struct piece *p, struct box b, double most, double gap)
{
    size_t n = p->w->steps;
    double gaps = n > 1 ? gap * (double)(n - 1) : 0;
    double points = largest(p, steps_height, b.width, b.height - gaps, most);
    double height = steps_height(p, b.width, points);
    if (height + gaps > b.height + 0.05) {
        struct said s = step_said(p, longest_step(p));
        fault_together(p, &s, "the steps", height + gaps - b.height, b.width - indent_at(points), points);
    }
    if (n > 1)
        gap = fmax(gap, fmin((b.height - height) / (double)(n - 1), 3 * gap));
    draw_tag(p->d, "L", NULL, STR(""));
    for (size_t i = 0; i < n; i++) {
        struct said s = step_said(p, i);
        struct set how = step_set(p);
        step_show(p, i, b, points);
        b.y += height_of(p, &s, &how, b.width - indent_at(points), points) + gap;
    }
    draw_tag_end(p->d);
}

/* ---- numbers ---- */

static bool is_marked(const struct piece *p, const struct contact *c)
{
    return contact_state(c, p->day) == CONTACT_NOT_CONFIRMED;
}

static bool any_marked(const struct piece *p)
{
    for (size_t i = 0; i < p->card->contacts; i++)
        if (is_marked(p, &p->card->contact[i]))
            return true;
    return false;
}

static struct said number_said(const struct contact *c)
{
    return (struct said){ .text = c->number, .label = "a number", .at = { STR("card.json"), c->line, 0 },
                          .number = true };
}

static struct said mark_said(void)
{
    return (struct said){ .text = STR(CONFIRM_MARK), .label = "a mark", .number = true };
}

const struct contact *piece_first_number(const struct piece *p)
{
    for (size_t i = 0; i < p->card->contacts; i++)
        if (p->card->contact[i].emergency)
            return &p->card->contact[i];
    return NULL;
}

void piece_number(struct piece *p, struct box b, double most)
{
    const struct contact *c = piece_first_number(p);
    struct set how = { .most = most, .colour = p->card->colours.emergency_text, .bold = true, .lines = 1,
                       .along = DRAW_MIDDLE, .down = DRAW_CENTRE_INK };

    if (!c)
        return;
    piece_say_as(p, "P", number_said(c), how, b);
    if (is_marked(p, c)) {
        struct set mark = { .most = most / 3, .least = fmin(p->least, most / 3), .along = DRAW_RIGHT,
                            .colour = how.colour };
        piece_say_as(p, "Span", mark_said(), mark, b);
    }
}

void piece_number_words(struct piece *p, struct box b, struct set how)
{
    const struct contact *c = piece_first_number(p);

    if (!c)
        return;
    size_t i = (size_t)(c - p->card->contact);
    how.colour = p->card->colours.emergency_text;
    piece_say_as(p, "P", piece_words(p, p->w->contact[i], p->w->contact_line[i],
                                     "the words of the first number"),
                 how, b);
}

/* One contact: its name, or its words where it has none, with the number at the end; then its words. */
struct row {
    struct said head, words, number;
    struct set head_set, words_set, number_set;
    bool marked;
};

static struct row row_of(const struct piece *p, size_t n)
{
    const struct contact *c = &p->card->contact[n];
    const struct card_colours *k = &p->card->colours;
    struct said words = piece_words(p, p->w->contact[n], p->w->contact_line[n],
                                    "what stands beside a number");
    bool named = c->name.len > 0;

    return (struct row){
        .head = named ? piece_english(c->name, c->line, "the name of a service") : words,
        .words = named ? words : (struct said){ .text = STR("") },
        .number = number_said(c),
        .head_set = { .most = 100, .colour = k->text, .bold = true },
        .words_set = { .most = 100, .colour = k->text },
        .number_set = { .most = 100, .colour = c->emergency ? k->emergency : k->band, .bold = true,
                        .along = DRAW_RIGHT, .lines = 1 },
        .marked = is_marked(p, c),
    };
}

static double words_points(const struct piece *p, double points)
{
    return fmax(p->least, points * 0.88);
}

static double number_points(double points)
{
    return points * 1.3;
}

static double number_width(const struct piece *p, const struct row *r, double points)
{
    struct said mark = mark_said();
    double gap = 0.6 * mm_of(points);

    return width_of(p, &r->number, &r->number_set, number_points(points)) + gap +
           (r->marked ? width_of(p, &mark, &r->number_set, points) : 0);
}

static double head_height(const struct piece *p, const struct row *r, double width, double points)
{
    double small = height_of(p, &r->head, &r->head_set, 1000, points);
    double large = height_of(p, &r->number, &r->number_set, 1000, number_points(points));
    double head =
        height_of(p, &r->head, &r->head_set, width - number_width(p, r, points), points);

    return fmax(large, (large - small) * 0.6 + head); /* the number's baseline is the name's */
}

static double row_height(const struct piece *p, const struct row *r, double width, double points)
{
    return head_height(p, r, width, points) +
           height_of(p, &r->words, &r->words_set, width, words_points(p, points));
}

/* The contacts that stand in the list: all but the first number, which has a place of its own. */
static bool in_list(const struct piece *p, size_t n)
{
    return &p->card->contact[n] != piece_first_number(p);
}

static double contacts_height(const struct piece *p, double width, double points)
{
    double sum = 0;

    for (size_t i = 0; i < p->card->contacts; i++)
        if (in_list(p, i)) {
            struct row r = row_of(p, i);
            sum += row_height(p, &r, width, points);
        }
    return sum;
}

static void row_show(struct piece *p, const struct row *r, struct box b, double points)
{
    double wide = number_width(p, r, points), head = head_height(p, r, b.width, points);
    double small = height_of(p, &r->head, &r->head_set, 1000, points);
    double large = height_of(p, &r->number, &r->number_set, 1000, number_points(points));
    struct box at = { b.x, b.y + (large - small) * 0.6, b.width - wide, 0 };

    draw_tag(p->d, "LI", NULL, STR(""));
    draw_tag(p->d, "LBody", NULL, STR(""));
    draw_tag(p->d, "Span", r->head.english ? "en" : NULL, STR(""));
    say_at(p, r->head, r->head_set, at, points);
    draw_tag_end(p->d);
    draw_tag(p->d, "Span", NULL, STR(""));
    say_at(p, r->number, r->number_set, b, number_points(points));
    if (r->marked)
        say_at(p, mark_said(), (struct set){ .colour = r->number_set.colour, .bold = true },
               (struct box){ b.x + b.width - wide + 0.4 * mm_of(points), b.y, wide, 0 }, points);
    draw_tag_end(p->d);
    if (r->words.text.len) {
        draw_tag(p->d, "Span", NULL, STR(""));
        say_at(p, r->words, r->words_set, (struct box){ b.x, b.y + head, b.width, 0 }, words_points(p,
            points));
        draw_tag_end(p->d);
    }
    draw_tag_end(p->d);
    draw_tag_end(p->d);
}

static struct said longest_contact(const struct piece *p)
{
    size_t longest = 0;

    for (size_t i = 1; i < p->card->contacts; i++)
        if (p->w->contact[i].len > p->w->contact[longest].len)
            longest = i;
    return piece_words(p, p->w->contact[longest], p->w->contact_line[longest], "what stands beside a number");
}

static size_t listed(const struct piece *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->card->contacts; i++)
        n += in_list(p, i);
    return n;
}

void piece_contacts(struct piece *p, struct box b, double most, double gap)
{
    size_t n = listed(p), shown = 0;
    double gaps = n > 1 ? gap * (double)(n - 1) : 0;
    double points = largest(p, contacts_height, b.width, b.height - gaps, most);
    struct colour hair = piece_mix(p->card->colours.paper, p->card->colours.text, 0.2);

    double height = contacts_height(p, b.width, points);
    if (height + gaps > b.height + 0.05) {
        struct said s = longest_contact(p);
        fault_together(p, &s, "the words beside the numbers", height + gaps - b.height, b.width, points);
    }
    if (n > 1)
        gap = fmax(gap, fmin((b.height - height) / (double)(n - 1), 2.5 * gap));
    draw_tag(p->d, "L", NULL, STR(""));
    for (size_t i = 0; i < p->card->contacts; i++) {
        struct row r = row_of(p, i);
        if (!in_list(p, i))
            continue;
        row_show(p, &r, b, points);
        b.y += row_height(p, &r, b.width, points) + gap;
        if (++shown < n) {
            struct box line = piece_box(p, (struct box){ b.x, b.y - gap / 2, b.width, 0 });
            draw_line(p->d, line.x, line.y, line.x + line.width, line.y, 0.15, hair);
        }
    }
    draw_tag_end(p->d);
}

/* ---- the code, the marks, the foot ---- */

static struct str bare_address(struct str address)
{
    static const char *const before[] = { "https://", "http://" };

    for (size_t i = 0; i < COUNT_OF(before); i++)
        if (str_starts(address, str_of(before[i])))
            return str_from(address, strlen(before[i]));
    return address;
}

void piece_code(struct piece *p, struct box b)
{
    struct box at = piece_box(p, b);

    draw_fill(p->d, at, p->card->colours.paper);
    draw_tag(p->d, "Figure", NULL, p->w->more);
    draw_qr(p->d, p->qr, at, p->card->colours.text);
    draw_tag_end(p->d);
}

struct mark {
    struct said said;
    bool strong;
};

static size_t marks_of(const struct piece *p, struct mark out[3])
{
    size_t n = 0;

    if (!p->w->checked)
        out[n++] = (struct mark){ piece_words(p, p->w->unchecked, 0, "\"unchecked\""), true };
    if (any_marked(p))
        out[n++] = (struct mark){
            piece_english(STR(CONFIRM_MARK " confirm before printing"), 0, "a mark"), true };
    if (p->card->invented)
        out[n++] = (struct mark){ piece_english(STR("An invented place, for trying this out"), 0,
                                                "a mark"), false };
    return n;
}

static struct set mark_set(const struct piece *p, bool strong, double points)
{
    return (struct set){ .most = points, .least = points, .bold = strong,
                         .colour = strong ? p->card->colours.emergency : p->card->colours.text };
}

/* Where each goes: on the line of the one before when both fit, else on the next. How high all are. */
static double flow(struct piece *p, const struct mark *mark, size_t n, struct box b, double points, bool draw)
{
    double x = 0, y = 0, line = 0, apart = 1.5 * mm_of(points);

    for (size_t i = 0; i < n; i++) {
        struct set how = mark_set(p, mark[i].strong, points);
        double width = width_of(p, &mark[i].said, &how, points) + 0.1;
        double height = height_of(p, &mark[i].said, &how, b.width, points);
        if (x > 0 && x + width > b.width) {
            x = 0;
            y += line;
            line = 0;
        }
        line = fmax(line, height);
        if (draw)
            piece_say_as(p, "P", mark[i].said, how,
                         (struct box){ b.x + x, b.y + y, fmin(width, b.width), height });
        x += width + apart;
    }
    return y + line;
}

double piece_marks_height(struct piece *p, double width, double points)
{
    struct mark mark[3];

    return flow(p, mark, marks_of(p, mark), (struct box){ .width = width }, points, false);
}

void piece_marks(struct piece *p, struct box b, double points)
{
    struct mark mark[3];
    size_t n = marks_of(p, mark);
    double height = flow(p, mark, n, b, points, false);

    b.y += b.height - height;
    (void)flow(p, mark, n, b, points, true);
}

static bool is_adopted(const struct piece *p)
{
    return p->card->histories && !str_eq(p->card->history[0].area, p->card->area);
}

static struct str made_of(const struct buf *b)
{
    return b->failed ? STR("") : (struct str){ b->at, b->len };
}

/* "First made in Northmere by Northmere Community Safety Partnership" */
static struct str first_made(const struct piece *p, struct arena *a, bool by)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, "First made in ");
    buf_add(&b, p->card->history[0].area);
    if (by) {
        buf_add_text(&b, " by ");
        buf_add(&b, p->card->history[0].partnership);
    }
    return made_of(&b);
}

/* "Made by Amira, Dan", in English as all of the foot; "" when nobody is named */
static struct str made_by(const struct piece *p, struct arena *a)
{
    struct buf b = { .arena = a };
    size_t named = 0;

    for (size_t i = 0; i < p->card->credits; i++)
        if (p->card->credit[i].agreed) {
            buf_add_text(&b, named++ ? ", " : "Made by ");
            buf_add(&b, p->card->credit[i].first_name);
        }
    return made_of(&b);
}

static void foot_address(struct piece *p, struct box b, struct set how)
{
    struct said s = piece_english(bare_address(p->address), p->card->page_line, "the page's address");

    s.number = true;
    how.bold = true;
    draw_link(p->d, p->address);
    piece_say(p, s, how, b);
    draw_tag_end(p->d);
}

enum { CREDITS = 4 };

static size_t credits_of(const struct piece *p, struct arena *a, bool by, struct mark out[CREDITS])
{
    size_t n = 0;

    out[n++].said = piece_english(p->card->partnership, p->card->partnership_line, "the partnership");
    out[n++].said = piece_english(p->card->licence, 0, "the licence");
    if (is_adopted(p))
        out[n++].said = piece_english(first_made(p, a, by), 0, "who made the card first");
    out[n].said = piece_english(made_by(p, a), 0, "the list of credits");
    return out[n].said.text.len ? n + 1 : n;
}

/* By whom it was made first is said where there is room for it; where it was made, always. */
static double foot_credits(struct piece *p, struct box b, double points, bool draw)
{
    struct arena work _cleanup_(arena_close);
    struct mark mark[CREDITS] = { 0 };

    arena_open(&work, 1 << 16);
    size_t n = credits_of(p, &work, true, mark);
    if (flow(p, mark, n, b, points, false) > b.height)
        n = credits_of(p, &work, false, mark);
    double over = flow(p, mark, n, b, points, draw) - b.height;
    if (draw && over > 0 && p->faults) {
        double lines = ceil(over / (FOOT_LINE * mm_of(points)));
        misfit_over(p, &mark[n - 1].said, (size_t)(lines * b.width / (0.5 * mm_of(points))), lines * b.width);
    }
    return b.height + over;
}

static struct box below_address(struct box b, double line)
{
    return (struct box){ b.x, b.y + line, b.width, b.height - line };
}

double piece_foot_height(struct piece *p, struct box b, double points)
{
    double line = FOOT_LINE * mm_of(points);

    return line + foot_credits(p, below_address(b, line), points, false);
}

void piece_foot(struct piece *p, struct box b, double points)
{
    struct set how = { .most = points, .colour = p->card->colours.text, .lines = 1 };
    double line = FOOT_LINE * mm_of(points);

    foot_address(p, (struct box){ b.x, b.y, b.width, line }, how);
    (void)foot_credits(p, below_address(b, line), points, true);
}

void piece_draft(struct piece *p, struct box b)
{
    struct draw_text t = { .text = STR("DRAFT"), .tongue = tongue_find(STR("en")), .bold = true,
                           .colour = p->card->colours.emergency };

    if (!p->draft)
        return;
    draw_tag(p->d, "P", "en", STR(""));
    draw_across(p->d, &t, b, 0.2);
    draw_tag_end(p->d);
}
