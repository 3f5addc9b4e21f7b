#!/bin/sh
# withdraw - a wrong file replaced a month, and is taken back whole.
. "$(dirname "$0")/lib.sh"

street() { run import --store csp --agency police --kind police-uk "$@"; }
live() { "$SAFEKEEP" imports --store csp --json | jq -c '[.[] | select(.kind == "police-uk") | .rows_live]'; }
december() # burglaries of the partnership in the brief's month
{
    "$SAFEKEEP" brief --store csp --date 2024-12-31 --csv - | grep -i burglary | head -n 1
}

town csp || exit 1
year 2024.csv
street 2024.csv
ok "a year comes in" [ $code -eq 0 ]
ok "each of 480 rows counts" [ "$(live)" = '[480]' ]
right=$(december)

# ---- a run stands on it ----
run scan --store csp --replications 99 --json
ok "a run is made" [ $code -eq 0 ]
ok "it is run 1" json '.run == 1'
run brief --store csp --json
ok "nothing is stale yet" json '.stale == []'
cp out before.json

# ---- the wrong file: December three times too high, and one row of another force ----
{ echo "$HEADER"; month 2024-12 40 11 9 70; month 2024-12 0 3 0 0 'Otherforce Police'; } > wrong.csv
street wrong.csv
ok "the wrong file comes in like any other" [ $code -eq 0 ]
ok "the month was replaced, the rest stays, the other force stands beside it" [ "$(live)" = '[440,133]' ]
ok "that a run is stale now is said" answered '1 earlier run(s) are stale now'
ok "the brief counts the wrong figures" [ "$(december)" != "$right" ]
run runs --store csp
ok "the run is listed as stale" answered STALE
run brief --store csp --html - --json
run brief --store csp --json
ok "the brief says that the run no longer stands" json '.stale | length > 0'
run repeat --store csp 1
ok "the stale run can still be repeated to the same bytes" [ $code -eq 0 ]
run scan --store csp --replications 99 --json
ok "a new run stands on the wrong file" json '.run == 2'

# ---- taken back ----
number=$("$SAFEKEEP" imports --store csp --json | jq '[.[] | select(.file == "wrong.csv") | .import][0]')
run import --store csp --withdraw "$number" --why 'wrong month'
ok "the wrong file is withdrawn" [ $code -eq 0 ]
ok "what was done is said" answered "Import $number is withdrawn. 1 run(s) that stood on it are marked stale."
ok "what it had replaced counts again" [ "$(live)" = '[480,0]' ]
ok "the brief has the right figures again" [ "$(december)" = "$right" ]
run imports --store csp
ok "the withdrawn file is still listed" answered WITHDRAWN
run audit --store csp --json
ok "the withdrawal is in the audit log" json "any(.[]; .event == \"import.withdrawn\" and .id == $number)"
run brief --store csp --json
ok "the brief names runs that no longer stand" json '.stale | length > 0'
run brief --store csp --html -
ok "the page says it too" answered 'No longer sure'
run scan --store csp --replications 99 --json
ok "a new run can be made" [ $code -eq 0 ]
run brief --store csp --json
ok "with a newer run nothing is unsure" json '.stale == []'

tried 6 "a second withdrawal is a clash" import --store csp --withdraw "$number"
ok "why is said" said 'was withdrawn already'
tried 5 "a number that is none is missing" import --store csp --withdraw 999
ok "where the numbers are listed is said" said 'safekeep imports'
tried 2 "--withdraw takes no files" import --store csp --withdraw 1 wrong.csv
tried 2 "--withdraw takes a number" import --store csp --withdraw wrong.csv
street wrong.csv
ok "what was withdrawn can be sent again" [ $code -eq 0 ]
ok "and then counts" [ "$(live)" = '[440,0,133]' ]
run import --store csp --withdraw "$((number + 1))"
ok "and can be withdrawn again" [ $code -eq 0 ]

# ---- withdrawn in another order than sent ----
for n in 20 30; do { echo "$HEADER"; month 2024-12 $n 0 0 0; } > "$n.csv"; street "$n.csv"; done
ok "the newest of three files counts" [ "$(live)" = '[440,0,0,0,30]' ]
middle=$("$SAFEKEEP" imports --store csp --json | jq '[.[] | select(.file == "20.csv") | .import][0]')
run import --store csp --withdraw "$middle"
ok "one from the middle is withdrawn" [ $code -eq 0 ]
ok "and nothing else changes" [ "$(live)" = '[440,0,0,0,30]' ]
run import --store csp --withdraw "$((middle + 1))"
ok "then the newest is withdrawn" [ $code -eq 0 ]
ok "and the first counts again, not the withdrawn one" [ "$(live)" = '[480,0,0,0,0]' ]

# ---- the whole force's file: only the partnership's own areas are kept ----
{ echo "$HEADER"; month 2025-01 10 10 10 10; month 2025-01 50 50 50 50 | sed 's/E0199000/E0188000/'
    echo 'x,2025-01,Anyforce Police,Anyforce Police,,,No Location,,,Burglary,,'; } > force.csv
street force.csv --json
ok "a whole force's file is read" json '.[0].rows_read == 241'
ok "only the partnership's own areas are kept" json '.[0].rows_kept == 40 and .[0].rows_elsewhere == 201'

told
