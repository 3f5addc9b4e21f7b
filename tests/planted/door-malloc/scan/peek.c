#include <stdlib.h>
/* A comment may say malloc(3) and
 * free(it) as often as it likes. */
const char *peek_words(void) { return "malloc(3)"; }
void *peek(void)
{
    return malloc(3);
}
