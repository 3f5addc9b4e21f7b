#!/bin/sh
# scan_cli - `safekeep scan` on an analyst's own files, as others may rely on it.
. "$(dirname "$0")/lib.sh"

# Four places, a case a day in turn for 120 days, and a burst at place 3 in the last days.
awk 'BEGIN {
    for (p = 1; p <= 4; p++) { printf "p%d %d %d\n", p, p * 10, p * 10 > "town.geo"
                               printf "p%d %.3f %.3f\n", p, 51.3 + p / 100, .5 + p / 100 > "globe.geo" }
    print "when,east,north" > "town.csv"
    for (d = 0; d < 120; d++) {
        day = strftime("%Y-%m-%d", 1735689600 + d * 86400)
        p = d % 4 + 1
        n = 1
        printf "p%d %d %s\n", p, n, day > "town.cas"; printf "%s,%d,%d\n", day, p * 10, p * 10 > "town.csv"
        if (d >= 115) for (i = 0; i < 4; i++) {
            printf "p3 1 %s\n", day > "town.cas"; printf "%s,30,30\n", day > "town.csv" } } }'
model='--model space-time-permutation --max-days 14 --replications 199 --json'
files='--cases town.cas --coordinates town.geo'

# shellcheck disable=SC2086 # the words are options
{
tried 0 "a case and a coordinate file are scanned" scan $files $model
ok "the answer is one document" one_json
ok "its clusters have every member" json '.clusters | length > 0 and all(.[]; has("locations") and has("centre") and
    has("radius") and has("start") and has("end") and has("observed") and has("expected") and has("statistic") and
    has("p_value") and has("recurrence_days"))'
ok "the burst is the best" json '.clusters[0].locations == ["p3"] and .clusters[0].end == "2025-04-30"'
ok "it has its cases" json '.clusters[0].observed >= 20'
ok "seed, replications and seconds are told" json '.seed == 1 and .replications == 199 and has("seconds")'
ok "best comes first" json '[.clusters[].statistic] | . == (sort | reverse)'
ok "none overlap" json '[.clusters[].locations[]] | length == (unique | length)'
jq 'del(.seconds)' out > one
for more in '--threads 1' '--threads 3' '--seed 1' '--prospective' '--geometry plane --time-unit day'; do
    run scan $files $model $more
    jq 'del(.seconds)' out > two
    ok "$more changes nothing but the seconds" same one two
done
tried 0 "one CSV with an event a row is scanned" scan --incidents town.csv --time when --x east --y north $model
ok "it gives the same cluster" [ "$(jq -c '.clusters[0] | [.start, .end, .observed, .statistic]' out)" = \
    "$(jq -c '.clusters[0] | [.start, .end, .observed, .statistic]' one)" ]
tried 0 "on the sphere too" scan --cases town.cas --coordinates globe.geo --geometry sphere --max-radius 5 $model
ok "with the same place" json '.clusters[0].locations == ["p3"]'
tried 0 "retrospectively too" scan $files $model --retrospective
tried 0 "by month too" scan $files --time-unit month --retrospective --replications 99 --json
tried 0 "for people too" scan $files --max-days 14 --replications 99

tried 5 "a missing case file is missing" scan --cases nowhere.cas --coordinates town.geo --json
ok "in one document" json '.error.kind == "missing"'
tried 2 "cases want coordinates" scan --cases town.cas --json
tried 2 "incidents want their columns" scan --incidents town.csv --json
tried 2 "nothing to scan is usage" scan
tried 2 "another model is usage" scan $files --model poisson
tried 2 "another geometry is usage" scan $files --geometry torus
tried 3 "a column that is not there" scan --incidents town.csv --time nowhen --x east --y north
cp town.cas bad.cas && echo 'p1 1 somedaycanary' >> bad.cas
tried 3 "a case with a wrong date" scan --cases bad.cas --coordinates town.geo
ok "is named by its row" said 'bad.cas'
ok "and its value is not" unsaid canary
cp town.cas bad.cas && echo 'p9canary 1 2025-03-01' >> bad.cas
tried 3 "a case at a place without coordinates" scan --cases bad.cas --coordinates town.geo
ok "whose name is not said" unsaid canary
}

told
