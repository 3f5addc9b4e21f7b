#!/bin/sh
# card_print - a card is printed as a draft, approved and printed clean, withdrawn; then adopted elsewhere and printed.
. "$(dirname "$0")/lib.sh"
S='--store town.safekeep'
review=$(date -d '+200 days' +%F)

drafts() { pdfinfo -struct-text "$1" 2> /dev/null | grep -c DRAFT; } # how often it is said
has() { pdftotext "$1" - | tr '\n' ' ' | grep -qF -- "$2"; }
confirm_all() # DIR
{
    for id in $(jq -r '.contacts[].id' "$1/card.json"); do
        "$SAFEKEEP" card confirm "$1" "$id" --by "A. Quill" --review "$review" > out 2> err || return 1
    done
}
approve() # NUMBER
{
    "$SAFEKEEP" card edition check $S "$1" --by "A. Quill" > out 2> err &&
        "$SAFEKEEP" card edition approve $S "$1" --by "B. Wren" > out 2> err
}

# ---- a draft ----
tried 0 "a store" init $S --name "Northmere Community Safety Partnership" --invented
tried 0 "a reviewer" reviewer add $S "A. Quill"
tried 0 "another" reviewer add $S "B. Wren"
tried 0 "a card" card new card
tried 0 "it prints" card print card --language en --out draft.pdf
ok "both sides say DRAFT" [ "$(drafts draft.pdf)" = 2 ]
ok "and that numbers are to be confirmed" has draft.pdf "confirm before printing"
ok "every number is rung" confirm_all card
tried 0 "it prints" card print card $S --language en --out confirmed.pdf
ok "and is a draft still: nobody approved it" [ "$(drafts confirmed.pdf)" = 2 ]
ok "though its numbers are good" not has confirmed.pdf "confirm before printing"

# ---- approved ----
tried 0 "an edition" card edition add $S card
ok "is checked by one and approved by another" approve 1
for layout in cr80 sheet-8up a7-fold poster-a4; do
    tried 0 "$layout prints" card print card $S --layout $layout --out $layout.pdf
    ok "$layout says DRAFT nowhere" [ "$(drafts $layout.pdf)" = 0 ]
done
tried 0 "without the store" card print card --language en --out without.pdf
ok "nobody knows of an approval" [ "$(drafts without.pdf)" = 2 ]
cp -r card changed && sed -i 's/^more: .*/more: This card and more/' changed/en.txt
tried 0 "a card with one word changed" card print changed $S --language en --out changed.pdf
ok "is a draft again" [ "$(drafts changed.pdf)" = 2 ]
tried 3 "the day after the review date it does not print" card print card $S --out late.pdf \
    --date "$(date -d '+201 days' +%F)"
ok "nothing was written" [ ! -e late.pdf ]
tried 0 "the edition is withdrawn" card edition withdraw $S 1 --by "B. Wren" --why words
tried 0 "it prints" card print card $S --language en --out withdrawn.pdf
ok "as a draft" [ "$(drafts withdrawn.pdf)" = 2 ]

# ---- force A's bundle becomes force B's card, printed with B's numbers and A's credit ----
tried 0 "force A's keys" card key new --out a.key --name "Northmere CSP"
tried 0 "its bundle" card bundle card --key a.key --out northmere.card
tried 0 "force B takes it" card import northmere.card --trust a.key.pub --out theirs
tried 0 "and makes it its own" card adopt theirs --area Southmere --partnership "Southmere Safer Streets" \
    --page https://southmere.example/cards/emergency --out ours
tried 3 "it does not print while numbers are the first's" card print ours --out ours.pdf
ok "nothing was written" [ ! -e ours.pdf ]
tried 0 "B's own number" card contact ours youth-team --number "01632 960456" --name "Southmere youth team" \
    --owner "Southmere Council (invented)" --source "a number Ofcom keeps for drama"
ok "every number is rung" confirm_all ours
tried 0 "then it prints" card print ours --language en --out ours.pdf
ok "with B's partnership" has ours.pdf "Southmere Safer Streets"
ok "and B's number" has ours.pdf "01632 960456"
ok "and the first's credit" has ours.pdf "Northmere"
ok "and nothing of the first's number" not has ours.pdf "01632 960123"
told
