/*
 * cards/svg_read - the elements of an SVG file, in order: the strict, small part of XML that a picture needs.
 *
 * UTF-8 only. No DOCTYPE, so no entity can be declared; no processing instruction but the XML
 * declaration; no CDATA; of entities only the five of XML, and no numbered characters. Comments are passed
 * over. Every element is closed by its own name; no attribute stands twice. What this
 * reader does not know, it refuses with line and column, and the file is not read further.
 *
 * It says nothing about which elements and attributes a picture may have: cards/svg.h does.
 */
#ifndef CARDS_SVG_READ_H
#define CARDS_SVG_READ_H

#include "cards/fault.h"

#define SVG_BYTES_MAX      (256 << 10)
#define SVG_ELEMENTS_MAX   500
#define SVG_DEPTH_MAX      16
#define SVG_ATTRIBUTES_MAX 40
#define SVG_NAME_MAX       64

struct svg_attribute {
    struct str name, value;     /* the value as it stands, entities unread: none of our grammars has one */
    unsigned line, column;
};
struct svg_element {
    struct str name;
    const struct svg_attribute *attribute;
    size_t attributes;
    size_t depth;               /* the root's is 0 */
    unsigned line, column;
    unsigned words_line, words_column; /* where text other than white space stands directly in it; 0: none */
};
struct svg_file {
    const struct svg_element *element; /* each before those inside it */
    size_t elements;                   /* 0: refused, and there is a fault */
};

/*
 * out    *out, borrowing names and values from `bytes`; else one fault of FAULT_STOP and no elements
 * fails  ERR_LIMIT only, for want of memory
 */
bool svg_read(struct str file, struct str bytes, struct arena *a, struct card_faults *faults,
              struct svg_file *out, struct err *err) MUST_USE;

#endif
