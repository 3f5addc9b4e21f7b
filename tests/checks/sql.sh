#!/bin/sh
# sql.sh - is each planted statement refused, and for the right reason? (tests/planted-sql/README.md)
set -u
cd "$(dirname "$0")/../.."
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
${MAKE:-make} --no-print-directory build/sqlcheck > "$work/words" 2>&1 || { cat "$work/words"; exit 1; }

good() { passed=$((passed + 1)); echo "ok $1"; }
bad() { failed=$((failed + 1)); echo "not ok $1"; sed 's/^/    /' "$work/words" | head -n 20; }
schema=$(ls store/schema/sqlite/*.sql)

# check STATEMENT...: its words in $work/words, what it prints in $work/sql.h, its verdict returned.
check() { build/sqlcheck $schema -- "$@" > "$work/sql.h" 2> "$work/words"; }

for file in tests/planted-sql/*.sql; do
    name=$(basename "$file" .sql)
    case $name in green_*) continue ;; esac
    pattern=$(sed -n 's/^-- expect: //p' "$file")
    if check "$file"; then bad "$name is refused"
    elif [ -n "$pattern" ] && grep -qF -- "$file: $pattern" "$work/words"; then good "$name is refused"
    else bad "$name is refused because: $pattern"; fi
done

# Migrations: out of order, no SQL, not STRICT.
migration()
{
    printf '%s\n' "$3" > "$work/$2"
    if build/sqlcheck $schema "$work/$2" -- store/sql/agency_list.sql > /dev/null 2> "$work/words"; then bad "$1"
    elif grep -q -- "$4" "$work/words"; then good "$1"
    else bad "$1, because: $4"; fi
}
next=$(printf '%03d' $(($(echo "$schema" | wc -l) + 1)))
migration 'a migration out of order is refused' "900_late.sql" 'SELECT 1;' 'should be called'
migration 'a migration that does not run is refused' "${next}_broken.sql" 'CREATE TABLE (;' 'does not run'
migration 'a table that is not STRICT is refused' "${next}_loose.sql" 'CREATE TABLE t (x);' 'table t is not STRICT'

# What is accepted becomes C that compiles with every warning we have.
{
    echo '#include "store/within.h"'
    echo '#define SQL_BODIES'
    echo '#include "store/sql.h"'
    echo 'extern const void *const all[]; const void *const all[] = { SQL_STATEMENT, SQL_SCHEMA, SQL_EVENT };'
} > "$work/made.c"
if check tests/planted-sql/green_*.sql; then good 'the green ones are accepted'; else bad 'the green ones are accepted'; fi
mkdir -p "$work/store" && cp "$work/sql.h" "$work/store/sql.h"
for compiler in ${CC:-cc} ${CLANG:-clang}; do
    command -v "$compiler" > /dev/null || continue
    if "$compiler" -std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wvla -Wundef -Wformat=2 -Werror -D_GNU_SOURCE -I. -I"$work" \
        -include base/banned.h -O2 -c "$work/made.c" -o "$work/made.o" > "$work/words" 2>&1
    then good "what is made of them compiles with $compiler"
    else bad "what is made of them compiles with $compiler"; fi
done

# One wrong statement spoils the whole: the build must not go on with the rest.
if check store/sql/agency_list.sql tests/planted-sql/no_who.sql; then bad 'one refused statement fails the build'
else good 'one refused statement fails the build'; fi
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
