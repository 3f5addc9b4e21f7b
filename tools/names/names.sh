#!/bin/sh
# names.sh FOLDER OUT - the name lists of Northmere's invented persons, made small.
#
# FOLDER holds ew_baby_names_1996on_n20plus.csv (year,sex,name,n; Office for National Statistics),
# lastname_uk_freq.csv (surname,freq) and firstname_uk_variants.csv (forename,forename2,freq; both
# sdglinkage, MIT). Beside this script lie our own lists: older.txt, origins.txt, nicknames.txt.
# Makes, in OUT (northmere/assets):
#   forenames.txt       sex name weights: born before 1970, 1970-95, then five years each from 1996
#   surnames.txt        name weight, in hundred-thousandths
#   origins.txt         our own list without its remarks
#   nicknames_open.txt  name other forms ..., from the open list: forms that are themselves given names
#   nicknames_own.txt   the same from our own list, without what the open one already has
set -eu
export LC_ALL=C
[ $# = 2 ] || { echo "usage: tools/names/names.sh FOLDER OUT" >&2; exit 2; }
from=$1 out=$2 here=$(dirname "$0")

grep -v '^#' "$here/origins.txt" > "$out/origins.txt"

awk -v older="$here/older.txt" -v origins="$here/origins.txt" '
    BEGIN {
        while ((getline line < older) > 0) {
            split(line, part, " ")
            if (line !~ /^#/) { before[part[1] " " part[4]] = part[2] " " part[3]; name[part[1] " " part[4]] = 1 }
        }
        while ((getline line < origins) > 0) {       # these lists keep their own names
            n = split(line, part, " ")
            if (line ~ /^(south-asian|arabic) [MF]/) for (i = 4; i <= n; i++) elsewhere[tolower(part[i])] = 1
        }
        FS = ","
    }
    FNR == 1 { next }
    {
        gsub(/"/, "")
        if (tolower($3) in elsewhere) next
        key = $2 " " $3
        count[key, int(($1 - 1996) / 5)] += $4
        total[key] += $4
    }
    END {
        for (key in total) if (total[key] >= 400) name[key] = 1
        for (key in name) {
            line = key " " (key in before ? before[key] : "0 0")
            for (band = 0; band < 5; band++) line = line " " int(count[key, band] / 10 + .5)
            print line
        }
    }' "$from/ew_baby_names_1996on_n20plus.csv" | sort > "$out/forenames.txt"

awk -v origins="$here/origins.txt" '
    function cased(s) {
        if (s ~ /^o(brien|connor|neill|neil|donnell|hara|leary|reilly|sullivan|keefe|malley|rourke|dwyer|shea|toole|grady|gorman|mahony|callaghan|connell|driscoll|farrell|flynn|hagan|kane|loughlin|riordan)$/)
            return "O\047" toupper(substr(s, 2, 1)) substr(s, 3)
        if (s ~ /^mc[a-z][a-z]/) return "Mc" toupper(substr(s, 3, 1)) substr(s, 4)
        return toupper(substr(s, 1, 1)) substr(s, 2)
    }
    BEGIN {
        while ((getline line < origins) > 0) {
            split(line, part, " ")
            if (line ~ /^[a-z-]+ S/) { split(part[4], form, "/"); for (i in form) elsewhere[tolower(form[i])] = 1 }
        }
        FS = ","
    }
    FNR == 1 { next }
    { gsub(/"/, ""); s = cased($1); if (!(tolower(s) in elsewhere)) weight[s] += $2 * 100000 }
    END { for (s in weight) print s, int(weight[s] + .5) }' "$from/lastname_uk_freq.csv" | sort > "$out/surnames.txt"

awk -v names="$out/forenames.txt" -v counts="$from/ew_baby_names_1996on_n20plus.csv" '
    function cased(s) { return toupper(substr(s, 1, 1)) substr(s, 2) }
    BEGIN {
        while ((getline line < names) > 0) { split(line, part, " "); ours[tolower(part[2])] = part[2] }
        while ((getline line < counts) > 0) { gsub(/"/, "", line); split(line, part, ","); given[tolower(part[3])] = 1 }
        FS = ","
    }
    FNR == 1 { next }
    { gsub(/"/, "") }
    ($1 in ours) && ($2 in given) && $1 != $2 && length($2) > 2 { of[ours[$1]] = of[ours[$1]] " " cased($2) }
    END { for (s in of) print s of[s] }' "$from/firstname_uk_variants.csv" | sort > "$out/nicknames_open.txt"

awk '
    /^#/ { next }
    FILENAME ~ /open/ { for (i = 2; i <= NF; i++) open_has[$1, $i] = 1; next }
    { line = $1; for (i = 2; i <= NF; i++) if (!(($1, $i) in open_has)) line = line " " $i
      if (line != $1) print line }' "$out/nicknames_open.txt" "$here/nicknames.txt" > "$out/nicknames_own.txt"
