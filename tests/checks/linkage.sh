#!/bin/sh
# linkage - docs/linkage.md works from its first command to its last, on the invented town.
# shellcheck disable=SC1091
. "$(dirname "$0")/../journeys/lib.sh"

mkdir path && ln -s "$SAFEKEEP" path/safekeep
PATH=$work/path:$PATH
paper=$tree/docs/linkage.md

# What is set in by four spaces; a line that ends with \ goes on, a loop ends with done.
sed -n 's/^    //p' "$paper" > commands
ok "the paper has commands" [ "$(wc -l < commands)" -gt 20 ]
run_commands()
{
    whole=
    while IFS= read -r line <&3; do
        whole="$whole$line
"
        case $line in *\\) continue ;; esac
        case $whole in *"for f in "*) case $line in done) ;; *) continue ;; esac ;; esac
        sh -c "$whole" > out 2> err < /dev/null
        code=$?
        ok "$(echo "$whole" | head -1) (exit $code)" [ $code -eq 0 ]
        whole=
    done 3< commands
    ok "no command is left open" [ -z "$whole" ]
}
run_commands
for made in pairs.csv clusters.csv report.html near.csv far.csv below.csv judged.html model.json again.csv known.csv; do
    ok "$made is there and not empty" [ -s $made ]
done
ok "the samples are samples" [ "$(wc -l < near.csv)" -eq 100 ]
ok "all below are below" awk -F, '$5 >= 4.248 { exit 1 }' below.csv
ok "every record stands in the clusters" [ "$(sed 1d clusters.csv | wc -l)" -gt 5000 ]
ok "the judged report measures" grep -q 'Calibration' judged.html
ok "the other does not" not grep -q 'Calibration' report.html

# ---- the reports hold no value of a record ----
# Words of the files longer than six letters, as the files write them and folded, that no header has.
for f in police youth-team housing schools social-care hospital; do
    head -1 "town/invented-$f.csv" >> headers
    cut -d, -f2,3,4 "town/invented-$f.csv" | sed 1d | tr -cs 'A-Za-z' '\n' | grep -E '^[A-Za-z]{7,}$' >> words
done
tr -cs 'A-Za-z' '\n' < headers | tr 'A-Z' 'a-z' | sort -u > common
tr 'A-Z' 'a-z' < words | sort -u | comm -23 - common > values
for page in report judged; do
    sed -n '/<main/,$p' $page.html | sed 's/<[^>]*>/ /g' | tr -cs 'A-Za-z' '\n' | tr 'A-Z' 'a-z' | sort -u > said
    comm -12 values said > leaked
    ok "no name of the town's people stands in $page.html ($(wc -l < values) looked for)" [ ! -s leaked ]
done
ok "there were names to look for" [ "$(wc -l < values)" -gt 500 ]

# ---- the pictures are there ----
sed -n 's/.*](\(pictures\/[^)]*\)).*/\1/p' "$paper" > pictures
ok "the paper has pictures" [ -s pictures ]
while IFS= read -r picture; do
    ok "docs/$picture is there, and small" [ -s "$tree/docs/$picture" -a "$(wc -c < "$tree/docs/$picture")" -lt 200000 ]
done < pictures
told
