#!/bin/sh
# northmere - an invented town is made, taken in and judged; moved plants move the report; no half file is left.
. "$(dirname "$0")/lib.sh"

make_town() { out=$1; shift; "$SAFEKEEP" northmere --out "$out" "$@"; }
files() { (cd "$1" && find . -type f | sort | xargs sha256sum); }
same_files() { [ "$(files "$1")" = "$(files "$2")" ]; }

# ---- the verb ----
tried 0 "a town is made" northmere --seed 7 --out one --scale .05 --json
ok "the answer says that it is invented" json '.invented and .town == "Northmere"'
ok "and how large it is" json '.areas == 90 and .residents > 120000 and .incidents > 30000'
cp out made
ok "each file it names is there, as long as it says" sh -c \
    'jq -r ".files[] | \"\(.bytes) \(.name)\"" made | while read -r n f; do [ "$(stat -c %s "one/$f")" = "$n" ] || exit 1; done'
ok "every file's name says invented" [ "$(find one -type f ! -name 'invented-*' | wc -l)" = 0 ]
for f in $(find one -name '*.csv'); do
    ok "every column of ${f##*/} says invented" [ "$(head -n 1 "$f" | tr ',' '\n' | grep -vc '(invented)')" = 0 ]
done
for f in one/*.geojson; do
    ok "${f##*/} is one JSON document that says invented" jq -e '.name | test("invented")' "$f"
    ok "every property in ${f##*/} does too" jq -e '[.features[].properties | keys[]] | all(test("\\(invented\\)$"))' "$f"
done
make_town two --seed 7 --scale .05 > out 2> err
ok "the same seed gives the same files" same_files one two
make_town three --seed 8 --scale .05 > out 2> err
ok "another seed gives another town" not same one/invented-places.csv three/invented-places.csv
make_town moved --seed 7 --plants 8 --scale .05 > out 2> err
ok "with other plants the map stays" same one/invented-areas.geojson moved/invented-areas.geojson
ok "and what is hidden moves" not same one/truth/invented-plants.csv moved/truth/invented-plants.csv
ok "no file but the truth's names a plant" sh -c '! grep -rlE "cluster|decoy|series" one --include="*.csv" | grep -v truth/'

# ---- nothing in it is real ----
ok "every postcode has an area and letters no real one has" sh -c \
    "! cut -d, -f2 one/invented-places.csv | tail -n +2 | grep . | grep -vxE 'NM[0-9]{1,2} [0-9][CIKMOV]{2}'"
cut -d, -f1 one/invented-places.csv | tail -n +2 | grep . | sort -u > names
zcat "$tree/data/medway/medway_map_points.csv.gz" | cut -d, -f1 | sort -u > real
ok "no name of a place is one of Medway's $(wc -l < real)" [ -z "$(comm -12 names real)" ]
# A stem alone, too: Veskane Street may not borrow a real Veskane.
tr ' ' '\n' < real | sort -u > words
for ending in Street Road Avenue Close Lane Way Drive Court Gardens Terrace Crescent Grove Place Walk; do echo $ending; done > endings
ok "nor is a stem" [ -z "$(cut -d' ' -f1 names | sort -u | grep -vxFf endings | comm -12 - words)" ]

# ---- what is refused ----
tried 2 "without a seed nothing is made" northmere --out none
tried 2 "without a folder neither" northmere --seed 1
tried 2 "a seed is a number" northmere --seed x --out none
tried 2 "and not below 0" northmere --seed -1 --out none
tried 2 "a scale below .05 is refused" northmere --seed 1 --out none --scale .04
tried 2 "above 170 too" northmere --seed 1 --out none --scale 171
tried 2 "and one that is none" northmere --seed 1 --out none --scale nan
tried 2 "plants are a number" northmere --seed 1 --out none --plants many
tried 2 "a blank folder is refused" northmere --seed 1 --out ''
tried 2 "it takes no operands" northmere --seed 1 --out none more
ok "nothing was made by any of these" [ ! -e none ]
touch file
tried 8 "a file where the folder should be is refused" northmere --seed 1 --out file
ok "and named" said file
if [ "$(id -u)" != 0 ]; then
    mkdir shut && chmod 555 shut
    tried 8 "a folder that may not be written is refused" northmere --seed 1 --out shut/in
    chmod 755 shut
fi

# ---- a folder that is there ----
echo mine > two/mine.txt
echo old > two/invented-places.csv
make_town two --seed 7 --scale .05 > out 2> err
ok "an existing folder is written into" same one/invented-places.csv two/invented-places.csv
ok "what is not ours stays" grep -qx mine two/mine.txt
rm two/mine.txt

# ---- a full disk; a death in the middle ----
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=2m tmpfs disk 2>/dev/null; then
    make_town disk/full --seed 7 --scale .05 > out 2> err
    ok "a full disk is exit 8" [ $? -eq 8 ]
    ok "no readme says that it is whole" [ ! -e disk/full/invented-readme.txt ]
    for f in $(cd disk/full && find . -type f); do
        ok "$f is whole" same "disk/full/$f" "one/$f"
    done
    umount disk
fi
for wait in 0 .02 .05 .1 .2; do
    rm -rf cut
    "$SAFEKEEP" northmere --seed 7 --scale 3 --out cut > out 2> err &
    writer=$!
    sleep $wait
    kill -KILL $writer 2>/dev/null
    wait $writer 2>/dev/null
    [ -d whole ] || make_town whole --seed 7 --scale 3 > out 2> err
    bad=0
    for f in $(cd cut 2>/dev/null && find . -type f -name 'invented-*' ! -name '*.part*'); do
        cmp -s "cut/$f" "whole/$f" || bad=1
    done
    ok "killed after $wait s, each file is whole or not there" [ $bad = 0 ]
done
make_town cut --seed 7 --scale 3 > out 2> err
ok "made again it is whole" [ -e cut/invented-readme.txt ]

# ---- taken in, scanned, and moved ----

# report SEED PLANTS STORE - the alerts of that town with those plants
report()
{
    rm -rf town
    make_town town --seed "$1" --plants "$2" --scale .05 > out 2> err || return 1
    mv town/truth "truth-$2"
    "$SAFEKEEP" init --store "$3" --name "Northmere (invented)" --invented > out || return 1
    for who in council police housing hospital; do
        "$SAFEKEEP" agency add --store "$3" --code northmere-$who --name "Northmere $who (invented)" \
            --sector "$(echo $who | sed 's/hospital/health/')" || return 1
    done > out
    take() { agency=$1 kind=$2 file=$3; shift 3
        "$SAFEKEEP" import --store "$store" --strict --agency northmere-$agency --kind $kind "$@" town/invented-$file; }
    store=$3
    { take council areas areas.geojson --level small --vintage 2025 &&
        take council areas wards.geojson --level ward --vintage 2025 &&
        take council area-facts area-facts.csv && take council places places.csv &&
        take police incidents police-incidents.csv &&
        take council incidents council-nuisance.csv --drop 'reporter (invented)' &&
        take housing incidents housing-incidents.csv &&
        take hospital assaults hospital-assaults.csv; } > took 2> err || return 1
    "$SAFEKEEP" scan --store "$3" > out 2> err && "$SAFEKEEP" alerts --store "$3" --json > "report-$2" 2> err
}
ok "every file comes in strictly, its columns known" report 1 1 first
ok "every row of it" not grep -q 'refused\|outside the partnership' took
ok "and is scanned, the truth out of reach" [ -s report-1 ]
ok "with other plants too" report 1 2 second
ok "something was found with the first" jq -e 'length > 0' report-1
ok "moving the plants changes the report" not same report-1 report-2
cluster() { sed -n 's/^1,emerging cluster,no,[^,]*,\([^,]*\),.*/\1/p' "truth-$1/invented-plants.csv"; }
for plants in 1 2; do
    ok "the cluster of plants $plants is in its report" jq -e --arg what "$(cluster $plants)" \
        'any(.[]; .category == $what)' report-$plants
done
"$SAFEKEEP" brief --store first --html brief.html > out 2> err
ok "the brief says on its page that all is invented" grep -q 'Invented\.' brief.html
ok "and at every printed page's foot" grep -q 'bottom-right[^}]*invented' brief.html

# ---- the demonstration judges itself ----
(cd "$tree" && "$SAFEKEEP" demo --out "$work/demo" --json) > out 2> err
ok "the demonstration runs both partnerships" json '.medway.rows > 60000 and .northmere.rows > 40000'
ok "it says what was found and missed" json '.northmere | .found + .missed == 4'
ok "of what it raised, how much was false" json '.northmere | .alerts >= .alerts_false and .decoys_raised <= 3'
ok "each hidden thing and decoy has its verdict" json '[.northmere.truth[].verdict] | length == 7'
ok "its brief says that it is invented" grep -q 'Invented\.' demo/northmere/brief.html
ok "and Medway's does not" not grep -q 'Invented\.' demo/medway/brief.html

told
