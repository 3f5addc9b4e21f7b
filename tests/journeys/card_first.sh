#!/bin/sh
# card_first - an afternoon's first hour: a card is made, looked at, its numbers rung, a language read; and rubbish.
# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"

line() { grep -c "$1" out; }
next_year=$(($(date +%Y) + 1))

# ---- Northmere's card, as it comes ----
tried 0 "a card is made" card new card
ok "with its seven files" [ "$(cd card && echo *)" = "ar.txt card.json en.txt pa.txt picture.svg pl.txt ro.txt" ]
tried 6 "a folder that is there is left alone" card new card
tried 0 "it can be printed, as a draft" card check card
ok "every number is to be confirmed" [ "$(line 'is not confirmed')" = 6 ]
ok "each with its file and line" answered 'card.json:21: the number of "emergency"'
ok "no language was read by a speaker" [ "$(line 'no speaker of')" = 5 ]
ok "what that comes to is said" answered "It prints as a draft: 6 to settle first; 5 worth knowing."
tried 0 "the same for a program" card check card --json
ok "says draft" [ "$(jq -r .prints out)" = draft ]
ok "and eleven faults" [ "$(jq '.faults | length' out)" = 11 ]

# ---- one's own ----
tried 2 "an area alone is half a place" card new own --area Southmere
tried 3 "an address that is none" card new own --area Southmere --partnership "Safer Southmere" --page http://x
ok "nothing was written" [ ! -e own ]
tried 0 "a card of one's own is made" card new own --area Southmere --partnership "Safer Southmere" \
    --page https://southmere.example/cards/emergency --name first-help
ok "it names the area" [ "$(jq -r '.area, .name, .history[0].partnership' own/card.json | paste -sd' ')" = \
    "Southmere first-help Safer Southmere" ]
ok "nothing of Northmere is left in it" sh -c '! grep -rqi northmere own'
tried 0 "it prints as a draft at once" card check own

# ---- numbers are rung, a language is read ----
for id in emergency police childline shout crimestoppers; do
    tried 0 "$id is confirmed" card confirm own $id --by "A. Quill" --review "$next_year-01-31"
done
ok "who rang is kept" [ "$(jq -r '.contacts[0].confirmed_by' own/card.json)" = "A. Quill" ]
cp own/pl.txt before.txt
tried 0 "Polish was read" card checked own pl --by "Z. Quill, interpreter" --date 2026-11-30
ok "one line changed" [ "$(diff before.txt own/pl.txt | grep -c '^>')" = 1 ]
ok "which says who and when" grep -qx "checked: Z. Quill, interpreter, 2026-11-30" own/pl.txt
tried 0 "nothing is left to settle" card check own
ok "and that is said" answered "It can be printed; 4 worth knowing."
tried 3 "the day after the review date nothing prints" card check own --date "$next_year-02-01"
ok "each number says so" [ "$(line 'looked at again by now')" = 5 ]
tried 0 "on the day itself it does" card check own --date "$next_year-01-31"
tried 2 "a review date years ahead is none" card confirm own police --by "A. Quill" --review 2090-01-01
tried 2 "one that is past is none" card confirm own police --by "A. Quill" --review 2020-01-01
tried 5 "a number that is not there" card confirm own nobody --by "A. Quill" --review "$next_year-01-31"
tried 5 "a language that is not there" card checked own fr --by "A. Quill"

# ---- what is wrong is said all at once ----
cp -r own bad
sed -i 's/"band": "#10457a"/"band": "#fefefe"/; s/"reading_age": 11/"reading_age": 6/; s/"licence"/"licence_"/' bad/card.json
sed -i '/^talk:/d; s/^step: .*bleeding.*$/step:/' bad/en.txt
printf 'colour: red\n' >> bad/ro.txt
sed -i 's/<svg/<svg onload="x()"/' bad/picture.svg
tried 3 "a card with many faults does not print" card check bad
ok "a colour on another" answered '"band_text" on "band" has a contrast of 1.0 to 1, and 4.5 is needed'
ok "the reading age, with the measure" answered "the card promises 6 (Coleman-Liau;"
ok "a key that is misspelt, and which was meant" answered 'card.json:9:3: this name is not known here: was "licence" meant?'
ok "a line that is missing in a language" sh -c 'grep "^en.txt" out | grep -q talk'
ok "a line that no language has" sh -c 'grep -q "^ro.txt:[0-9]*:.*not known" out'
ok "what the picture may not hold, with its place" sh -c 'grep -q "^picture.svg:[0-9]*:[0-9]*: " out'
tried 3 "such a card takes no confirmation" card confirm bad police --by "A. Quill" --review "$next_year-01-31"

# ---- rubbish ----
head -c 4000 /dev/urandom > own/pl.txt
tried 3 "bytes that are no text" card check own
ok "are said of the file they are in" sh -c 'grep -q "^pl.txt" out'
printf '{' > own/card.json
tried 3 "a card.json that is cut off" card check own
ok "is said with its line, and nothing is invented" [ "$(grep -c '^card.json' out)" -le 2 ]
ok "its line" sh -c 'grep -q "^card.json:1:" out'
: > own/card.json
tried 3 "an empty card.json" card check own
tried 5 "a folder that is not there" card check nowhere
echo x > card/notes.doc
run card check card
ok "a file that belongs to no card is refused by name" said "notes.doc"
told
