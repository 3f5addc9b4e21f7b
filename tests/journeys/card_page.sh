#!/bin/sh
# card_page - a card's page as files for any web host: whole or not at all, and the site's list of cards, whose
# log knows nobody.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"
mkdir card
for file in "$tree"/cards/assets/northmere-emergency-*; do
    cp "$file" "card/${file##*northmere-emergency-}"
done

# ---- a folder ----
tried 0 "a page is written" card page card --out page --date 2026-11-30
ok "it says that it is a draft" grep -q 'draft' out
for file in index.html pl/index.html ar/index.html pa/index.html ro/index.html card.css card.js worker.js \
    colours.css card-icon.svg card-192.png card-512.png en.webmanifest ar.webmanifest; do
    ok "the folder holds $file" [ -s "page/$file" ]
done
ok "every page says that it is a draft" [ "$(grep -l '<strong>Draft.</strong>' page/index.html page/*/index.html | wc -l)" = 5 ]
ok "every page brings its policy" [ "$(grep -l "default-src 'none'" page/index.html page/*/index.html | wc -l)" = 5 ]
ok "no page names an address elsewhere but the way out" \
    [ "$(grep -ho '="[a-z]*://[^"]*"' page/index.html page/*/index.html | sort -u)" = '="https://www.bbc.co.uk/weather"' ]
tried 0 "it is written again elsewhere" card page card --out again --date 2026-11-30
ok "to the same bytes" diff -r page again
tried 0 "with --json" card page card --out third --json
ok "it is told for programs" jq -e '.draft and .files >= 18 and (.picture_left_out | not)' out
tried 6 "a folder that is there already is left alone" card page card --out page
ok "nothing is left beside it" [ "$(find . -name '*.part-*' | wc -l)" = 0 ]
tried 8 "a folder in a folder that is not there" card page card --out nowhere/page
tried 5 "no such card" card page nothing --out other
tried 2 "a date that is none" card page card --out other --date tomorrow
ok "nothing was written" [ ! -e other ]
echo 'step of nothing' >> card/pl.txt
tried 3 "a card with a fault" card page card --out other
ok "the fault is told with its file and line" grep -q '^pl.txt:[0-9]*:' err
ok "nothing was written of it" [ ! -e other ]

# ---- a store that knows no approval, and its site ----
tried 0 "a store is begun" init --store northmere.safekeep --name Northmere --invented
rm -r card/pl.txt && cp "$tree/cards/assets/northmere-emergency-pl.txt" card/pl.txt
tried 0 "a page beside a store without an approval" card page card --out fourth --store northmere.safekeep
ok "is a draft" grep -q '<strong>Draft.</strong>' fourth/index.html
serve_begin one --store northmere.safekeep
hears /cards
ok "the list of cards is a page without figures in the store" [ "$status" = 200 ]
ok "and says that there is none" grep -q 'No card is published here yet' out
ok "it bears the strict policy" head_has "Content-Security-Policy: default-src 'none';"
ok "and sets no cookie" not head_has Set-Cookie
hears /cards/emergency -H 'User-Agent: somebody' -H 'Referer: http://127.0.0.1/x'
ok "a card that is not there is said to be none" [ "$status" = 404 ]
ok "with what to do in an emergency all the same" grep -q 'href="tel:999"' out
serve_end TERM
ok "it ends well" [ "$code" = 0 ]
ok "its log said where the site is" said "open http://127.0.0.1:$port/ in a browser"
ok "and after that nothing: nobody who asked, and not for what" [ -e one.log -a ! -s one.log ]
told
