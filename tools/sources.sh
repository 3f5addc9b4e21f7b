#!/bin/sh
# sources.sh ROOT [PATTERN...] - the C files a check looks at, one a line, in the same order
# everywhere. Left out: what the build made, other people's packages, and planted violations.
root=$1
shift
[ $# -gt 0 ] || set -- '*.[ch]'
cd "$root" || exit 1
for pattern; do
    find . \( -name build -o -name node_modules -o -name .git -o -path ./tests/planted \) -prune -o \
        -type f -name "$pattern" -print
done | sed 's|^\./||' | LC_ALL=C sort
