#!/bin/sh
# card_spread - a card goes from force A to force B in one signed file; rubbish, a killed program and a full disk on the way.
# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"

has() { "$SAFEKEEP" help "$@" > help.out 2>&1; }
files() { [ "$(cd "$1" && echo *)" = "ar.txt card.json en.txt pa.txt picture.svg pl.txt ro.txt" ]; }
absent() { [ ! -e "$1" ]; }
mode() { [ "$(stat -c %a "$1")" = "$2" ]; }

# ---- force A: a card, a pair of keys, a bundle ----
mkdir northmere
for file in "$tree"/cards/assets/northmere-emergency-*; do
    cp "$file" "northmere/${file##*/northmere-emergency-}"
done
tried 0 "force A makes its keys" card key new --out a.key --name "Northmere CSP"
ok "the secret one is for its owner alone" mode a.key 600
ok "nothing that was said is the secret" not grep -qF "$(cut -d' ' -f6 a.key)" out err a.key.pub
tried 6 "a key is never overwritten" card key new --out a.key
tried 0 "a key's fingerprint is shown" card key show a.key.pub --json
finger=$(jq -r .fingerprint out)
ok "it is six groups of five digits" sh -c "echo '$finger' | grep -qxE '([0-9]{5} ){5}[0-9]{5}'"
tried 0 "the secret key has the same" card key show a.key --json
ok "the fingerprint is the same" [ "$(jq -r .fingerprint out)" = "$finger" ]
tried 0 "force A bundles its card" card bundle northmere --key a.key --out a.card --json
ok "that the picture was cleaned is said" json .picture_cleaned
tried 0 "again" card bundle northmere --key a.key --out again.card
ok "the same bytes come out" same a.card again.card
"$SAFEKEEP" card bundle northmere --key a.key --out - > piped.card 2> err
ok "and on standard output" same a.card piped.card
tried 2 "JSON and the bundle do not share an output" card bundle northmere --key a.key --out - --json

# ---- any other program opens it, and finds the signature right ----
mkdir other && tar xf a.card -C other
ok "tar finds nine files" [ "$(tar tf a.card | wc -l)" = 9 ]
ok "a file's sum is in the manifest" [ "$(sha256sum < other/pl.txt | cut -c1-64)" = \
    "$(jq -r '.files[] | select(.name == "pl.txt") | .sha256' other/manifest.json)" ]
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'; jq -r .signer other/manifest.json | base64 -d; } > a.der
ok "openssl finds the signature good" openssl pkeyutl -verify -pubin -keyform DER -inkey a.der -rawin \
    -in other/manifest.json -sigfile other/manifest.sig
ok "the signer is the key that was shown" grep -qF "$(jq -r .signer other/manifest.json)" a.key.pub

# ---- what may not be passed on ----
cp -r northmere bad
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n <rect onclick="x()"/></svg>' > bad/picture.svg
tried 3 "a picture with a script in it is not bundled" card bundle bad --key a.key --out bad.card
ok "where it stands is said" said "picture.svg:2:8"
ok "nothing was written" absent bad.card
chmod 644 a.key
tried 4 "a key that others may read signs nothing" card bundle northmere --key a.key --out bad.card
chmod 600 a.key
tried 3 "a public key signs nothing" card bundle northmere --key a.key.pub --out bad.card
tried 5 "a folder that is not there" card bundle nowhere --key a.key --out bad.card
ok "nothing was written" absent bad.card

# ---- force B: whom it trusts, and what it takes ----
tried 0 "force B has keys, too" card key new --out b.key --name "Southmere Safer Streets"
tried 4 "a key that is not trusted is refused" card import a.card --trust b.key.pub --out card
ok "its fingerprint is said" said "$finger"
ok "nothing was written" absent card
tried 3 "a secret key is not what is trusted" card import a.card --trust a.key --out card
tried 2 "somebody must be trusted" card import a.card --out card
for at in 0 300 600 2000 9000 15000; do
    { head -c $at a.card; printf x; tail -c +$((at + 2)) a.card; } > bad.card
    tried 3 "a byte changed at $at is refused" card import bad.card --trust a.key.pub --out card
done
head -c 5000 a.card > bad.card
tried 3 "one cut short is refused" card import bad.card --trust a.key.pub --out card
{ cat a.card; echo more; } > bad.card
tried 3 "one with more behind it is refused" card import bad.card --trust a.key.pub --out card
(cd other && tar cf ../bad.card manifest.json manifest.sig ar.txt card.json en.txt pa.txt picture.svg pl.txt ro.txt)
tried 3 "the same files packed by another program are refused" card import bad.card --trust a.key.pub --out card
ln -s /etc/hostname other/link.txt
tar cf bad.card --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 -C other link.txt
tried 3 "a link in it is refused" card import bad.card --trust a.key.pub --out card
ok "as what it is" said "link"
mkdir -p deep/er && echo x > deep/up.txt
tar cPf bad.card --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 -C deep/er ../up.txt
tried 3 "a name that climbs is refused" card import bad.card --trust a.key.pub --out card
ok "as what it is" said "leads out of its folder"
head -c 5000000 /dev/zero > bad.card
tried 7 "one too big is refused" card import bad.card --trust a.key.pub --out card
printf 'rubbish' > bad.card
tried 3 "rubbish is refused" card import bad.card --trust a.key.pub --out card --json
ok "in one document" one_json
tried 5 "a file that is not there" card import nowhere.card --trust a.key.pub --out card
ok "of all these nothing was written" absent card

# ---- killed in its middle, and a full disk ----
mkfifo slow
"$SAFEKEEP" card import - --trust a.key.pub --out card < slow > out 2> err &
writer=$!
exec 9> slow
head -c 9000 a.card >&9
sleep .1
kill -KILL $writer
wait $writer 2>/dev/null
exec 9>&-
ok "an import killed while it reads leaves nothing" absent card
for _ in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf card
    "$SAFEKEEP" card import a.card --trust a.key.pub --out card > out 2> err &
    writer=$!
    kill -KILL $writer
    wait $writer 2>/dev/null
    ok "an import that is killed leaves a whole folder or none" sh -c '[ ! -e card ] || [ -e card/ro.txt ]'
done
rm -rf card
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=12k tmpfs disk 2>/dev/null; then
    tried 8 "a bundle onto a full disk" card bundle northmere --key a.key --out disk/a.card
    tried 8 "an import onto a full disk" card import a.card --trust a.key.pub --out disk/card
    head -c 20000 /dev/zero > disk/filler 2>/dev/null
    tried 8 "a key onto a full disk" card key new --out disk/key
    rm -f disk/filler
    ok "neither left a part of itself" [ -z "$(ls -A disk)" ]
fi

# ---- it arrives, and becomes force B's ----
tried 0 "force B takes it" card import a.card --trust b.key.pub --trust a.key.pub --out card
ok "whole" files card
ok "whose it is is said" answered "Northmere CSP"
tried 6 "a folder that is there is not written over" card import a.card --trust a.key.pub --out card
"$SAFEKEEP" card import - --trust a.key.pub --out piped < a.card > out 2> err
ok "from standard input, the same" diff -r card piped
tried 3 "a page that is no address" card adopt card --area Southmere --partnership "Southmere Safer Streets" \
    --page javascript:x --out mine
tried 6 "it is not adopted by whom it is of" card adopt card --area Northmere \
    --partnership "Northmere Community Safety Partnership" --page https://northmere.example/x --out mine
ok "nothing was written" absent mine
adopt() { run card adopt "$@" --partnership "Southmere Safer Streets" --page https://southmere.example/cards/emergency --invented; }
adopt card --area Southmere --out mine --json
ok "it is adopted" [ "$code" -eq 0 ]
ok "six numbers are to be confirmed or replaced" json '[.to_do[] | select(.weight == "stop")] | length == 6'
ok "the first stays credited" jq -e '.history | map([.event, .area]) == [["made", "Northmere"], ["adopted", "Southmere"]]' mine/card.json
ok "the words are the same" same card/pl.txt mine/pl.txt
if has card check; then
    run card check mine
    ok "it does not print yet" [ "$code" -ne 0 ]
    ok "the number that is not theirs is said" grep -q youth-team out err
fi

# ---- a number is replaced; the others are rung ----
tried 5 "a number that is not on the card" card contact mine nobody --number 101
tried 2 "nothing said" card contact mine youth-team
tried 3 "a number that is none" card contact mine youth-team --number "call us"
ok "the card is as it was" grep -q 'Northmere youth team' mine/card.json
tried 0 "their own youth team" card contact mine youth-team --number "01632 960456" --name "Southmere youth team" \
    --owner "Southmere Council (invented)" --source "a number Ofcom keeps for drama: ofcom.org.uk"
ok "is on it" jq -e '.contacts[] | select(.id == "youth-team") | .number == "01632 960456" and .confirmed == false' mine/card.json
today=$(date +%F) later=$(date -d '+200 days' +%F)
jq --arg on "$today" --arg by "$later" '.contacts |= map(.confirmed = true | .confirmed_by = "Sam, Southmere Council" |
    .confirmed_on = $on | .review = $by)' mine/card.json > confirmed.json && cp confirmed.json mine/card.json
if has card check; then
    run card check mine --json
    ok "nothing stops it now" not grep -q '"weight":"stop"' out
    sed -i 's/^title: .*/title: Unsafe in Northmere?/' mine/en.txt
    run card check mine
    ok "the first area's name in the words stops it" [ "$code" -ne 0 ]
    cp card/en.txt mine/en.txt
fi

# ---- and goes on to force C, still crediting A; who takes the credit away is stopped ----
tried 0 "force B bundles its own" card bundle mine --key b.key --out b.card
tried 0 "force C takes it" card import b.card --trust b.key.pub --out c
tried 0 "and adopts it" card adopt c --area Westmere --partnership "Westmere CSP" \
    --page https://westmere.example/cards/emergency --out c2
ok "two stand before it" jq -e '.history | map(.area) == ["Northmere", "Southmere", "Westmere"]' c2/card.json
jq '.history |= .[1:]' mine/card.json > taken.json && cp taken.json mine/card.json
tried 3 "a card without its first maker is not bundled" card bundle mine --key b.key --out d.card
ok "and that is said" said "stays credited"

told
