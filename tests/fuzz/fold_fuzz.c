/* Any text: folding twice is folding once, is no longer than promised, and its keys fit their
 * rooms. */
#include "link/fold.h"
#include "link/nick.h"
#include "link/role.h"
#include "link/sound.h"

enum { TEXT_MOST = 2000 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void fold_twice(struct str (*fold)(struct str, char *, size_t), struct str s)
{
    static char once_at[TEXT_MOST * FOLD_GROWTH], twice_at[TEXT_MOST * FOLD_GROWTH];
    struct str once = fold(s, once_at, sizeof once_at),
               twice = fold(once, twice_at, sizeof twice_at);

    require(once.len <= s.len * FOLD_GROWTH && str_eq(once, twice));
    require(str_is_utf8(once) == str_is_utf8(s) || fold == fold_digits);
    for (size_t i = 0; i + 1 < once.len && str_is_utf8(s); i++)
        require(once.at[i] != ' ' || (i > 0 && once.at[i + 1] != ' '));
    size_t room = once.len / 2;
    twice_at[room] = '#';
    struct str part = fold(s, twice_at, room);
    require(part.len <= room && twice_at[room] == '#' &&
            (fold == fold_code || str_starts(once, part)));
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct str s = { (const char *)at, len < TEXT_MOST ? len : TEXT_MOST };
    char key[SOUND_ROOM];

    fold_twice(fold_name, s);
    fold_twice(fold_text, s);
    fold_twice(fold_digits, s);
    fold_twice(fold_code, s);
    require(sound_key(s, key, sizeof key).len <= SOUND_ROOM);
    require(role_of(s) < ROLES);
    struct str other = s, one = str_cut(&other, '\t');
    require(nick_same(one, other) == nick_same(other, one));
    require(nick_same(one, one) == (one.len > 0));
    return 0;
}
