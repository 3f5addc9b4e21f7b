#!/bin/sh
# card_print - Northmere's card in every layout and language: whole, tagged, in its language, its codes scan, the same each time; and what is refused.
# shellcheck disable=SC1091
. "$(dirname "$0")/../journeys/lib.sh"

mkdir card
for f in "$tree"/cards/assets/northmere-emergency-*; do
    cp "$f" "card/$(basename "$f" | sed 's/^northmere-emergency-//')"
done
day=2026-11-30
print() { run card print card --date $day "$@"; }

# codes FILE ADDRESS COUNT - what another program reads from the pages
codes()
{
    rm -f seen*
    pdftoppm -r 200 -gray "$1" seen
    zbarimg -q --raw -Sdisable -Sqrcode.enable seen*.pgm 2> /dev/null | sort | uniq -c |
        awk -v want="$2" '$2 != want { bad = 1 } { n += $1 } END { exit bad || n < 1 }'
}
# has_words FILE LANGUAGE - each word of the steps stands in the PDF's text
has_words()
{
    pdftotext -raw "$1" text
    tr -s ' \n\f' '\n' < text | sort -u > words
    sed -n 's/^step: //p' "card/$2.txt" | tr -s ' ' '\n' | sort -u > wanted
    [ -s wanted ] && [ -z "$(comm -23 wanted words)" ]
}
# has FILE WORDS - in one piece, however its lines break; an Arabic text is taken without what turns its direction
has() { pdftotext "$1" - | tr '\n' ' ' | sed 's/\xe2\x80[\xaa-\xae]//g' | grep -qF -- "$2"; }
unchecked() { sed -n 's/^unchecked: //p' "card/$1.txt"; }

# has_letters FILE LANGUAGE - the same of scripts whose letters are joined: every letter, as often
has_letters()
{
    pdftotext "$1" text
    node "$tree/tests/checks/card_letters.mjs" text "card/$2.txt"
}
# stands FILE left|right - in which half of the first page the largest 999 stands
stands()
{
    pdftotext -bbox -l 1 "$1" places
    side=$(grep -e '<page ' -e '>999<' places | tr '"' ' ' | awk '
        /<page/ { half = $3 / 2 } />999</ { if ($9 - $5 > most) { most = $9 - $5; at = $3 } }
        END { print most == 0 ? "nowhere" : at < half ? "left" : "right" }')
    [ "$side" = "$2" ]
}

for layout in cr80 a7-fold sheet-8up poster-a4; do
    for l in en pl ro ar pa; do
        print --language $l --layout $layout --out a.pdf
        ok "$layout $l is printed" [ "$code" -eq 0 ]
        ok "$layout $l is a sound PDF" qpdf --check a.pdf
        pdffonts a.pdf | sed 1,2d > fonts
        ok "$layout $l has its fonts in it, cut to what is used" awk '{ if ($(NF-4) != "yes" || $(NF-3) != "yes") bad = 1 } END { exit bad || NR == 0 }' fonts
        pdfinfo -struct a.pdf > structure 2> /dev/null
        pdfinfo -box a.pdf > boxes
        ok "$layout $l is tagged" grep -q '^Tagged: *yes' boxes
        ok "$layout $l has a heading and a list" grep -qE '^ *(H1|L|LI)' structure
        ok "$layout $l says its language" sh -c "qpdf --qdf --object-streams=disable a.pdf - | grep -aq '/Lang ($l)'"
        address=https://northmere.example/cards/emergency
        [ $l = en ] || address=$address/$l
        ok "$layout $l leads to its page" codes a.pdf $address
        case $l in ar | pa) ;; *) ok "$layout $l has the words of its steps" has_words a.pdf $l ;; esac
        ok "$layout $l has every letter of its title and steps" has_letters a.pdf $l
        ok "$layout $l says that nobody checked its words" has a.pdf "$(unchecked $l)"
        ok "$layout $l says DRAFT" sh -c 'pdfinfo -struct-text a.pdf 2> /dev/null | grep -q DRAFT'
    done
done

# ---- direction ----
for l in en pl ro pa; do
    print --language $l --out a.pdf
    ok "$l is read from the left: 999 ends its head" stands a.pdf right
done
print --language ar --out a.pdf
ok "ar is read from the right, and its layout is mirrored: 999 ends its head at the left" stands a.pdf left

# ---- paper ----
print --language en --out a.pdf
pdfinfo -box a.pdf > boxes
ok "a card has the size of a bank card after the cut" grep -qE '^TrimBox: +25.51 +25.51 +268.16 +178.53' boxes
ok "ink runs 3 mm past the cut" grep -qE '^BleedBox: +17.01 +17.01 +276.66 +187.03' boxes
ok "a card has two pages" grep -q '^Pages: *2$' boxes
print --out all.pdf
ok "five languages have ten pages" sh -c 'pdfinfo all.pdf | grep -q "^Pages: *10$"'
print --out again.pdf
ok "the same card gives the same bytes" same all.pdf again.pdf
print --out - && cp out again.pdf
ok "standard output has the same bytes" same all.pdf again.pdf
ok "no date of its making is in it" sh -c '! pdfinfo all.pdf | grep -q CreationDate'

# ---- who made it, in every layout and language ----
cp -r card named
jq '.credits = [{"first_name": "Amira", "agreed": true}, {"first_name": "Dan", "agreed": true}]' card/card.json > named/card.json
for layout in cr80 sheet-8up a7-fold poster-a4; do
    run card print named --layout "$layout" --out named.pdf
    ok "$layout has room for names (exit 0, was $code)" [ "$code" -eq 0 ]
    ok "$layout names who made it in each language" [ "$(pdftotext -layout named.pdf - | grep -c 'Made by Amira, Dan')" -ge 5 ]
done

# ---- words that a speaker checked have no mark ----
cp card/ar.txt ar.kept
sed -i 's/^checked: .*/checked: Amira, interpreter, 2026-09-01/' card/ar.txt
for layout in cr80 a7-fold sheet-8up poster-a4; do
    print --language ar --layout $layout --out a.pdf
    ok "$layout in checked words is printed" [ "$code" -eq 0 ]
    ok "$layout says nothing of them" not has a.pdf "$(unchecked ar)"
done
mv ar.kept card/ar.txt

# ---- who made it first ----
tried 0 "a card with credits is adopted elsewhere" card adopt named --area Southmere --page https://southmere.example/card \
    --partnership "Southmere Safer Streets" --date 2026-11-30 --invented --out adopted
tried 0 "its own number" card contact adopted youth-team --number "01632 960456" --name "Southmere youth team" \
    --owner "Southmere Council (invented)" --source "a number Ofcom keeps for drama"
jq '.contacts |= map(.confirmed = true | .confirmed_by = "A. Quill" | .confirmed_on = "2026-11-30" | .review = "2027-03-01")' \
    adopted/card.json > confirmed.json && mv confirmed.json adopted/card.json
for layout in cr80 a7-fold sheet-8up poster-a4; do
    for l in en pl ro ar pa; do
        run card print adopted --date $day --language $l --layout $layout --out a.pdf
        ok "$layout $l of an adopted card is printed" [ "$code" -eq 0 ]
        ok "$layout $l credits where it was made first" has a.pdf "First made in Northmere"
        ok "$layout $l credits who made it" has a.pdf "Amira, Dan"
        print --language $l --layout $layout --out a.pdf
        ok "$layout $l of the first card credits no other" not has a.pdf "First made"
    done
done
run card print adopted --date $day --language en --layout poster-a4 --out a.pdf
ok "where there is room, by whom" has a.pdf "First made in Northmere by Northmere Community Safety Partnership"

# ---- what is refused, and leaves no file ----
refused()
{
    rm -f no.pdf
    print --out no.pdf
    ok "$1 (exit 3)" [ "$code" -eq 3 ]
    ok "$1, and says so" said "$2"
    ok "$1, and nothing is written" [ ! -e no.pdf ]
}
cp -r card good
sed -i '0,/"confirmed": false/s//"confirmed": true, "confirmed_by": "A. Clerk", "confirmed_on": "2025-01-01", "review": "2025-06-01"/' card/card.json
refused "an overdue number is refused" "the number of \"emergency\" was to be looked at again"
rm -r card && cp -r good card
# Each step as long as a language file may have it.
long=$(sed -n 's/^step: //p' good/en.txt | tr '\n' ' ' | cut -c1-158)
sed -i "s/^step: .*/step: $long/" card/en.txt
refused "steps that do not fit are refused" "too long for the card"
rm -r card && cp -r good card
sed -i '0,/^step: /s//step: \xe1\x8f\xa3 /' card/en.txt
refused "a letter no font has is refused" "U+13E3"
rm -r card && cp -r good card
sed -i 's/"text": "#0b0c0c"/"text": "#dddddd"/' card/card.json
refused "a text that cannot be read on its ground is refused" "contrast"
rm -r card && cp -r good card
tried 3 "a language the card has not is refused" card print card --language so --out no.pdf
ok "and says which" said "no language so"
told
