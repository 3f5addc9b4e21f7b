#!/bin/sh
# shared.sh FOLDER - SaTScan's own New York sample, which may not ship: as printed, circles up to 3 km
# and half of all cases, at most 7 days.
set -u
. "$(dirname "$0")/known.sh"
data=$1/data/scan
if [ ! -r "$data/NYCfever.cas" ]; then
    echo "there is no $data/NYCfever.cas: say where the samples are, make known SHARED=FOLDER"
    echo "0 passed, 1 failed"
    exit 1
fi
set -- --cases "$data/NYCfever.cas" --coordinates "$data/NYCfever.geo" --geometry sphere \
    --start 2001-11-01 --end 2001-11-24 --max-radius 3 --max-days 7
clusters "New York fever, prospective, 999" "$data/expected/nyc_std999.col.txt" 999 "$@"
clusters "New York fever, prospective, 9999" "$data/expected/nyc_std9999.col.txt" 9999 "$@"
maxima "New York fever, prospective, 9999" "$data/llr/nyc_gumbel9999.llr.txt" "$@" --replications 9999
clusters "New York fever, retrospective, 9999" "$data/expected/nyc_retro.col.txt" 9999 "$@" --retrospective
finish
