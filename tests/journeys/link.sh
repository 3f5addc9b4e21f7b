#!/bin/sh
# link - an analyst asks whether files know the same people: from a first run to a defended result.
. "$(dirname "$0")/lib.sh"

# people.csv: some 1,500 records of 900 made-up people, a third of them in it again with slips; who is who
# stands in the column person.
awk 'function pick(list, n,   part) { split(list, part, " "); return part[1 + int(rand() * n)] }
function slip(s,   at) { at = 2 + int(rand() * (length(s) - 2)); return substr(s, 1, at - 1) substr(s, at + 1) }
BEGIN {
    srand(7)
    one = "Aldo Bram Cleo Dara Esme Finn Gwen Hana Idris Jory Kezia Lowen Mabli Nesta Orla Piran Rhona Senan Tamsin Wilf"
    a = "Ash Birk Crane Dun Elder Farn Gorse Hather Ivel Kell Lark Mossy Nether Oaken Pell Quill Ridge Stan Thorn Wick"
    b = "bury combe dale field gate ham ley more ney pole ridge shaw ton wald well wick worth yard stead moor"
    print "record_id,forename,surname,date of birth,postcode,phone,person"
    for (p = 1; p <= 900; p++) {
        f = pick(one, 20); s = pick(a, 20) pick(b, 20)
        d = sprintf("%04d-%02d-%02d", 1950 + int(rand() * 60), 1 + int(rand() * 12), 1 + int(rand() * 28))
        c = sprintf("ZZ%d %dKV", 1 + int(rand() * 20), 1 + int(rand() * 9))
        t = sprintf("01632960%03d", int(rand() * 1000))
        copies = rand() < .35 ? 2 + (rand() < .4) : 1
        for (k = 0; k < copies; k++) {
            g = f; h = s; e = d; q = c; u = t
            if (k && rand() < .3) g = slip(f)
            if (k && rand() < .3) h = slip(s)
            if (k && rand() < .1) e = ""
            if (k && rand() < .2) q = ""
            if (k && rand() < .3) u = ""
            printf "R%05d,%s,%s,%s,%s,%s,%d\n", ++n, g, h, e, q, u, p
        }
    } }' > people.csv
records=$(($(wc -l < people.csv) - 1))

# ---- a first run ----

tried 0 "one file is searched for people who stand in it twice, without settings" link people.csv
ok "the answer says how many people" answered 'people'
ok "and which pairs were looked at" answered 'Blocking'
ok "and what is expected of the threshold" answered 'the model expects'
tried 0 "measured against the truth" link --truth person --json people.csv --pairs p.csv --clusters c.csv
ok "one document" one_json
ok "with its members" json '.records > 0 and .pairs_blocked > 0 and .pairs_scored > 0 and .peak_bytes > 0 and
    (.seconds | has("load") and has("block") and has("train") and has("score") and has("cluster") and has("total")) and
    has("parameters")'
ok "all records were read" json ".records == $records"
ok "pairs and clusters are measured" json '.accuracy.pair | has("precision") and has("recall") and has("f1") and
    has("threshold")'
ok "and most are right" json '.accuracy.cluster.f1 > .9 and .accuracy.cluster.precision > .95'
jq 'del(.seconds, .peak_bytes)' out > one.json
cp p.csv p1.csv && cp c.csv c1.csv

ok "pairs have their columns" [ "$(head -n 1 p.csv)" = source_a,id_a,source_b,id_b,match_weight,match_probability,match_rule ]
ok "clusters have theirs" [ "$(head -n 1 c.csv)" = source,id,cluster_id ]
ok "every record stands in the clusters once" [ "$(sed 1d c.csv | cut -d, -f1,2 | sort -u | wc -l)" = "$records" ]
ok "the source is the file's name" [ "$(sed 1d c.csv | cut -d, -f1 | sort -u)" = people.csv ]
ok "the id is the column's" grep -q '^people.csv,R00001,' c.csv
ok "no pair is below the threshold" awk -F, 'NR > 1 && $6 < .95 { exit 1 }' p.csv
ok "the probability is the weight's" awk -F, 'NR > 1 { o = 2 ^ $5; d = $6 - o / (1 + o); if (d * d > 1e-16) exit 1 }' p.csv

# ---- the same answer, whatever should not matter ----

for threads in 1 2 3 8; do
    run link --truth person --json people.csv --pairs p.csv --clusters c.csv --threads $threads
    jq 'del(.seconds, .peak_bytes)' out > two.json
    ok "$threads threads give the same parameters" same one.json two.json
    ok "$threads threads give the same pairs" same p1.csv p.csv
    ok "$threads threads give the same clusters" same c1.csv c.csv
done
mkdir turned
{ head -n 1 people.csv; sed 1d people.csv | sort -t, -k4,4 -k1,1r; } > turned/people.csv
run link --truth person --json turned/people.csv --pairs p.csv --clusters c.csv
jq 'del(.seconds, .peak_bytes)' out > two.json
ok "rows in another order give the same parameters" same one.json two.json
ok "and the same pairs" same p1.csv p.csv
ok "and the same clusters" same c1.csv c.csv
mkdir named
sed '1s/.*/Person ID,First Name,LAST_NAME,DOB (dd\/mm\/yyyy),Post Code,Mobile,person/' people.csv > named/people.csv
run link --truth person named/people.csv --clusters c.csv
ok "other names for the columns give the same clusters" same c1.csv c.csv
cat people.csv | "$SAFEKEEP" link --truth person --clusters c.csv - > out 2> err
ok "standard input is a file too" [ "$(sed 's/stdin/people.csv/g' c.csv | sort | sha256sum)" = "$(sort c1.csv | sha256sum)" ]

# ---- a model kept and used again ----

tried 0 "the trained model is written" link --truth person people.csv --model-out model.json --clusters c1.csv
tried 0 "and used again" link --truth person people.csv --model model.json --clusters c.csv --pairs p2.csv
ok "with the same clusters" same c1.csv c.csv
ok "and the same pairs" same p1.csv p2.csv

# ---- several files ----

{ head -n 1 people.csv; sed 1d people.csv | awk 'NR % 2'; } | cut -d, -f1-6 > police.csv
sed 1d people.csv | awk -F, 'BEGIN { print "tenancy,surname,first name,dob,phone,person" }
    NR % 2 == 0 { split($4, d, "-"); printf "T%s,%s,%s,%s,%s,%s\n", substr($1, 2), toupper($3), $2, $4 == "" ? "" : d[3] "/" d[2] "/" d[1], $6, $7 }' > housing.csv
tried 0 "two files with other columns are linked" link police.csv housing.csv --pairs p.csv --clusters c.csv
ok "with the tenancy's row as id where none is called one" sh -c "grep -q '^housing.csv,' c.csv"
ok "pairs are between files" awk -F, 'NR > 1 && $1 == $3 { exit 1 }' p.csv
ok "and there are some" [ "$(wc -l < p.csv)" -gt 50 ]
tried 0 "and inside each when asked" link police.csv housing.csv --within --pairs p.csv
ok "pairs inside a file then come too" awk -F, '$1 == $3 { some = 1 } END { exit !some }' p.csv
tried 0 "how many people several partners know" link police.csv housing.csv --known-to k.csv --area NM000001 \
    --month 2025-10
ok "comes as figures to import" [ "$(head -n 1 k.csv)" = measure,area,from,to,value ]
ok "known to two" grep -q '^people known to 2 partners,NM000001,2025-10-01,2025-10-31,' k.csv

# ---- why these two? ----

pair=$(sed -n 2p p1.csv)
a=$(echo "$pair" | cut -d, -f2) b=$(echo "$pair" | cut -d, -f4)
tried 0 "any pair is explained" link people.csv --explain "people.csv:$a" "people.csv:$b"
ok "in words" answered 'surname'
ok "with the weight" grep -q '[0-9]' out
tried 0 "as JSON too" link people.csv --explain "people.csv:$a" "people.csv:$b" --json
ok "in one document" one_json
tried 5 "a record that is not there is missing" link people.csv --explain people.csv:R99999 "people.csv:$b"
tried 2 "two records are needed" link people.csv --explain people.csv:R00001


# ---- rubbish ----

tried 5 "a file that is not there" link nowhere.csv
tried 2 "no file is usage" link
tried 2 "two thresholds exclude each other" link people.csv --threshold-weight 3 --threshold-probability .9
tried 2 "a probability is at most 1" link people.csv --threshold-probability 7
: > empty.csv
tried 3 "an empty file is refused" link empty.csv
ok "by name" said empty.csv
head -n 1 people.csv > header.csv
tried 3 "a header without rows is refused" link header.csv
printf 'id,colour\n1,canary\n2,canary\n' > colours.csv
tried 3 "a file that says nothing about who somebody is" link colours.csv
ok "says which columns it knows" said surname
{ head -n 5 people.csv; echo 'R9,canary,canary'; } > ragged.csv
tried 3 "a row with too few fields is refused" link ragged.csv
ok "with its file" said ragged.csv
ok "and its row" said 'row 6'
ok "and not its value" unsaid canary
{ cat people.csv; sed -n 2p people.csv; } > twice.csv
tried 3 "an id that comes twice is refused" link twice.csv
ok "with its row" said 'row'
ok "and not the id" unsaid R00001
tried 3 "a truth column that is not there" link people.csv --truth nobody
tried 3 "an id column that is not there" link people.csv --id nobody
printf '%s' '{"comparisons": [' > broken.json
tried 3 "a model that is no JSON" link people.csv --model broken.json
ok "is named" said broken.json
head -c 200 /dev/urandom > noise.csv
run link noise.csv
ok "noise is refused, not crashed on (exit 3 or 7, was $code)" expr "$code" : '[37]$'
tried 3 "one file given twice" link people.csv people.csv
cp people.csv forms.csv; sed -i '1s/surname/forename/' forms.csv
run link forms.csv
ok "two columns of one name are refused or told apart (exit 3 or 0, was $code)" [ "$code" -eq 3 ]

# ---- nothing half ----

tried 5 "a folder that is not there" link people.csv --clusters nofolder/c.csv
mkdir -p full && echo before > keep.csv
run link people.csv --clusters keep.csv --pairs nofolder/p.csv
ok "when one output cannot be written none is" grep -qx before keep.csv
awk 'NR == 1 { print; next } { for (i = 0; i < 40; i++) print i $0 }' people.csv > crowd.csv
tried 7 "more memory than allowed is refused" link crowd.csv --max-memory 16M --threads 1 --clusters keep.csv
ok "and leaves the old file" grep -qx before keep.csv
mkfifo slow
for signal in INT TERM KILL; do
    env --default-signal=INT "$SAFEKEEP" link --clusters keep.csv --pairs keep.html - < slow > out 2> err &
    linking=$!
    exec 9> slow
    head -n 500 people.csv >&9
    sleep .3
    kill -$signal $linking
    wait $linking 2>/dev/null
    ok "$signal ends it" [ $? -ge 128 ]
    exec 9>&-
    ok "$signal leaves what was there" grep -qx before keep.csv
    ok "$signal leaves no half output" [ -z "$(ls | grep -e part- -e keep.html)" ]
done
told
