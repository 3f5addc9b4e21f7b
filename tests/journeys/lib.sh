# lib.sh - what the stories share. Sourced: `. "$(dirname "$0")/lib.sh"`; ended by `told`.
#
# Each story works in a folder of its own ($work, the current folder) with the
# program $SAFEKEEP, or build/safekeep. `run` keeps what the program said in the
# files out and err and its exit code in $code; `ok` counts.
set -u
LC_ALL=C TZ=UTC
export LC_ALL TZ
passed=0 failed=0 code=
tree=$(cd "$(dirname "$0")/../.." && pwd)
SAFEKEEP=${SAFEKEEP:-$tree/build/safekeep}
case $SAFEKEEP in /*) ;; *) SAFEKEEP=$PWD/$SAFEKEEP ;; esac
[ -x "$SAFEKEEP" ] || { echo "$SAFEKEEP is not there: make build/safekeep"; exit 1; }
work=$(mktemp -d)
cd "$work" || exit 1
leave()
{
    cd / && { ! mountpoint -q "$work/disk" 2>/dev/null || umount "$work/disk"; } && rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM

# run ARGUMENT... - the program, its words kept.
run()
{
    "$SAFEKEEP" "$@" > out 2> err
    code=$?
}

# ok SENTENCE COMMAND... - the sentence is true when the command succeeds.
ok()
{
    sentence=$1
    shift
    if "$@" > checked 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $sentence"
        echo "    wanted: $*"
        sed 's/^/    | /' checked | head -n 5
        [ ! -s err ] || { echo "    the last command said:"; sed 's/^/    | /' err | head -n 5; }
        [ ! -s out ] || sed 's/^/    > /' out | head -n 5
    fi
}

# tried CODE SENTENCE ARGUMENT... - the program ends with this exit code.
tried()
{
    wanted=$1 what=$2
    shift 2
    run "$@"
    ok "$what (exit $wanted, was $code)" [ "$code" -eq "$wanted" ]
}

not() { ! "$@"; }
said() { grep -qF -- "$1" err; }             # on standard error
answered() { grep -qF -- "$1" out; }         # on standard output
unsaid() { ! grep -qiF -e "$1" out err; }    # nowhere
same() { cmp "$1" "$2"; }
json() { jq -e "$1" out; }                   # the answer is one JSON document for which this holds
one_json() { [ "$(jq -s length out)" = 1 ]; }

# waited COMMAND... - until it succeeds; at most about ten seconds
waited()
{
    for _ in $(seq 200); do
        ! "$@" || return 0
        sleep .05
    done
    return 1
}

# told - the story's last line and its exit code.
told()
{
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit $?
}

# ---- a made-up town of four small areas in two wards ----

# square CODE NAME WEST SOUTH SIZE - one GeoJSON feature of an area of the year 2021
square()
{
    awk -v code="$1" -v name="$2" -v w="$3" -v s="$4" -v d="$5" -v key="$6" 'BEGIN {
        e = w + d; n = s + d
        printf "{\"type\":\"Feature\",\"properties\":{\"%sCD\":\"%s\",\"%sNM\":\"%s\"},", key, code, key, name
        printf "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}}",
            w, s, e, s, e, n, w, n, w, s }'
}

# town STORE - a store with that town and its partners: police, housing, hospital, ons
town()
{
    {
        printf '{"type":"FeatureCollection","features":['
        square E01990001 'Quay 001A' 0.50 51.30 0.02 LSOA21; printf ,
        square E01990002 'Quay 001B' 0.52 51.30 0.02 LSOA21; printf ,
        square E01990003 'Hill 002A' 0.50 51.32 0.02 LSOA21; printf ,
        square E01990004 'Hill 002B' 0.52 51.32 0.02 LSOA21; printf ']}\n'
    } > small.geojson
    {
        printf '{"type":"FeatureCollection","features":['
        square E05990001 Quay 0.50 51.30 0.02 WD25; printf ,
        square E05990002 Hill 0.50 51.32 0.02 WD25; printf ']}\n'
    } > wards.geojson
    cat > facts.csv <<-'END'
	LSOA21CD,WD25CD,residents
	E01990001,E05990001,1500
	E01990002,E05990001,1600
	E01990003,E05990002,1400
	E01990004,E05990002,1700
	END
    cat > places.csv <<-'END'
	name,postcode,longitude,latitude,lsoa21cd
	Quay Street,,0.510,51.310,E01990001
	Clock Tower,,0.530,51.330,E01990004
	,ZZ1 1AA,0.530,51.310,E01990002
	END
    "$SAFEKEEP" init --store "$1" --name "Anytown Community Safety Partnership" --invented > town.out &&
        for who in police council housing health; do
            "$SAFEKEEP" agency add --store "$1" --code "$who" --name "Anytown $who" --sector "$who" || return 1
        done >> town.out &&
        "$SAFEKEEP" import --store "$1" --agency council --kind areas small.geojson wards.geojson >> town.out &&
        "$SAFEKEEP" import --store "$1" --agency council --kind area-facts facts.csv >> town.out &&
        "$SAFEKEEP" import --store "$1" --agency council --kind places places.csv >> town.out
}

# month YYYY-MM A B C D [FORCE] - that many rows in each of the four areas, as police.uk publishes them
month()
{
    awk -v month="$1" -v counts="$2 $3 $4 $5" -v force="${6:-Anyforce Police}" 'BEGIN {
        split(counts, n, " ")
        for (a = 1; a <= 4; a++)
            for (i = 0; i < n[a]; i++)
                printf "%s%d%d,%s,%s,%s,%.3f,%.3f,On or near Quay Street,E0199000%d,x,Burglary,,\n", month,
                    a, i, month, force, force, .51 + .02 * ((a - 1) % 2), 51.31 + .02 * (a > 2), a }'
}
HEADER='Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context'

# year FILE - twelve months of 2024
year()
{
    {
        echo "$HEADER"
        for m in 01 02 03 04 05 06 07 08 09 10 11 12; do month 2024-$m 10 11 9 10; done
    } > "$1"
}
