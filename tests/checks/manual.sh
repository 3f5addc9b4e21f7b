#!/bin/sh
# manual - the man pages, --help and the papers say what the program does: a documented command is a tested command.
# shellcheck disable=SC1091
. "$(dirname "$0")/../journeys/lib.sh"

# ---- the man pages in the tree are those the program writes ----
"$tree/tools/man.sh" "$SAFEKEEP" man || exit 1
for page in man/*.1; do
    ok "docs/$page is what the program writes (else: make man)" same "$page" "$tree/docs/$page"
    groff -man -Tutf8 -ww "$page" > out 2> err
    ok "$page is shown without a warning" [ ! -s err ]
done
ok "no page is left of a verb that is gone" [ "$(ls "$tree/docs/man")" = "$(ls man)" ]

# ---- --help and the man page have the same options ----
"$SAFEKEEP" help --json | jq -r '.[]' > verbs
while IFS= read -r verb; do
    page=man/safekeep-$(echo "$verb" | tr ' ' '-').1
    # shellcheck disable=SC2086 # two words may be one verb
    "$SAFEKEEP" $verb --help | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | sort > one
    sed -n 's/^\\fB\(\\-\\-[a-z\\-]*\)\\fR.*/\1/p' "$page" | tr -d '\\' | sort > two
    ok "$verb --help and its man page have the same options" same one two
    ok "$verb takes options" [ -s one ]
done < verbs

# ---- each command in the papers is understood ----
# commands FILE - its lines that begin with safekeep, continued lines joined, what follows # left out
commands()
{
    sed -e ':a' -e '/\\$/{N;s/\\\n */ /;ba' -e '}' "$1" |
        sed -n -e 's|^    *\(safekeep .*\)|\1|p' -e 's|^ *build/\(safekeep .*\)|\1|p' | sed 's/  *#.*//' | grep -v '\.\.\.\|VERB' || true
}
# A command as it stands; what serves until it is told to end is told so.
runs()
{
    case $1 in
    "safekeep serve"*) timeout --foreground -s TERM --preserve-status 3 sh -c "exec $1" ;;
    *) sh -c "$1" ;;
    esac
}
mkdir path && ln -s "$SAFEKEEP" path/safekeep
PATH=$work/path:$PATH
count=0
find "$tree/README.md" "$tree/docs" -name '*.md' | sort > papers
while IFS= read -r paper; do
    commands "$paper" > lines
    while IFS= read -r line; do
        rm -rf scratch && mkdir scratch
        (cd scratch && STORE=csp runs "$line" < /dev/null > ../out 2> ../err)
        code=$?
        ok "${paper#"$tree"/} has a command that is understood: $line" [ $code -ne 2 -a $code -lt 9 ]
        count=$((count + 1))
    done < lines
done < papers
ok "the papers have commands" [ $count -gt 20 ]

# ---- the guides work from their first command to their last, on a made-up town ----
# A command that ends otherwise than well says so: `# exit 3`.
for guide in "$tree/docs/admin.md" "$tree"/docs/guides/*.md; do
    rm -rf scratch && mkdir scratch && cd scratch || exit 1
    town town > out && "$SAFEKEEP" backup --store town --to csp.safekeep > out
    year street.csv
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost \
        -keyout site.key -out site.pem 2> err
    printf 'id,date,longitude,latitude,Offence,Officer\nA1,2025-10-01,0.51,51.31,robbery,x\nA2,2025-13-01,0.51,51.31,burglary,x\n' > october.csv
    "$SAFEKEEP" import --store csp.safekeep --agency police --kind police-uk street.csv > out
    "$SAFEKEEP" scan --store csp.safekeep --replications 99 > out
    sed -e ':a' -e '/\\$/{N;s/\\\n */ /;ba' -e '}' "$guide" | sed -n 's/^    \(\(safekeep\|sed\) .*\)/\1/p' > ../lines
    ok "${guide#"$tree"/} has commands" [ -s ../lines ]
    while IFS= read -r line <&3; do
        wanted=$(echo "$line" | sed -n 's/.*# exit \([0-9]\)$/\1/p')
        runs "$line" > out 2> err < /dev/null
        code=$?
        ok "${guide#"$tree"/}: $line (exit ${wanted:-0}, was $code)" [ $code -eq "${wanted:-0}" ]
    done 3< ../lines
    cd "$work" || exit 1
done

told
