#!/bin/sh
# forename_variants.sh LIST > link/assets/forename-variants.csv
#
# LIST is sdglinkage's table of UK forename variants (forename, forename2, freq; MIT), in which each pair
# stands both ways and freq is one over the number of the others: 503 classes. A row here is a name and the
# number of a class it stands in, in the order of the names' bytes, as link/nick.c looks them up. What is
# left out or added, and why, stands in tools/forename_variants.txt.
set -eu
here=$(dirname "$0")
LC_ALL=C awk -v FS='[ ,"]+' '
function root(x) { while (up[x] != x) x = up[x]; return x }
FILENAME ~ /txt$/ {
    if ($1 == "-" || $1 == "=")
        for (i = 2; i <= NF; i++) apart[$i] = $1 == "-" ? "" : FNR
    else if ($1 == "+") {
        added++
        for (i = 2; i <= NF; i++) extra[added] = extra[added] " " $i
    }
    next
}
FNR > 1 {
    for (i = 2; i <= 3; i++) if (!($i in up)) up[$i] = $i
    if (!($2 in apart) && !($3 in apart)) up[root($2)] = root($3)
}
END {
    for (name in apart)
        if (apart[name] != "") of[name] = "=" apart[name]
    for (name in up)
        if (!(name in apart)) of[name] = root(name)
    for (name in of) size[of[name]]++
    for (name in of)
        if (size[of[name]] > 1) print name "," of[name]
    for (n = 1; n <= added; n++) {
        count = split(extra[n], word, " ")
        for (i = 1; i <= count; i++) print word[i] ",+" n
    }
}' "$here/forename_variants.txt" "$1" | LC_ALL=C sort -t, -k2,2 -k1,1 -u |
    LC_ALL=C awk -F, '$2 != last { n++; last = $2 } { print $1 "," n }' | LC_ALL=C sort -t, -k1,1 -k2,2n |
    { echo name,class; cat; }
