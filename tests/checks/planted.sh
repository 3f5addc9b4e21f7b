#!/bin/sh
# planted.sh - is each check red where it must be? (tests/planted/README.md)
#
# Also: each function that base/banned.h names does not compile, and what it
# tells one to use instead does.
set -u
cd "$(dirname "$0")/../.."
root=$PWD planted=$PWD/tests/planted passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

good() { passed=$((passed + 1)); echo "ok $1"; }
bad() { failed=$((failed + 1)); echo "not ok $1"; sed 's/^/    /' "$work/words" | head -n 20; }

# lay FOLDER...: the trees laid over each other in $work/tree.
lay()
{
    rm -rf "$work/tree"
    mkdir -p "$work/tree/base" "$work/tree/docs" "$work/tree/scan"
    for tree; do cp -R "$tree/." "$work/tree/"; done
    rm -f "$work/tree/expect"
    find "$work/tree" -type f ! -name '*.h' -exec grep -l '@[A-Z]*@' {} + | while read -r file; do
        awk '$0 == "@LONG@" { while (++i < 701) print "/* " i " */"; next } { print }' "$file" |
            sed -e "s|@UNFINISHED@|TO""DO|; s|@MACHINE@|/wo""rk/here|" > "$work/filled"
        cp "$work/filled" "$file"
    done
}

# run CHECK: its words in $work/words, its verdict returned.
run()
{
    case $1 in
    lint)
        cp "$root/.clang-tidy" "$work/tree/"
        cp "$root/base/banned.h" "$work/tree/base/"
        for file in "$work"/tree/scan/*.c; do
            (cd "$work/tree" && "$root/tools/lint.sh" "scan/$(basename "$file")" "$work/stamp/x.ok" \
                -std=c17 -Wall -I. -include base/banned.h) || return 1
        done ;;
    *) "$root/tools/$1.sh" "$work/tree" ;;
    esac > "$work/words" 2>&1
}

for check in doors quiet names tidy lint; do
    lay "$planted/green"
    if run $check; then good "$check is green on a tree without fault"; else bad "$check is green on a tree without fault"; fi
    rm -rf "$work/tree"
    mkdir -p "$work/tree/docs"
    cp "$planted/green/docs/rooms.txt" "$work/tree/docs/"
    [ $check = lint ] || { [ $check = tidy ] && rm -r "$work/tree/docs"
        if run $check; then bad "$check is red where there is nothing to look at"; else good "$check is red where there is nothing to look at"; fi; }
done
for folder in "$planted"/*/; do
    name=$(basename "$folder")
    [ "$name" != green ] || continue
    { read -r check; read -r pattern; } < "$folder/expect"
    lay "$planted/green" "$folder"
    if run "$check"; then bad "$check finds $name"
    elif grep -qE -- "$pattern" "$work/words"; then good "$check finds $name"
    else bad "$check finds $name and says \"$pattern\""; fi
done

# compiles CODE: does a function with this in it compile, as every file of ours is compiled?
compiles()
{
    printf 'int main(void)\n{\n    %s\n    return 0;\n}\n' "$1" > "$work/banned.c"
    "${CC:-cc}" -std=c17 -D_GNU_SOURCE -include base/banned.h -c "$work/banned.c" -o "$work/banned.o" > "$work/words" 2>&1
}
if compiles 'char at[8]; return snprintf(at, sizeof at, "%d", 1);'; then good "what is not banned compiles"; else bad "what is not banned compiles"; fi
for word in $(sed -n 's|^#pragma GCC poison||p' base/banned.h | sed 's|/\*.*||'); do
    if compiles "(void)$word;"; then bad "$word does not compile"
    elif grep -q "attempt to use poisoned \"$word\"" "$work/words"; then good "$word does not compile"
    else bad "$word does not compile because it is banned"; fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
