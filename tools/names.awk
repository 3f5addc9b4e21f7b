# names.awk - see names.sh. In our style a function's name stands on an unindented line.
BEGIN {
    n = split("get do handle handler process manager util utils misc helper helpers data info", word, " ")
    for (i = 1; i <= n; i++) empty[word[i]] = 1
}
function judge(what, name,   part, n, i)
{
    names++
    n = split(tolower(name), part, /[_.\/-]/)
    for (i = 1; i <= n; i++)
        if (part[i] in empty) {
            print FILENAME ":" FNR ": " what " " name " has \"" part[i] "\" in its name; say what it does or is"
            bad++
        }
}
FNR == 1 { code_begin(); judge("the file", FILENAME) }
{
    line = code($0)
    if (line ~ /^[ \t]*#/) next
    if (line ~ /^[A-Za-z_]/ && match(line, /[a-z_][A-Za-z0-9_]*\(/) && substr(line, 1, RSTART - 1) ~ /[ *]$/ &&
        substr(line, 1, RSTART - 1) !~ /=/)
        judge("the function", substr(line, RSTART, RLENGTH - 1))
    while (match(line, /(struct|enum|union)[ ]+[A-Za-z_][A-Za-z0-9_]*[ ]*\{/)) {
        name = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        gsub(/^(struct|enum|union)[ ]+|[ ]*\{$/, "", name)
        judge("the type", name)
    }
}
END { printf "%d names looked at, %d empty\n", names, bad; exit bad > 0 || names == 0 }
