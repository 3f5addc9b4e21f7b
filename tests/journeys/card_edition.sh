#!/bin/sh
# card_edition - a card's whole life: draft, checked, approved by another, printed, given out, asked for by another
# force, mailed, taken, withdrawn, erased; each with its audit entry, each wrong turn refused.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"
peer=''
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null; [ -z "$peer" ] || kill "$peer" 2>/dev/null; leave' EXIT
S='--store town.safekeep'

mkdir card
for file in "$tree"/cards/assets/northmere-emergency-*; do
    cp "$file" "card/${file##*northmere-emergency-}"
done
events() { "$SAFEKEEP" audit $S --json | jq -c "[.[] | select(.event == \"$1\") | .verb]"; }

# ---- people ----
tried 0 "a store is begun" init $S --name "Northmere Community Safety Partnership" --invented
tried 0 "one reviewer" reviewer add $S 'Sgt A. Quill'
tried 0 "another" reviewer add $S 'B. Wren'
tried 0 "and one who writes the first one's name in other letters" reviewer add $S 'SGT A QUILL'

# ---- a draft with numbers nobody confirmed ----
tried 0 "a draft is added" card edition add $S card --json
ok "it is edition 1" json '.edition == 1'
tried 6 "the same files are not added twice" card edition add $S card
tried 3 "numbers that are not confirmed keep it from being checked" card edition check $S 1 --by 'Sgt A. Quill'
ok "why is said" said 'not confirmed'
tried 6 "a draft cannot be approved" card edition approve $S 1 --by 'B. Wren'
tried 4 "a draft has no batches" card batch add $S 1 --layout cr80 --count 10 --by 'B. Wren'

# ---- confirmed ----
confirm() # ON REVIEW
{
    jq --arg on "$1" --arg review "$2" '.contacts |= map(.confirmed = true | .confirmed_by = "Sgt A. Quill"
        | .confirmed_on = $on | .review = $review)' card/card.json > card.new && mv card.new card/card.json
}
confirm 2024-01-05 2024-02-01
tried 0 "a draft with overdue numbers is added" card edition add $S card
tried 3 "overdue numbers keep it from being checked" card edition check $S 2 --by 'Sgt A. Quill'
confirm "$(date +%F)" "$(date -d '+60 days' +%F)"
tried 0 "a draft with good numbers is added" card edition add $S card --json
ok "it is edition 3" json '.edition == 3'
tried 5 "nobody of that name" card edition check $S 3 --by 'C. Nobody'
tried 0 "it is checked" card edition check $S 3 --by 'Sgt A. Quill'
tried 6 "once" card edition check $S 3 --by 'B. Wren'
tried 4 "who checked it cannot approve it" card edition approve $S 3 --by 'Sgt A. Quill'
tried 4 "nor under the same name in other letters" card edition approve $S 3 --by 'SGT A QUILL'
tried 0 "another approves it" card edition approve $S 3 --by 'B. Wren'
tried 0 "its life is shown" card edition show $S 3
ok "with who checked it" answered 'by Sgt A. Quill'
ok "with who approved it" answered 'by B. Wren'
ok "with the languages nobody checked" answered 'not yet checked by a speaker'
tried 0 "its files come back" card edition show $S 3 --out again
ok "as they were" diff -r card again
tried 0 "one is on the page" card edition list $S --on-the-page --json
ok "and it is edition 3" json 'length == 1 and .[0].edition == 3 and .[0].state == "approved"'
ok "each step has its entry" [ "$(events edition.checked)$(events edition.approved)" = '["alteration"]["alteration"]' ]

# ---- changed in the file, by other means ----
cp town.safekeep hacked.safekeep
ok "an edition's files cannot be changed by a statement" \
    not sqlite3 hacked.safekeep "UPDATE card_file SET bytes = x'00' WHERE edition_id = 3"
ok "nor can who checked approve, in any way" \
    not sqlite3 hacked.safekeep "UPDATE card_edition SET approved_by = checked_by WHERE id = 3"

# ---- printed ----
tried 0 "a batch" card batch add $S 3 --layout cr80 --count 100 --by 'B. Wren'
tried 2 "no such layout" card batch add $S 3 --layout a5 --count 100 --by 'B. Wren'
tried 0 "some are given out" card batch give $S 1 --to 'Riverside School' --count 60
tried 3 "not more than there are" card batch give $S 1 --to 'Hill Library' --count 41
ok "how many are left is said" said '40 card(s)'
tried 3 "not to an address of mail" card batch give $S 1 --to 'ann@school.example' --count 1
tried 0 "the batches" card batch list $S --json
ok "say where they went" json '.[0].given == 60 and .[0].places[0].place == "Riverside School"'
tried 0 "the edition" card edition show $S 3 --json
ok "is printed" json '.state == "printed" and .on_the_page'

# ---- another force asks, on the site ----
serve_begin one $S
form() { hears /cards/request; token=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' out | head -n 1); }
ask() # MAILBOX [CURL ARGUMENT...]
{
    mailbox=$1
    shift
    hears /cards/request -H "Origin: http://127.0.0.1:$port" --data-urlencode "token=$token" \
        --data-urlencode card=town.emergency --data-urlencode kind=police \
        --data-urlencode 'organisation=Northforce Police' --data-urlencode "mailbox=$mailbox" \
        --data-urlencode area=Northshire "$@"
}
form
ok "the form is shown" [ "$status" = 200 ]
ask ann.quill@northforce.example
ok "a person's address is refused" [ "$status" = 400 ]
ok "gently" grep -q 'keep anybody' out
ask office@gmail.com
ok "a private provider is refused" [ "$status" = 400 ]
ask cards.office@northforce.example
ok "a shared mailbox is taken" [ "$status" = 200 ]
ok "and what happens next is said" grep -q 'What happens next' out
ask cards.office@northforce.example
ok "pressing twice is thanked twice" [ "$status" = 200 ]
ask licensing.office@northforce.example -H 'Via: 1.1 proxy'
ok "from afar too" [ "$status" = 200 ]
ask c@northforce.example && ask d@northforce.example
ok "five in an hour are taken from one caller" [ "$status" = 200 ]
ask e@northforce.example
ok "the sixth is told to wait" [ "$status" = 429 ]
ok "and for how long" head_has 'Retry-After: 3'
ask f@northforce.example -H 'X-Forwarded-For: 192.0.2.1, 198.51.100.7'
ok "another caller behind the same proxy is not kept out" [ "$status" = 200 ]
ok "no caller's address is in the log or the store" \
    not grep -qa -e 198.51.100.7 -e 192.0.2.1 one.log town.safekeep town.safekeep-wal
ask g@northforce.example -H 'X-Forwarded-For: 198.51.100.9' -H 'Sec-Fetch-Site: cross-site'
ok "another site's form is refused" [ "$status" = 403 ]
tried 0 "the requests are listed" card request list $S --json
ok "five of them, and no more was kept than asked" json 'length == 5 and .[0].organisation == "Northforce Police"'

# ---- answered ----
tried 0 "a key" card key new --out northmere.key --name 'Northmere CSP'
tried 2 "a site is needed" card request approve $S 1 --by 'B. Wren' --key northmere.key --site nonsense
tried 2 "a password does not stand on a command line" card request approve $S 1 --by 'B. Wren' \
    --key northmere.key --site https://cards.example --smtp smtp://a:b@mail.example --from csp@northmere.example
node "$tree/tests/mail/peer.mjs" refuse > peer.port & peer=$!
ok "a mail server that refuses" waited test -s peer.port
M="--site http://127.0.0.1:$port --smtp smtp://127.0.0.1:$(cat peer.port) --from csp.office@northmere.example"
tried 8 "a mail that is not taken is said" card request approve $S 1 --by 'B. Wren' --key northmere.key $M
ok "nothing is lost, and what to do is said" said 'card request send'
tried 6 "it is approved once" card request approve $S 1 --by 'B. Wren' --key northmere.key $M
kill "$peer"; rm -f mail peer.port
node "$tree/tests/mail/peer.mjs" > peer.port & peer=$!
ok "a mail server that takes mail" waited test -s peer.port
M="--site http://127.0.0.1:$port --smtp smtp://127.0.0.1:$(cat peer.port) --from csp.office@northmere.example"
tried 0 "it is sent again" card request send $S 1 $M
ok "to the office that asked" grep -qF 'RCPT TO:<cards.office@northforce.example>' mail
sed ':a;/=$/{N;s/=\n//;ba}' mail | sed 's/=3D/=/g' > plain
link=$(sed -n 's|.*\(/cards/bundle/[0-9a-f]*\).*|\1|p' plain)
ok "with a link" [ ${#link} = 78 ]
ok "whose secret is nowhere in the store" not grep -qa "${link##*/}" town.safekeep town.safekeep-wal
tried 0 "without a mail server" card request approve $S 2 --by 'B. Wren' --key northmere.key --site https://cards.example
ok "the mail is printed" answered 'https://cards.example/cards/bundle/'
tried 0 "one is refused" card request refuse $S 3 --by 'B. Wren'

# ---- taken ----
hears "$link"
ok "the link leads to a page" [ "$status" = 200 ]
hears "$link"
ok "that looking at does not use up" grep -q '5 more' out
form
take() { hears "$link" -H "Origin: http://127.0.0.1:$port" -d "token=$token"; }
take
ok "the button gives the file" [ "$status" = 200 ]
cp out taken.card
tried 0 "which the other force opens" card import taken.card --trust northmere.key.pub --out theirs
ok "and is the card, its picture cleaned" diff -r -x picture.svg card theirs
take; take; take; take
ok "it is given five times" [ "$status" = 200 ]
take
ok "and not a sixth" [ "$status" = 404 ]
hears "/cards/bundle/$(echo "${link##*/}" | tr 0-9a-f 1-9a-f0)"
ok "a guess leads nowhere" [ "$status" = 404 ]
ok "each taking is a disclosure" [ "$(events bundle.taken)" = '["disclosure","disclosure","disclosure","disclosure","disclosure"]' ]

# ---- withdrawn ----
tried 0 "another link" card request send $S 1 --site "http://127.0.0.1:$port"
link=$(sed -n 's|.*\(/cards/bundle/[0-9a-f]*\).*|\1|p' out)
hears "$link"
ok "leads to the page" [ "$status" = 200 ]
hears /cards/emergency
ok "the card's page is there" [ "$status" = 200 ]
tried 3 "not for any reason" card edition withdraw $S 3 --by 'B. Wren' --why because
tried 0 "the edition is withdrawn" card edition withdraw $S 3 --by 'Sgt A. Quill' --why number
hears /cards/emergency
ok "its page is gone at once" [ "$status" != 200 ]
hears "$link"
ok "its link too" [ "$status" = 404 ]
tried 4 "it is printed no more" card batch add $S 3 --layout cr80 --count 1 --by 'B. Wren'
tried 0 "the batches" card batch list $S
ok "say what to collect" answered 'WITHDRAWN: collect them'
hears /cards/request
ok "and it can be asked for no more" grep -q 'none can be asked for' out

# ---- erased ----
tried 0 "one is erased because it was asked for" card request erase $S 1 --json
ok "and is gone from the files, also while they are served" json '.erased == 1 and .gone_from_the_files'
ok "no byte of it is left" not grep -qa 'cards.office@northforce' town.safekeep town.safekeep-wal
tried 0 "nothing else is due" card request erase $S --json
ok "so nothing is erased" json '.erased == 0'
serve_end TERM
sqlite3 town.safekeep "UPDATE card_request SET erase_ms = 1 WHERE state <> 'erased'"
serve_begin two $S
ok "when the site starts, what is due is erased" waited sh -c "! grep -qa northforce.example town.safekeep town.safekeep-wal"
serve_end TERM
tried 0 "what stays" card request list $S
ok "is a count" answered '5 request(s) in all, 5 of them erased.'
ok "each erasure has its entry" [ "$(events request.erased | jq -c 'unique')" = '["erasure"]' ]

# ---- read-only, and killed in the middle ----
serve_begin three $S --read-only
form
ask h@northforce.example
ok "where a site only shows, nothing can be asked" [ "$status" = 403 -o "$status" = 400 ]
serve_end TERM
echo >> card/en.txt
"$SAFEKEEP" card edition add $S card > /dev/null 2>&1 & victim=$!
kill -9 "$victim" 2>/dev/null; wait "$victim" 2>/dev/null
tried 0 "after a kill in the middle the store is whole" card edition list $S --json
ok "an edition is there with its files, or not at all" \
    [ "$(sqlite3 town.safekeep 'SELECT count(*) FROM card_edition e WHERE NOT EXISTS (SELECT 1 FROM card_file f WHERE f.edition_id = e.id)')" = 0 ]
tried 0 "scans" card scans $S --from 2026-01-01 --to 2026-12-31
ok "are a table with a head" answered 'card,language,day,scans'

told
