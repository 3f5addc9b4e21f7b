#!/bin/sh
# hospital - assaults seen by a hospital: the words of place find the area and are kept nowhere.
. "$(dirname "$0")/lib.sh"

kept_nowhere() # WORDS - in no file of the store, whatever their case
{
    for file in csp csp-wal; do
        [ ! -e "$file" ] || ! grep -qai -- "$1" "$file" || return 1
    done
}
town csp || exit 1
cat > assaults.csv <<'END'
id,arrival date,arrival time,assault date,location,postcode,method
H1,2025-10-31,23:40,2025-10-31,outside the Purplecanary Bar in Quay Street,,fist
H2,2025-10-31,23:50,2025-10-31,by the Clock Tower,,bottle
H3,2025-10-30,01:00,2025-10-29,,ZZ1 1AA,knife
H4,2025-10-30,02:00,2025-10-29,somewhere Greencanary nobody knows,,fist
END
run import --store csp --agency health --kind assaults assaults.csv --json
ok "the hospital's file comes in" [ $code -eq 0 ]
ok "four rows are kept, one without a place" json '.[0].rows_kept == 4 and .[0].without_place == 1'
areas=$(sqlite3 csp "SELECT group_concat(coalesce(area_code, '-') || ' ' || area_by) FROM incident")
ok "words and postcode found their areas ($areas)" [ "$areas" = 'E01990001 words,E01990004 words,E01990002 postcode,- none' ]
ok "no point is kept" [ "$(sqlite3 csp 'SELECT count(*) FROM incident WHERE lon IS NOT NULL')" = 0 ]
ok "the words are kept nowhere" kept_nowhere purplecanary
ok "nor are those that found nothing" kept_nowhere greencanary
printf 'id,arrival date,location,postcode,method\nH9,someday,Bluecanary Lane,ZZ9 9ZZ,fist\nH8,2025-10-30,,ZZ9 9ZZ,fist\n' > bad.csv
run import --store csp --agency health --kind assaults bad.csv
ok "wrong rows are refused" [ $code -eq 3 ]
ok "an unknown postcode is named by row and column" said 'row 3, column 4, D "postcode"'
ok "and not repeated" unsaid 'ZZ9 9ZZ'
ok "the words of a refused row are kept nowhere" kept_nowhere bluecanary
ok "nor said" unsaid bluecanary
run import --store csp --agency health --kind assaults assaults.csv
ok "the same file again changes nothing" answered 'nothing changed'
run imports --store csp --json
ok "four rows count" json '[.[] | select(.kind == "assaults") | .rows_live] | add == 4'
tried 0 "a backup is made" backup --store csp --to copy
ok "the backup has no words either" not grep -qai canary copy

# ---- day-level incidents give the brief weeks, and splits where the feed has the flags ----
awk 'BEGIN {
    print "id,date,longitude,latitude,category,domestic,knife"
    for (day = 0; day < 420; day++) {
        d = strftime("%Y-%m-%d", 1725148800 + day * 86400)
        for (i = 0; i < 2; i++)
            printf "P%d-%d,%s,0.51,51.31,robbery,no,%s\n", day, i, d, day % 3 ? "no" : "yes"
    } }' > days.csv
run import --store csp --agency police --kind incidents days.csv
ok "a year of days comes in" [ $code -eq 0 ]
run brief --store csp --json
ok "the brief speaks of a week for a feed that knows days" json 'any(.rows[]; .period.kind == "week" and .count == 14)'
ok "and splits by what the feed has" json 'any(.rows[]; .splits.knife != "this feed cannot say" and .splits.night == "this feed cannot say")'
cp out one
run brief --store csp --json
ok "the brief is the same twice" same out one
ok "no word of place is in the brief" unsaid canary

told
