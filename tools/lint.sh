#!/bin/sh
# lint.sh FILE.c STAMP FLAGS... - FILE.c as gcc's analyzer, clang-tidy and cppcheck see it; STAMP
# is touched when none has a word to say.
set -eu
file=$1 stamp=$2
shift 2
mkdir -p "$(dirname "$stamp")"
gcc "$@" -O2 -fanalyzer -MMD -MP -MT "$stamp" -MF "${stamp%.ok}.d" -c "$file" -o /dev/null
clang-tidy --quiet --warnings-as-errors='*' "$file" -- "$@" > "$stamp.words" 2>&1 || {
    cat "$stamp.words"
    exit 1
}
cppcheck --quiet --std=c11 --inline-suppr --enable=warning,portability,performance --error-exitcode=1 \
    --suppress=comparePointers:brief/asset.h --suppress=internalAstError --suppress=memleak --suppress=getpwuidCalled --suppress=readdirCalled \
    --suppress=missingInclude --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches \
    --suppress=checkersReport --library=posix -I. -Ibuild/gen -D_GNU_SOURCE '-DSAFEKEEP_VERSION="0"' "$file"
rm -f "$stamp.words"
: > "$stamp"
