#!/bin/sh
# kent_counts.sh FOLDER OUT - Kent's counts by district, from police.uk's street files.
#
# FOLDER holds *-kent-street.csv (street-level crime of the whole force),
# medway_lsoa21.geojson, kent_lsoa21.geojson (which district is an area in?),
# and the census' residents and households by area. Makes, in OUT:
#   kent-2025-counts.csv      measure,area_code,month,value   every district, category and
#                             month, a nought where there was none
#   kent-districts-facts.csv  area_code,residents,households  summed over the district's areas
# Rows without an area, or in a district outside the force, are counted and said.
set -eu
export LC_ALL=C
[ $# = 2 ] || { echo "usage: tools/kent_counts.sh FOLDER OUT" >&2; exit 2; }
from=$1 out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# area code, district code: one line per area
sed -n 's/.*"LSOA21CD": *"\([^"]*\)".*"LADCD_ACTIVE": *"\([^"]*\)".*/\1,\2/p' \
    "$from"/medway_lsoa21.geojson "$from"/kent_lsoa21.geojson > "$work/district"

awk -F, -v OFS=, '
    function code(words) {                # "Violence and sexual offences" -> violent-crime
        words = tolower(words)
        if (words == "violence and sexual offences") return "violent-crime"
        if (words == "criminal damage and arson") return "criminal-damage-arson"
        gsub(/ /, "-", words); return words }
    FILENAME ~ /district$/ { of[$1] = $2; seen[$2] = 1; next }
    FNR == 1 { next }
    /"/ { print FILENAME ":" FNR ": a quoted field, which this script does not read" > "/dev/stderr"; exit 1 }
    { rows++; category[code($10)] = 1; month[$2] = 1
      if ($8 in of) n[code($10), of[$8], $2]++
      else if ($8 == "") nowhere++; else outside++ }
    END { for (c in category) for (d in seen) for (m in month) print c, d, m, n[c, d, m] + 0
          printf "%d rows read, %d without an area, %d outside the force\n", rows, nowhere, outside > "/dev/stderr" }
' "$work/district" "$from"/*-kent-street.csv > "$work/counts"
{ echo "measure,area_code,month,value"; sort "$work/counts"; } > "$out/kent-2025-counts.csv"

awk -F, -v OFS=, '
    FILENAME ~ /district$/ { of[$1] = $2; next }
    FNR == 1 { next }
    { gsub(/"/, ""); if (!($1 in of)) { print $1 ": in no district" > "/dev/stderr"; exit 1 }
      residents[of[$1]] += $2; households[of[$1]] += $3 }
    END { for (d in residents) print d, residents[d], households[d] }
' "$work/district" "$from"/medway_kent_census2021_residents_households_lsoa21.csv > "$work/facts"
{ echo "area_code,residents,households"; sort "$work/facts"; } > "$out/kent-districts-facts.csv"
