#!/bin/sh
# pages.sh - does the page compiler (tools/page.c) refuse each planted page, for the right reason and at
# the right line, and show the green one as it should? (tests/planted-pages)
#
# A planted page's second line says `{{! expect: LINE: REASON }}`. What is called c_... passes the page
# compiler; the C compiler must refuse what was made of it and blame the line of the page.
set -u
cd "$(dirname "$0")/../.."
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
planted=tests/planted-pages
mkdir -p "$work/web"
${MAKE:-make} --no-print-directory build/page > "$work/words" 2>&1 || { cat "$work/words"; exit 1; }

good() { passed=$((passed + 1)); echo "ok $1"; }
bad() { failed=$((failed + 1)); echo "not ok $1"; sed 's/^/    /' "$work/words" | head -n 20; }
page() { build/page "$work/web/pages.h" "$work/made.c" "$@" 2> "$work/words"; }
strict='-std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
    -Wmissing-prototypes -Wvla -Wundef -Wformat=2 -Werror -D_GNU_SOURCE'
compile()
{
    compiler=$1
    shift
    "$compiler" $strict -I. -I"$work" -I"$planted" -include base/banned.h "$@" > "$work/words" 2>&1
}

for file in "$planted"/*.html; do
    name=$(basename "$file" .html)
    line=$(sed -n '2s/^{{! expect: \([0-9]*\): .* }}$/\1/p' "$file")
    reason=$(sed -n '2s/^{{! expect: [0-9]*: \(.*\) }}$/\1/p' "$file")
    case $name in
    green*) continue ;;
    first_line_wrong) line=1 reason='the first line must be' ;;
    named_otherwise) line=1 reason='page another must stand in another.html' ;;
    nothing) line=0 reason='there is nothing in it' ;;
    c_*)
        for compiler in ${CC:-cc} ${CLANG:-clang}; do
            if ! page "$file"; then bad "$name passes the page compiler"
            elif compile "$compiler" -c "$work/made.c" -o "$work/made.o"; then bad "$name is refused by $compiler"
            elif grep -q "^$file:$line:" "$work/words" && grep -Eq "$reason" "$work/words"; then good "$name is refused by $compiler"
            else bad "$name is refused by $compiler in line $line because: $reason"; fi
        done
        continue ;;
    esac
    if [ -z "$reason" ]; then bad "$name says what to expect"
    elif page "$file"; then bad "$name is refused"
    elif grep "^$file:$line:[0-9]*: " "$work/words" | grep -qF -- "$reason"; then good "$name is refused"
    else bad "$name is refused in line $line because: $reason"; fi
done

# One refused page spoils the whole: the build must not go on with the rest.
if page "$planted/green_self.html" "$planted/in_a_tag.html"; then bad 'one refused page fails the build'
else good 'one refused page fails the build'; fi

base='base/arena.c base/buf.c base/date.c base/err.c base/number.c base/str.c'
for compiler in ${CC:-cc} ${CLANG:-clang}; do
    if page "$planted"/green*.html &&
        compile "$compiler" -O1 "$work/made.c" "$planted/green.c" web/show.c $base -lm -o "$work/green" &&
        "$work/green" > "$work/shown" && diff "$planted/green.want" "$work/shown" > "$work/words"
    then good "the green page shows what it should, by $compiler"
    else bad "the green page shows what it should, by $compiler"; fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
