#!/bin/sh
# card_schema - docs/card.schema.json and the program say the same of a card.json: the shipped card fits, and what is
# wrong in one way is refused by both.
# shellcheck disable=SC1091
. "$(dirname "$0")/../journeys/lib.sh"

schema=$tree/docs/card.schema.json
fits() { node "$tree/tests/checks/card_schema.mjs" "$schema" "$1"; }
"$SAFEKEEP" card new card > out || exit 1
cp card/card.json whole.json

# changed FILTER - the shipped card changed by jq
changed() { jq "$1" whole.json > card/card.json; }
# both SENTENCE FILTER - schema and program take it; its page has room for all that a schema lets through
both()
{
    changed "$2"
    rm -rf page
    ok "the schema takes $1" fits card/card.json
    tried 0 "the program takes $1" card page card --out page --date 2026-12-01
}
# neither SENTENCE FILTER - neither does
neither()
{
    changed "$2"
    ok "the schema refuses $1" not fits card/card.json
    tried 3 "the program refuses $1" card check card --date 2026-12-01
    ok "by a line of card.json: $1" grep -q '^card.json:[0-9]*:[0-9]*:' out err
}

ok "the shipped card fits" fits "$tree/cards/assets/northmere-emergency-card.json"
both "the card as it is" .
both "a first name that was agreed" '.credits = [{"first_name": "Zoë-Ann", "agreed": true}]'
both "a number with a plus" '.contacts[1].number = "+44 1632 960123"'
both "a confirmed number" '.contacts[1] += {"confirmed": true, "confirmed_by": "A. Quill", "confirmed_on": "2026-11-30", "review": "2027-11-30"}'
both "a name in another script" '.contacts[2].name = "ਚਾਈਲਡਲਾਈਨ"'
neither "a name nobody knows" '.nmae = "x"'
neither "a card without its area" 'del(.area)'
neither "a name with a capital" '.name = "Emergency"'
neither "a name with two hyphens" '.name = "a--b"'
neither "an area of 61 letters" '.area = "é" * 61'
neither "a space at the end" '.area = "Northmere "'
neither "a sign that cannot be seen" '.area = "North\u202emere"'
neither "a page that is not https" '.page = "http://northmere.example/"'
neither "a page with a question mark" '.page = "https://northmere.example/?a"'
neither "a host without a dot" '.page = "https://northmere/"'
neither "a page of 81 letters" '.page = "https://northmere.example/" + "a" * 55'
neither "no language" '.languages = []'
neither "a language twice" '.languages = ["en", "en", "pl", "ro", "ar", "pa"]'
neither "a language nobody can set" '.languages += ["xx"]'
neither "a reading age of 4" '.reading_age = 4'
neither "a reading age in quotation marks" '.reading_age = "11"'
neither "another picture" '.picture = "photo.jpg"'
neither "a licence in words" '.licence = "all free"'
neither "a colour by its name" '.colours.band = "blue"'
neither "a colour too few" 'del(.colours.line)'
neither "a colour too many" '.colours.border = "#000000"'
neither "nine contacts" '.contacts += [.contacts[1] | .id = "a", .id = "b", .id = "c"]'
neither "no contact for emergencies" '.contacts[0].emergency = false'
neither "a kind nobody knows" '.contacts[1].kind = "fax"'
neither "a number with two spaces" '.contacts[1].number = "0800  1111"'
neither "a number of one digit" '.contacts[1].number = "1"'
neither "a number of sixteen digits" '.contacts[1].number = "0123456789012345"'
neither "a number nobody owns" 'del(.contacts[1].owner)'
neither "confirmed, but by nobody" '.contacts[1].confirmed = true'
neither "not confirmed, but by somebody" '.contacts[1].confirmed_by = "A. Quill"'
neither "a day there is not" '.history[0].on = "2026-02-30"'
neither "a credit not agreed" '.credits = [{"first_name": "Sam", "agreed": false}]'
neither "a surname" '.credits = [{"first_name": "Sam Quill", "agreed": true}]'
neither "no history" '.history = []'
neither "another event" '.history[0].event = "copied"'
told
