/*
 * base/banned.h - pulled in by every file (-include base/banned.h). Naming one
 * of these does not compile; the note beside it says what to use. The headers
 * come first because a poisoned word may not even be declared afterwards.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A macro made before the poison still works: for base/number.c alone (`make doors` checks). */
#define NUMBER_STRTOD strtod

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok /* base/buf */
#pragma GCC poison stpcpy                                              /* base/arena */
#pragma GCC poison atoi atol atoll atof strtol strtoll strtoul strtoull       /* base/number */
#pragma GCC poison strtod strtof scanf sscanf fscanf                          /* base/number */
#pragma GCC poison gmtime localtime ctime asctime mktime strftime gmtime_r localtime_r /* base/date */
#pragma GCC poison rand srand srandom drand48 lrand48 /* base/chance, seeded */
#pragma GCC poison system popen tmpnam mktemp tempnam                         /* nothing: no shell */
#pragma GCC poison setjmp longjmp setlocale                                   /* base/err; none */

#endif
