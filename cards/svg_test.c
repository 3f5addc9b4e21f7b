#include "base/test.h"
#include "cards/picture.h"
#include "cards/svg.h"

#define NS  "xmlns=\"http://www.w3.org/2000/svg\""
#define SVG "<svg " NS " viewBox=\"0 0 10 10\">"
#define END "</svg>"

static bool clean(struct str bytes, struct arena *a, struct card_faults *faults, struct str *out,
                  struct err *err)
{
    *faults = (struct card_faults){ .arena = a };
    return picture_clean(STR("picture.svg"), bytes, a, faults, out, err);
}

/* Where the first thing that is wrong stands, and a word of what is said of it. */
static const struct {
    const char *svg;
    unsigned line, column;
    const char *said;
} HOSTILE[] = {
    { SVG "<script>alert(1)</script>" END, 1, 61, "script" },
    { SVG "\n <script href=\"x.js\"/>" END, 2, 2, "script" },
    { SVG "<rect onload=\"x()\"/>" END, 1, 67, "touched" },
    { "<svg " NS " viewBox=\"0 0 1 1\" onload=\"x()\"/>", 1, 59, "touched" },
    { SVG "<g onclick='x'/>" END, 1, 64, "touched" },
    { SVG "<foreignObject><p/></foreignObject>" END, 1, 61, "web page" },
    { SVG "<iframe/>" END, 1, 61, "web page" },
    { SVG "<image href=\"x.png\"/>" END, 1, 61, "picture inside" },
    { SVG "<image href=\"data:image/png;base64,AAAA\"/>" END, 1, 61, "picture inside" },
    { SVG "<use href=\"other.svg#a\"/>" END, 1, 61, "copy" },
    { SVG "<use href=\"#a\"/>" END, 1, 61, "copy" },
    { SVG "<symbol id=\"a\"/>" END, 1, 61, "copy" },
    { SVG "<a href=\"javascript:x\"><rect/></a>" END, 1, 61, "link" },
    { SVG "<rect xlink:href=\"http://x.example/\"/>" END, 1, 67, "link" },
    { SVG "<rect href=\"#a\"/>" END, 1, 67, "link" },
    { SVG "<rect xml:base=\"http://x.example/\"/>" END, 1, 67, "link" },
    { SVG "<style>@import url(http://x.example/)</style>" END, 1, 61, "style sheet" },
    { SVG "<rect class=\"a\"/>" END, 1, 67, "style sheet" },
    { SVG "<rect style=\"fill:url(http://x.example/)\"/>" END, 1, 67, "fill takes" },
    { SVG "<rect style=\"background:red\"/>" END, 1, 67, "may not have" },
    { SVG "<rect style=\"fill:red!important\"/>" END, 1, 67, "fill takes" },
    { SVG "<rect style=\"filter:url(#a)\"/>" END, 1, 67, "filters" },
    { SVG "<rect style=\"fill\"/>" END, 1, 67, "fill takes" },
    { SVG "<rect fill=\"url(http://x.example/#a)\"/>" END, 1, 67, "fill takes" },
    { SVG "<rect fill=\"url(#a)\"/>" END, 1, 67, "not in the file" },
    { SVG "<rect fill=\"url(&quot;#a&quot;)\"/>" END, 1, 67, "fill takes" },
    { SVG "<rect fill=\"currentColor\"/>" END, 1, 67, "fill takes" },
    { SVG "<rect fill=\"expression(1)\"/>" END, 1, 67, "fill takes" },
    { SVG "<rect fill=\"#12345\"/>" END, 1, 67, "fill takes" },
    { "<!DOCTYPE svg [<!ENTITY a \"b\">]>" SVG END, 1, 1, "DOCTYPE" },
    { "<!doctype html>" SVG END, 1, 1, "DOCTYPE" },
    { SVG "&lol;" END, 1, 61, "entity" },
    { SVG "<rect fill=\"&red;\"/>" END, 1, 73, "entity" },
    { SVG "<title>&#65;</title>" END, 1, 68, "entity" },
    { SVG "<![CDATA[x]]>" END, 1, 61, "CDATA" },
    { SVG "<?php x ?>" END, 1, 61, "processing" },
    { "<?xml-stylesheet href=\"x.css\"?>" SVG END, 1, 1, "processing" },
    { " <?xml version=\"1.0\"?>" SVG END, 1, 2, "processing" },
    { "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" SVG END, 1, 21, "UTF-8" },
    { "<?xml version=\"1.1\"?>" SVG END, 1, 7, "UTF-8" },
    { SVG "<svg viewBox=\"0 0 1 1\"/>" END, 1, 61, "inside another" },
    { SVG "<animate attributeName=\"x\"/>" END, 1, 61, "may move" },
    { SVG "<rect><set attributeName=\"fill\"/></rect>" END, 1, 67, "may move" },
    { SVG "<filter id=\"a\"/>" END, 1, 61, "filters" },
    { SVG "<clipPath/>" END, 1, 61, "clips" },
    { SVG "<rect mask=\"url(#a)\"/>" END, 1, 67, "masks" },
    { SVG "<text>hello</text>" END, 1, 61, "font" },
    { SVG "<metadata/>" END, 1, 61, "metadata" },
    { SVG "<sodipodi:namedview/>" END, 1, 61, "Plain SVG" },
    { SVG "<g inkscape:label=\"x\"/>" END, 1, 64, "Plain SVG" },
    { "<svg " NS " xmlns:inkscape=\"x\" viewBox=\"0 0 1 1\"/>", 1, 41, "Plain SVG" },
    { "<svg " NS " xmlns:x=\"x\" viewBox=\"0 0 1 1\"/>", 1, 41, "vocabulary" },
    { "<svg " NS " xmlns:svg=\"x\" viewBox=\"0 0 1 1\"/>", 1, 41, "vocabulary" },
    { SVG "<svg:rect/>" END, 1, 61, "may not have" },
    { SVG "<madeup/>" END, 1, 61, "may not have" },
    { SVG "<RECT/>" END, 1, 61, "may not have" },
    { SVG "<rect width=\"1e9\"/>" END, 1, 67, "width takes" },
    { SVG "<rect width=\"-1\"/>" END, 1, 67, "width takes" },
    { SVG "<rect x=\"NaN\"/>" END, 1, 67, "x takes" },
    { SVG "<rect x=\"inf\"/>" END, 1, 67, "x takes" },
    { SVG "<rect x=\"0x10\"/>" END, 1, 67, "x takes" },
    { SVG "<rect x=\"calc(1)\"/>" END, 1, 67, "x takes" },
    { SVG "<rect x=\"1em\"/>" END, 1, 67, "x takes" },
    { SVG "<rect x=\"\"/>" END, 1, 67, "x takes" },
    { SVG "<rect opacity=\"2\"/>" END, 1, 67, "opacity takes" },
    { SVG "<path d=\"L1 1\"/>" END, 1, 67, "d takes" },
    { SVG "<path d=\"M1\"/>" END, 1, 67, "d takes" },
    { SVG "<path d=\"M1 1 1\"/>" END, 1, 67, "d takes" },
    { SVG "<path d=\"M1 1B2 2\"/>" END, 1, 67, "d takes" },
    { SVG "<path d=\"M1 1A1 1 0 2 0 1 1\"/>" END, 1, 67, "d takes" },
    { SVG "<path d=\"M1e99 1\"/>" END, 1, 67, "d takes" },
    { SVG "<polygon points=\"1 1 1\"/>" END, 1, 70, "points takes" },
    { SVG "<g transform=\"scale(1,2,3)\"/>" END, 1, 64, "transform takes" },
    { SVG "<g transform=\"perspective(1)\"/>" END, 1, 64, "transform takes" },
    { SVG "<rect stroke-dasharray=\"0.00001\"/>" END, 1, 67, "dashed" },
    { SVG "<g style=\"display:none\"><rect/></g>" END, 1, 64, "hidden" },
    { SVG "<rect stroke-linecap=\"long\"/>" END, 1, 67, "one of: butt" },
    { SVG "<rect/></g>" END, 1, 68, "closes another" },
    { SVG "<g>" END, 1, 64, "closes another" },
    { SVG "<g></g>", 1, 68, "cut short" },
    { SVG "<rect", 1, 66, "cut short" },
    { SVG "<rect x=\"1", 1, 69, "never closed" },
    { SVG "<rect x=1/>" END, 1, 69, "in quotes" },
    { SVG "<rect x/>" END, 1, 67, "without =" },
    { SVG "<rect x=\"1\"y=\"1\"/>" END, 1, 72, "space" },
    { SVG "<rect x=\"<\"/>" END, 1, 70, "inside an attribute" },
    { SVG "<rect x=\"1\" x=\"2\"/>" END, 1, 73, "twice" },
    { SVG "<!-- a" END, 1, 61, "never closed" },
    { SVG "<!-- a -- b -->" END, 1, 68, "inside a comment" },
    { SVG "< rect/>" END, 1, 61, "begins no element" },
    { SVG "hello" END, 1, 61, "words" },
    { SVG END "hello", 1, 67, "text outside" },
    { SVG END SVG END, 1, 67, "second drawing" },
    { "hello", 1, 1, "text outside" },
    { "", 1, 1, "no drawing" },
    { "<!-- nothing -->", 1, 17, "no drawing" },
    { "<html/>", 1, 1, "another element than svg" },
    { "<svg viewBox=\"0 0 1 1\"/>", 1, 1, "xmlns" },
    { "<svg xmlns=\"x\" viewBox=\"0 0 1 1\"/>", 1, 6, "xmlns" },
    { "<svg " NS "/>", 1, 1, "viewBox" },
    { "<svg " NS " viewBox=\"0 0 0 1\"/>", 1, 41, "viewBox takes" },
    { "<svg " NS " viewBox=\"0 0 100 1\"/>", 1, 41, "viewBox takes" },
    { "<svg " NS " viewBox=\"0 0 1\"/>", 1, 41, "viewBox takes" },
    { SVG "\x01" END, 1, 61, "byte" },
    { SVG "\n\xFF" END, 2, 1, "byte" },
    { SVG "\xC0\xBC" END, 1, 1, "byte" },
    { "\xFE\xFF<svg/>", 1, 1, "UTF-16" },
    { "\xFF\xFE<svg/>", 1, 1, "UTF-16" },
    { "\x1F\x8Bx", 1, 1, "SVGZ" },
    { SVG "<linearGradient id=\"a\"/>" END, 1, 61, "stand here" },
    { SVG "<stop/>" END, 1, 61, "stand here" },
    { SVG "<defs><rect/></defs>" END, 1, 67, "stand here" },
    { SVG "<rect><rect/></rect>" END, 1, 67, "stand here" },
    { SVG "<defs><linearGradient id=\"a\" spreadMethod=\"repeat\"/></defs>" END, 1, 90, "repeat" },
    { SVG "<defs><linearGradient/></defs>" END, 1, 67, "without an id" },
    { SVG "<defs><linearGradient id=\"a\"/><linearGradient id=\"a\"/></defs>" END, 1, 107, "same id" },
    { SVG "<defs><linearGradient id=\"a\" href=\"b.svg#b\"/></defs>" END, 1, 90, "href takes" },
    { SVG "<defs><linearGradient id=\"a\" href=\"#b\"/></defs>" END, 1, 90, "not in the file" },
    { SVG "<defs><linearGradient id=\"a\" href=\"#a\"/></defs>" END, 1, 90, "borrows" },
    { SVG "<defs><linearGradient id=\"a\" href=\"#b\"/><linearGradient id=\"b\" href=\"#a\"/></defs>" END,
      1, 90, "borrows" },
};

TEST_ONCE(what_a_picture_may_not_have_is_refused_where_it_stands) /* 130 pictures, each short */
{
    for (size_t i = 0; i < COUNT_OF(HOSTILE); i++) {
        struct card_faults faults;
        struct str out = STR("x");
        REQUIRE(clean(str_of(HOSTILE[i].svg), a, &faults, &out, err));
        card_faults_sort(&faults);
        bool good = faults.len > 0 && out.len == 0 && faults.at[0].weight == FAULT_STOP &&
                    faults.at[0].line == HOSTILE[i].line && faults.at[0].column == HOSTILE[i].column &&
                    strstr(faults.at[0].say.at, HOSTILE[i].said);
        CHECK(good);
        if (!good)
            printf("    %s\n    %u:%u %s\n", HOSTILE[i].svg, faults.len ? faults.at[0].line : 0,
                   faults.len ? faults.at[0].column : 0, faults.len ? faults.at[0].say.at : "(nothing)");
    }
}

TEST(a_byte_that_is_nought_is_refused)
{
    struct card_faults faults;
    struct str out;

    REQUIRE(clean(STR(SVG "<rect\0x=\"1\"/>" END), a, &faults, &out, err));
    CHECK(faults.len == 1 && out.len == 0);
}

/* What goes in, and the whole of what comes out. */
static const struct {
    const char *in, *out;
} CLEANED[] = {
    { SVG END, SVG "\n</svg>\n" },
    { "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8' standalone='no'?>\n<!-- Amira's -->\n" SVG END
      "\n<!-- x -->",
      SVG "\n</svg>\n" },
    { "<svg version=\"1.1\" width=\"10mm\" height=\"10mm\" id=\"svg1\" viewBox=\" 0,0 10 1e1 \" " NS
      " xmlns:svg=\"http://www.w3.org/2000/svg\"><title id=\"t\">By <b>Amira</b></title>"
      "<desc>x &amp; y</desc></svg>",
      SVG "\n</svg>\n" },
    { SVG "<rect id=\"amira\" y='2' x=\"+1.50000000px\" width=\"-0\" fill=\"#ABC\" stroke=\"RED\"/>" END,
      SVG "\n<rect x=\"1.5\" y=\"2\" width=\"0\" fill=\"#aabbcc\" stroke=\"#ff0000\"/>\n</svg>\n" },
    { SVG "<g style=\"display:inline;fill:#000;;-inkscape-stroke:none; opacity : 50% \" fill=\"#fff\">"
      "<path d=\""
          "m1-2.5.5.5L.1,.2 3 4z a1 1 0 01.5.5 M0 0\"/></g>" END,
      SVG "\n<g fill=\"#000000\" opacity=\"0.5\">\n"
          "<path d=\"m1 -2.5 0.5 0.5L0.1 0.2 3 4za1 1 0 0 1 0.5 0.5M0 0\"/>\n"
          "</g>\n</svg>\n" },
    { SVG "<defs id=\"d\"><linearGradient id=\"mine\"><stop offset=\"100%\" style=\"stop-color:#fff\"/>"
          "</linearGradient><radialGradient xlink:href=\"#mine\" id=\"r1\" cx=\"50%\"/></defs>"
          "<circle r=\"1\" fill=\"url(#r1)\"/>" END,
      SVG "\n<defs>\n<linearGradient id=\"g1\">\n<stop offset=\"1\" stop-color=\"#ffffff\"/>\n"
          "</linearGradient>\n"
          "<radialGradient id=\"g2\" href=\"#g1\" cx=\"50%\">\n</radialGradient>\n</defs>\n"
          "<circle r=\"1\" fill=\"url(#g2)\"/>\n</svg>\n" },
    { SVG "<g transform=\"translate(1 , 2)rotate( 45 )\"><polyline points=\"1,1 -2-2\"/></g>" END,
      SVG "\n<g transform=\"translate(1 2)rotate(45)\">\n<polyline points=\"1 1 -2 -2\"/>\n</g>\n</svg>\n" },
};

TEST(a_clean_picture_is_what_was_understood_and_nothing_else)
{
    for (size_t i = 0; i < COUNT_OF(CLEANED); i++) {
        struct card_faults faults;
        struct str out, again;
        REQUIRE(clean(str_of(CLEANED[i].in), a, &faults, &out, err));
        CHECK(faults.len == 0);
        CHECK_STR(out, str_of(CLEANED[i].out));
        if (!t->torture && !str_eq(out, str_of(CLEANED[i].out)))
            printf("%.*s\n%s\n", STR_ARG(out), faults.len ? faults.at[0].say.at : "");
        REQUIRE(clean(out, a, &faults, &again, err));
        CHECK_STR(again, out);
    }
}

static struct str repeated(struct arena *a, const char *before, const char *each, size_t times,
                           const char *after)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, before);
    for (size_t i = 0; i < times; i++)
        buf_add_text(&b, each);
    buf_add_text(&b, after);
    return (struct str){ b.at, b.len };
}

TEST_ONCE(a_picture_has_limits_and_meets_them_exactly) /* files of 256 KiB */
{
    static const struct {
        const char *before, *each;
        size_t times;
        const char *after, *said;
    } LIMIT[] = {
        { SVG, "<g/>", SVG_ELEMENTS_MAX - 1, END, "500 elements" },
        { SVG "<path d=\"M1 1", " 1 1", SVG_NUMBERS_MAX / 2 - 3, "\"/>" END, "10,000 numbers" },
        { SVG "<defs>", "<linearGradient/>", 0, "</defs>" END, "" },
        { SVG "<!--", "x", SVG_BYTES_MAX - sizeof SVG - 12, "-->" END, "256 KiB" },
    };

    for (size_t i = 0; i < COUNT_OF(LIMIT); i++) {
        struct card_faults faults;
        struct str out;
        struct str at = repeated(a, LIMIT[i].before, LIMIT[i].each, LIMIT[i].times, LIMIT[i].after);
        struct str over = repeated(a, LIMIT[i].before, LIMIT[i].each, LIMIT[i].times + 9, LIMIT[i].after);
        REQUIRE(at.at && over.at && clean(at, a, &faults, &out, err));
        CHECK(faults.len == 0);
        if (!LIMIT[i].said[0])
            continue;
        REQUIRE(clean(over, a, &faults, &out, err));
        CHECK(faults.len == 1 && out.len == 0 && strstr(faults.at[0].say.at, LIMIT[i].said));
    }
}

TEST(groups_may_be_sixteen_deep)
{
    for (size_t deep = 15; deep <= 16; deep++) {
        struct buf b = { .arena = a };
        struct card_faults faults;
        struct str out;
        buf_add_text(&b, SVG);
        for (size_t i = 0; i < deep; i++)
            buf_add_text(&b, "<g>");
        for (size_t i = 0; i < deep; i++)
            buf_add_text(&b, "</g>");
        buf_add_text(&b, END);
        REQUIRE(!b.failed && clean((struct str){ b.at, b.len }, a, &faults, &out, err));
        CHECK(faults.len == (deep == 16));
    }
}

TEST(at_most_twenty_things_are_said_of_one_picture)
{
    struct card_faults faults;
    struct str out, bad = repeated(a, SVG, "<text/>", 100, END);

    REQUIRE(bad.at && clean(bad, a, &faults, &out, err));
    REQUIRE(faults.len == SVG_FAULTS_MAX);
    CHECK(strstr(faults.at[SVG_FAULTS_MAX - 1].say.at, "more in this picture"));
}

TEST(all_that_is_wrong_with_a_picture_is_said_at_once)
{
    struct card_faults faults;
    struct str out;

    struct str bad = STR(SVG "<text>a</text><rect onclick=\"x\" x=\"a\"/><script/>" END);
    REQUIRE(clean(bad, a, &faults, &out, err));
    CHECK(faults.len == 4 && out.len == 0);
}
