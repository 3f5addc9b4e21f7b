# tidy.awk - see tidy.sh.
BEGIN {
    # Written so that this file does not find itself.
    unfinished = "(^|[^A-Za-z])(TO" "DO|FIX" "ME|XX" "X|HA" "CK)([^A-Za-z]|$)|not (yet )?imple" "mented"
    machine = "(^|[^A-Za-z0-9_.])/(wo" "rk|ro" "ot|ho" "me)/[a-z]|/t" "mp/[a-z]/"
}
function wrong(why) { print FILENAME ":" FNR ": " why; bad++ }
function file_end() { if (is_c && lines > 700) { print last ":" lines ": over 700 lines; it is two files"; bad++ } }
FNR == 1 {
    file_end()
    files++
    last = FILENAME
    is_c = FILENAME ~ /\.[ch]$/
    made = FILENAME ~ /\/assets\/|package-lock\.json$/
}
{
    lines = FNR
    if (FILENAME ~ /package-lock\.json$/ && /"resolved":/ && $0 !~ /"https:\/\/registry\.npmjs\.org\//)
        wrong("a package from elsewhere; only npm's own registry may stand in the lock file")
    if (made) next
    if (/[ \t\r]$/) wrong("white space at the line's end; take it away")
    if (is_c && /\t/) wrong("a tab; use four spaces")
    if (is_c && columns($0) > 110) wrong("over 110 columns; break the line")
    if ($0 ~ unfinished) wrong("unfinished by its own words; finish it, or file an issue")
    if ($0 ~ machine) wrong("a path of one machine; the tree must work on every other")
}
# Characters, not bytes: UTF-8's continuation bytes take no column.
function columns(s) { gsub(/[\200-\277]/, "", s); return length(s) }
END { file_end(); printf "%d files looked at, %d things to tidy\n", files, bad; exit bad > 0 || files == 0 }
