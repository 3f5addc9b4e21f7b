#!/bin/sh
# unknown - wrong paths, wrong words, closed and full outputs: each is said, none is a crash.
. "$(dirname "$0")/lib.sh"

VERBS='agency_add agency_list alerts audit backup brief
card_adopt card_batch_add card_batch_give card_batch_list card_bundle card_check card_checked card_confirm card_contact
card_edition_add card_edition_approve card_edition_check card_edition_list card_edition_show card_edition_withdraw
card_import card_key_new card_key_show card_new card_page card_print card_request_approve card_request_erase
card_request_list card_request_refuse card_request_send card_scans
demo help import imports init kinds link northmere repeat restore review reviewer_add reviewer_list reviewer_retire runs scan serve'
town csp || exit 1

# ---- help is everywhere ----
run --help
ok "--help is fine" [ $code -eq 0 ]
cp out all
for verb in $VERBS; do
    words=$(echo "$verb" | tr _ ' ')
    ok "--help lists $words" grep -q "^  $words " all
    # shellcheck disable=SC2086 # the words are the verb
    run $words --help
    ok "$words --help is fine, though nothing else is given" [ $code -eq 0 ]
    ok "$words --help says how it is used" answered "Usage: safekeep $words [options]"
    cp out by-option
    # shellcheck disable=SC2086
    run help $words
    ok "help $words says the same" same out by-option
done
ok "this story knows all verbs" [ "$("$SAFEKEEP" help --json | jq length)" = "$(echo "$VERBS" | wc -w)" ]
tried 0 "--version is fine" --version
ok "--version is one line" [ "$(wc -l < out)" = 1 ]
tried 0 "--help --json is fine" --help --json
ok "--help --json is one document" json '.help | startswith("safekeep")'

# ---- words that are not understood ----
tried 2 "no verb is usage"
ok "no verb shows the help" answered 'Usage: safekeep VERB'
tried 2 "an unknown verb is usage" frobnicate
ok "where the verbs are listed is said" said '"safekeep --help" lists them all'
tried 2 "half a verb is usage" agency
tried 2 "an unknown option is usage" imports --store csp --canaryoption
ok "which argument is said, never what it was" said 'argument 4'
ok "what was typed is not repeated" unsaid canary
tried 2 "an option of one dash is usage" imports -s csp
tried 2 "an option without its value is usage" imports --store
tried 2 "a needed option is needed" imports
ok "which option is needed is said" said '--store is needed'
tried 2 "an option twice is usage" imports --store csp --store csp
tried 2 "a value for a switch is usage" imports --store csp --json=yes
tried 2 "too many operands are usage" imports --store csp more
tried 2 "a date that is none is usage" brief --store csp --date yesterday --json
tried 2 "a number that is none is usage" scan --store csp --seed x
tried 2 "a run's number is a number" repeat --store csp one
tried 2 "a verdict is one of three words" review --store csp 1 --verdict maybe
tried 2 "a brief goes somewhere" brief --store csp
tried 2 "a partner's code is small letters" agency add --store csp --code 'Kent Police' --name X --sector police
tried 2 "a sector is one of a list" agency add --store csp --code x --name X --sector gossip
tried 2 "a partnership has a name" init --store new --name ' '
ok "nothing was made of it" [ ! -e new ]
for wrong in 'frobnicate --json' 'imports --json' 'imports --json --nope' 'imports --store --json' '--json' \
    'scan --store csp --seed x --json' 'brief --store csp --date x --json'; do
    # shellcheck disable=SC2086
    tried 2 "usage with --json: $wrong" $wrong
    ok "$wrong is answered by one document" one_json
    ok "$wrong is answered as usage" json '.error.kind == "usage" and (.error.message | length > 0)'
done

# ---- paths ----
for verb in imports runs audit 'agency list' alerts 'brief --json' 'scan' 'repeat 1' 'review 1 --verdict right' \
    'backup --to copy' 'import --agency police --kind incidents x.csv' 'import --withdraw 1' 'card edition list' 'card batch list' 'card scans' \
    'card request list' 'card edition check 1 --by X'; do
    # shellcheck disable=SC2086
    tried 5 "no store is missing: $verb" $verb --store nowhere/at-all
    ok "$verb says that there is no store" said 'there is no store at nowhere/at-all'
done
ok "looking for a store makes none" [ ! -e nowhere ]
tried 5 "init needs its folder" init --store nowhere/csp --name X
ok "the missing folder is said" said 'the folder of nowhere/csp is not there'
tried 6 "init overwrites nothing" init --store csp --name X
ok "it is said that nothing is overwritten" said 'is not overwritten'
echo 'this is a letter' > letter.txt
tried 8 "a letter is no store" imports --store letter.txt
ok "a letter is said to be no store" said 'not a safekeep store'
tried 8 "a folder is no store" imports --store .
tried 5 "a store without incidents has no brief" brief --store csp --json
ok "how incidents come in is said" said 'safekeep import --help'
printf 'id,date,longitude,latitude,category\nA1,2025-08-01,0.510,51.310,robbery\nA2,2025-10-31,0.510,51.310,robbery\n' > one.csv
tried 0 "an incident comes in" import --store csp --agency police --kind incidents one.csv
tried 5 "a brief needs its folder" brief --store csp --html nowhere/brief.html
ok "the missing folder of the brief is said" said 'could not make nowhere/brief.html'
tried 5 "no run, no alerts" alerts --store csp
ok "how to make a run is said" said 'safekeep scan --store'
tried 5 "a run that is none is missing" repeat --store csp 7
tried 5 "an alert that is none is missing" review --store csp 7 --verdict right
tried 6 "a partner's code is taken once" agency add --store csp --code police --name X --sector police

# ---- a folder one may not write in ----
if [ "$(id -u)" = 0 ]; then
    as_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
else
    as_nobody() { "$@"; }
fi
cp "$SAFEKEEP" program && chmod 755 program . && mkdir shut && cp csp shut/csp && chmod 644 shut/csp && chmod 555 shut
as_nobody ./program init --store shut/new --name X > out 2> err
ok "a shut folder is exit 8" [ $? -eq 8 ]
ok "a shut folder is said" said 'Permission denied'
as_nobody ./program brief --store shut/csp --html shut/brief.html > out 2> err
ok "a store in a shut folder is exit 8" [ $? -eq 8 ]
ok "why it cannot be read there is said" said 'the right to write in its folder'
mkdir mine && cp csp mine/csp && chown -R 65534 mine 2>/dev/null
as_nobody ./program brief --store mine/csp --html shut/brief.html > out 2> err
ok "a brief into a shut folder is exit 8" [ $? -eq 8 ]
ok "the brief that could not be made is named" said 'could not make shut/brief.html'
ok "nothing is left in the shut folder" [ "$(ls shut)" = csp ]
as_nobody ./program agency add --store shut/csp --code x --name X --sector police > out 2> err
ok "a store in a shut folder is not written" [ $? -eq 8 ]
chmod 755 shut

# ---- outputs that are closed or full ----
for verb in --help --version 'imports --store csp' 'audit --store csp --json' 'help --man import'; do
    # shellcheck disable=SC2086
    "$SAFEKEEP" $verb > /dev/full 2> err
    ok "$verb onto a full disk is exit 8" [ $? -eq 8 ]
    ok "$verb says that the disk is full" said 'the disk is full'
    # shellcheck disable=SC2086
    "$SAFEKEEP" $verb >&- 2> err
    ok "$verb with a closed output is exit 8" [ $? -eq 8 ]
    # shellcheck disable=SC2086
    { "$SAFEKEEP" $verb 2> err; echo $? > ended; } | true
    ok "$verb into a pipe that nobody reads ends in an orderly way" [ "$(cat ended)" -eq 8 -o "$(cat ended)" -eq 0 ]
done
"$SAFEKEEP" imports --store nowhere > out 2>&-
ok "without standard error the exit code still tells" [ $? -eq 5 ]
"$SAFEKEEP" agency add --store csp --code closed --name Closed --sector fire >&- 2>&- <&-
"$SAFEKEEP" agency list --store csp > out
ok "a change with all outputs closed spoils nothing" answered closed

# ---- talk is plain where it is not read by a person ----
NO_COLOR=1 "$SAFEKEEP" import --store csp --agency police --kind incidents nosuchfile.csv > out 2> err
ok "no colour, no bar where there is no terminal" not grep -q "$(printf '[\033\r]')" err

told
