#!/bin/sh
# link_rubbish - whatever is given to be linked: an answer, or words that say which file, row and column, never
# a value.
. "$(dirname "$0")/lib.sh"

awk 'BEGIN {
    print "id,forename,surname,dob,postcode,phone"
    split("Anna Bertil Cora David Emma Frank Gina Harold Iris John", f, " ")
    split("Smith Jones Taylor Brown Evans Walker White Green Hall Wood", s, " ")
    for (i = 0; i < 150; i++) {
        who = f[1 + i % 10] "," s[1 + int(i / 10) % 10]
        who = who "," sprintf("%d-%02d-%02d", 1950 + i % 53, 1 + i % 12, 1 + i % 28)
        print "A" i "," who "," sprintf("NM%d %dCC,07700 9%05d", 1 + i % 7, i % 10, i * 613)
        if (i % 3 == 0) print "B" i "," who "," sprintf("NM%d %dCC,", 1 + i % 7, i % 10)
    } }' > people.csv
rows=$(($(wc -l < people.csv) - 1))
tried 0 "the people are linked" link people.csv --clusters plain.csv
clusters_are() { same plain.csv c.csv; }

# ---- the same people, saved by other programs ----

mkdir as
saved() { tried 0 "$1 is read" link as/people.csv --clusters c.csv && ok "to the same clusters" clusters_are; }
tr , ';' < people.csv > as/people.csv && saved "a spreadsheet's CSV with semicolons"
tr , '\t' < people.csv > as/people.csv && saved "a text with tabs"
{ printf '\357\273\277'; cat people.csv; } > as/people.csv && saved "a CSV with a byte order mark"
sed 's/$/\r/' people.csv > as/people.csv && saved "a CSV of Windows"
head -c -1 people.csv > as/people.csv && saved "a file whose last line does not end"
awk -F, -v OFS=, 'NR > 1 { $2 = "\"" $2 "\"" } { print }' people.csv > as/people.csv && saved "a CSV with quotes"
awk -F, '{ printf "%s", $0; for (i = 1; i <= 54; i++) printf ",%s", NR == 1 ? "column " i : i; print "" }' people.csv > as/people.csv
saved "a file of 60 columns"
sed 's/Anna/Zo\xeb/' people.csv > western.csv
tried 0 "Windows-1252 is read" link western.csv
iconv -t utf-16 people.csv > wide.csv
tried 3 "UTF-16 is refused" link wide.csv
ok "with what to save it as" said 'wide.csv: it is UTF-16 ("Unicode text"); save it as CSV UTF-8'

# ---- what is no file of people ----

mkdir folder
tried 3 "a folder is refused" link folder
ok "as that" said 'folder is a folder'
tried 3 "a program is refused" link "$SAFEKEEP"
ok "with its row" said 'row 1'
: > nothing.csv
printf ' \n' > blank.csv
head -n 1 people.csv > header.csv
for file in nothing blank header; do
    tried 3 "no rows: $file.csv is refused" link $file.csv
    ok "by name" said "$file.csv"
done
tried 3 "nor are people compared with no rows" link people.csv header.csv
head -n 2 people.csv > single.csv
tried 3 "one row has nobody to be compared with" link single.csv
head -n 3 people.csv > couple.csv
tried 0 "two rows are enough" link couple.csv --clusters c.csv
ok "and stand in the clusters" [ "$(wc -l < c.csv)" = 3 ]
awk -F, 'NR > 1 { $0 = $1 ",,,,," } { print }' people.csv > hollow.csv
tried 3 "columns without a value are refused" link hollow.csv
ok "as empty" said 'are empty'
for column in 2 3 4 5 6; do
    cut -d, -f1,$column people.csv > one.csv
    tried 0 "column $column alone links nobody, and says so" link one.csv --clusters c.csv
done

# ---- faults in rows ----

{ head -n 5 people.csv; echo 'C1,"canary,Brown,1980-01-01,NM1 1CC,'; tail -n 5 people.csv; } > quote.csv
tried 3 "a quote that never closes is refused" link quote.csv
ok "with its row" said 'quote.csv, row 6'
{ cat people.csv; echo 'C1,canary,Brown,1980-01-01,NM1 1CC,1,2,3'; } > wide.csv
tried 3 "a row with too many fields is refused" link wide.csv
ok "with its row" said "wide.csv, row $((rows + 2))"
sed '7s/^[^,]*,[^,]*/,canary/' people.csv > nameless.csv
tried 3 "an empty id is refused" link nameless.csv
ok "with its row" said 'nameless.csv, data row 6'
sed '7s/^[^,]*,/C\x001,/' people.csv > nul.csv
tried 3 "a NUL byte is refused" link nul.csv
ok "with its row" said 'nul.csv: row 7'
sed '1s/forename/surname/' people.csv > namesakes.csv
tried 3 "two columns of one name are refused" link namesakes.csv
ok "by their places" said 'columns 2 and 3'
awk '{ printf "%s", $0; for (i = 1; i <= 100; i++) printf ",%s", NR == 1 ? "c" i : "canary"; print "" }' people.csv > broad.csv
tried 3 "more columns than may be are refused" link broad.csv
ok "with how many may be" said '64 columns'
ok "and no value is told" unsaid canary

# ---- ids and truths of any sort ----

awk -F, -v OFS=, 'NR > 1 { $1 = "\"" $1 ", \"\"x\"\"\"" } { print }' people.csv > odd.csv
tried 0 "ids with commas and quotes are ids" link odd.csv --clusters c.csv
ok "and written as such" grep -qF 'odd.csv,"A0, ""x""",' c.csv
tried 0 "and found again" link odd.csv --explain 'odd.csv:A0, "x"' 'odd.csv:B0, "x"'
awk -F, 'NR == 1 { print $0 ",person" } NR > 1 { print $0 "," (NR % 2 ? substr($1, 2) : "") }' people.csv > known.csv
tried 0 "a truth known of some is measured on those" link known.csv --truth person --json
ok "and no more" json ".accuracy.pair.there < $rows"
tried 0 "a truth known of nobody measures nothing" link people.csv --truth id --json
ok "but is no fault" json '.accuracy.pair.there == 0'

# ---- files that do not go together, models for others ----

printf 'ref,phone number\n1,07700900123\n2,07700900124\n' > phones.csv
printf 'ref,surname,dob\n1,Hall,1980-02-03\n2,Wood,1981-02-03\n' > names.csv
tried 3 "files with no column in common are refused" link phones.csv names.csv
ok "with what to do" said 'name columns that mean the same alike'
tried 0 "unless each is linked inside too" link phones.csv names.csv --within
tried 0 "a model is written" link people.csv --model-out model.json
tried 3 "and refused for files without its columns" link phones.csv --model model.json
for file in folder people.csv /dev/null; do
    run link people.csv --model $file
    ok "$file is no model (exit 3 or 8, was $code)" expr "$code" : '[38]$'
    ok "and is named" said "$file"
done

# ---- everybody the same ----

awk 'BEGIN { print "id,forename,surname,dob,postcode"; for (i = 0; i < 5000; i++) print i ",Cora,Canary,1980-02-03,NM1 1CC" }' > same.csv
tried 3 "5,000 rows that say the same are not compared" link same.csv --max-memory 64M
ok "as said" said 'too many records say the same'
{ cat people.csv; sed 1d same.csv | sed 's/^/S/; s/$/,/'; } > crowd.csv
tried 0 "nor do they keep others from being compared" link crowd.csv --max-memory 64M --clusters c.csv
awk 'BEGIN { print "id,surname,dob"; for (i = 0; i < 300; i++) { printf "%d,", i; for (k = 0; k < 4000; k++) printf "long"; print i ",1980-01-0" 1 + i % 7 } }' > long.csv
tried 0 "texts that no name can be are cut" link long.csv

# ---- asked for what cannot be ----

tried 0 "more threads than processors give the same" link people.csv --threads 64 --clusters c.csv
ok "clusters" clusters_are
tried 2 "65 threads are too many" link people.csv --threads 65
tried 2 "no memory is too little" link people.csv --max-memory 1
tried 2 "a weight is a number" link people.csv --threshold-weight nan
for threshold in 'probability 0' 'probability 1' 'weight 1000' 'weight -1000'; do
    tried 0 "threshold $threshold is one" link people.csv --json --threshold-${threshold% *} ${threshold#* }
    ok "in one document" one_json
done

# ---- outputs that cannot be ----

cp people.csv before.csv
for option in pairs clusters report model-out; do
    tried 2 "--$option is not written over what is linked" link people.csv --$option ./people.csv
    ok "which stays" same before.csv people.csv
    tried 8 "--$option into a folder's name is refused" link people.csv --$option folder
    tried 8 "--$option onto a full device is exit 8" link people.csv --$option /dev/full
    ok "which stays a device" [ -c /dev/full ]
    ok "and is said to be full" said full
done
tried 2 "two outputs are two files" link people.csv --pairs c.csv --clusters c.csv
tried 2 "nor is a model written over with something else" link people.csv --model model.json --pairs model.json
tried 0 "/dev/null takes anything" link people.csv --clusters /dev/null --pairs /dev/null
ok "and stays" [ -c /dev/null ]
"$SAFEKEEP" link people.csv --clusters - 2> err | head -n 1 > out
ok "a pipe closed early has had its first line" [ "$(cat out)" = source,id,cluster_id ]
"$SAFEKEEP" link people.csv > /dev/full 2> err
ok "an answer nobody takes is exit 8" [ $? -eq 8 ]
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=64k tmpfs disk 2>/dev/null; then
    head -c 60000 /dev/zero > disk/filler
    echo before > disk/keep.csv
    tried 8 "a full disk is exit 8" link people.csv --report disk/keep.csv --clusters disk/c.csv
    ok "and said" said full
    ok "what was there stays" grep -qx before disk/keep.csv
    ok "and nothing half is there" [ "$(ls disk | wc -l)" = 2 ]
fi
ok "no value of a record was told" unsaid canary

told
