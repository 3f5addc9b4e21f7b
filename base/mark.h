/*
 * base/mark - the four marks used in every header: what must not be ignored,
 * what is closed by itself, what is a printf format, what is not used here.
 */
#ifndef BASE_MARK_H
#define BASE_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE      __attribute__((warn_unused_result))
#define _cleanup_(fn) __attribute__((cleanup(fn)))
#define PRINTF(f, a)  __attribute__((format(printf, f, a)))
#define UNUSED        __attribute__((unused))

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#endif
