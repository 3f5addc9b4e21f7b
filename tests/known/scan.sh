#!/bin/sh
# Two invented studies (data/known/scan) and what SaTScan 10.3.2 printed for them: prospective
# space-time permutation, circles up to half of all cases, at most 28 days, 999 replications.
set -u
. "$(dirname "$0")/known.sh"
data=data/known/scan
for study in A B; do
    set -- --cases $data/$study.cas --coordinates $data/$study.geo --start 2023-01-01 --end 2023-12-31 \
        --max-days 28
    clusters "$study" $data/$study.col.txt 999 "$@"
    maxima "$study" $data/$study.llr.txt "$@"
done
finish
