#!/bin/sh
# monday - Medway's open data come in, the nightly run is made, the brief is written: all by hand.
. "$(dirname "$0")/lib.sh"
D=$tree/data/medway

take() { "$SAFEKEEP" import --store csp --agency "$@"; }
tried 0 "a store is made" init --store csp --name 'Medway Community Safety Partnership'
ok "it is for its owner alone" [ "$(stat -c %a csp)" = 600 ]
for who in kent-police/police ons/public; do
    tried 0 "${who%/*} is added" agency add --store csp --code "${who%/*}" --name "${who%/*}" --sector "${who#*/}"
done
for file in lsoa21 lsoa11 ward2025; do take ons --kind areas "$D/medway_$file.geojson.gz"; done > out 2> err
ok "boundaries come in" [ $? -eq 0 ]
take ons --kind area-facts "$D/medway_lsoa21_lookup.csv.gz" > out 2> err
ok "which ward an area counts to comes in" [ $? -eq 0 ]
run import --store csp --agency kent-police --kind police-uk "$D/medway-street_2018-10_2019-02.csv.gz" \
    "$D/medway-street_2024-01_2024-04.csv.gz" --json
ok "two files of street-level crime come in" [ $code -eq 0 ]
ok "each row of them is read" json '[.[].rows_read] == [13016, 10255]'
ok "points of an older vintage are placed by point, and that is said" json '.[0].placed_by_point == 1664'
ok "that December 2018 went quiet is noticed" json \
    'any(.[].notices[]; .what == "quiet" and .month_from == "2018-12-01")'
ok "that November 2018 went quiet is noticed" json \
    'any(.[].notices[]; .what == "quiet" and .month_from == "2018-11-01")'
run import --store csp --agency kent-police --kind police-uk "$D/medway-street_2025-01_2025-10.csv.gz"
ok "the newest file comes in" [ $code -eq 0 ]
ok "its rows are counted" answered '25,966 rows'

run scan --store csp --json
ok "the nightly run is made" [ $code -eq 0 ]
cp out run1
ok "it is made for the last day the data reach" json '.until == "2025-10-31"'
for threads in 1 2; do
    run repeat --store csp 1 --threads $threads
    ok "repeated on $threads thread(s) it gives the same bytes" answered 'the same bytes'
done

run brief --store csp --html one.html --csv one.csv --json
ok "the brief is written" [ $code -eq 0 ]
cp out one.json
ok "it is of the last day the data reach" grep -q '2025-10-31' one.json
ok "the quiet months of 2018 are in it" grep -q 'December 2018' one.html
ok "it has no script" not grep -qi '<script' one.html
ok "it fetches nothing" not grep -qiE '(src|href)="?(https?:)?//' one.html
run brief --store csp --html two.html --csv two.csv --json
for form in html csv json; do
    [ $form != json ] || cp out two.json
    ok "the same store gives the same $form" same one.$form two.$form
done
run brief --store csp --date 2025-09-30 --html - --csv september.csv
ok "the brief of an earlier day is written" [ $code -eq 0 ]
ok "nothing after that day is in its rows" not grep -q 2025-10 september.csv
ok "nothing after that day is on its page" unsaid 'October 2025'
tried 5 "before the data begin there is no brief" brief --store csp --date 2010-01-01 --json

# ---- a newer month comes, and what was found before can still be repeated ----
{ echo 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context'
    zcat "$D/medway-street_2025-01_2025-10.csv.gz" | grep ',2025-10,' | sed 's/,2025-10,/,2025-11,/'; } > november.csv
tried 0 "a newer month comes in" import --store csp --agency kent-police --kind police-uk november.csv
run repeat --store csp 1
ok "the earlier run still repeats to the same bytes" answered 'the same bytes'

run audit --store csp --json
ok "each change is in the audit log" json '[.[].event] | (map(select(. == "import.received")) | length == 8) and
    (map(select(. == "agency.added")) | length == 2) and (map(select(. == "partnership.founded")) | length == 1)'

# ---- the demonstration does the same by itself ----
cd "$tree" && run_demo() { "$SAFEKEEP" demo --out "$work/$1" > "$work/$1.out" 2> "$work/err"; }
run_demo a; first=$?
run_demo b; second=$?
cd "$work" || exit 1
ok "the demonstration runs" [ $first -eq 0 -a $second -eq 0 ]
for form in html csv json; do
    ok "its $form is the same each time" same a/medway/brief.$form b/medway/brief.$form
    ok "and so is that of Northmere" same a/northmere/brief.$form b/northmere/brief.$form
done
ok "it finds the quiet months" grep -q 'went quiet in December 2018' a.out
ok "it opens the truth about Northmere last" sh -c 'tail -n 29 a.out | grep -q "Only now was the truth about Northmere"'
ok "it says where the brief is" grep -q "$work/a/medway/brief.html" a.out

told
