# quiet.awk - see quiet.sh. A call may stand on several lines: it is gathered up to its last bracket.
BEGIN { CALL = "(^|[^A-Za-z0-9_])(err_set|err_set_at|err_memory|err_memory_at|log_[a-z_]+)[ ]*\\(" }
FNR == 1 { code_begin(); gathered = ""; define = 0 }
{
    line = code_and_text($0)
    if (define || line ~ /^[ \t]*#/) { define = line ~ /\\$/; next }
    seek(line)
}
function seek(line,   before)
{
    if (gathered == "") {
        if (!match(line, CALL)) return
        before = substr(line, 1, RSTART)
        line = substr(line, RSTART)
        sub(/^[^A-Za-z_]/, "", line)
        if (before ~ /(bool|void|int|struct err)[ *]*$/) { seek(substr(line, index(line, "(") + 1)); return }
        from = FNR
    } else
        line = gathered " " line
    end = bracket_end(line)
    gathered = end ? "" : line
    if (!end) return
    judge(substr(line, 1, end))
    seek(substr(line, end + 1))
}
# Where the first bracket closes, or 0 when it does not on these lines.
function bracket_end(s,   i, c, deep, text)
{
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (text != "") { if (c == "\\") i++; else if (c == text) text = "" }
        else if (c == "\"" || c == "'") text = c
        else if (c == "(") deep++
        else if (c == ")" && --deep == 0) return i
    }
    return 0
}
# Cuts `s` at each top-level `mark` into part[1..]; returns how many.
function cut(s, mark, part,   i, c, deep, text, n, from_here)
{
    split("", part)
    from_here = 1
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (text != "") { if (c == "\\") i++; else if (c == text) text = "" }
        else if (c == "\"" || c == "'") text = c
        else if (c ~ /[\(\[{]/) deep++
        else if (c ~ /[\)\]}]/) deep--
        else if (c == mark && !deep) { part[++n] = trim(substr(s, from_here, i - from_here)); from_here = i + 1 }
    }
    part[++n] = trim(substr(s, from_here))
    return n
}
function trim(s) { gsub(/^[ \t\n]+|[ \t\n]+$/, "", s); return s }
function wrong(why) { print FILENAME ":" from ": " why; bad++ }
function is_quiet(s,   part, n)
{
    s = trim(s)
    while (s ~ /^\(/ && bracket_end(s) == length(s)) s = trim(substr(s, 2, length(s) - 2))
    n = cut(s, "?", part)
    if (n > 1) {
        s = trim(substr(s, index_of_top(s, "?") + 1))
        n = index_of_top(s, ":")
        return n && is_quiet(substr(s, 1, n - 1)) && is_quiet(substr(s, n + 1))
    }
    if (s ~ /^"/) return s ~ /^("([^"\\]|\\.)*"[ ]*)+$/
    if (s ~ /^[A-Za-z_][A-Za-z0-9_]*_word\(/) return bracket_end(s) == length(s)
    if (s ~ /^STR_ARG\(/) return is_quiet(substr(s, 9, length(s) - 9))
    return s ~ /^([A-Za-z_][A-Za-z0-9_]*(\[[^\]]*\])?(->|\.))*label$/
}
# The first top-level `mark` outside a nested a ? b : c.
function index_of_top(s, mark,   i, c, deep, text, ask)
{
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (text != "") { if (c == "\\") i++; else if (c == text) text = "" }
        else if (c == "\"" || c == "'") text = c
        else if (c ~ /[\(\[{]/) deep++
        else if (c ~ /[\)\]}]/) deep--
        else if (deep) continue
        else if (c == mark && !ask) return i
        else if (c == "?") ask++
        else if (c == ":") ask--
    }
    return 0
}
function judge(call,   name, part, n, fmt)
{
    calls++
    name = call
    sub(/[ ]*\(.*/, "", name)
    call = trim(substr(call, index(call, "(") + 1))
    n = cut(substr(call, 1, length(call) - 1), ",", part)
    if (name ~ /^err_memory/) {
        if (!is_quiet(part[n])) wrong("what ran out of memory is said by a literal, a `label` or a ..._word(), never by a record's text")
        return
    }
    for (fmt = 1; fmt <= n && part[fmt] !~ /^("|PRI|STR_FMT)/; fmt++) ;
    if (fmt > n) { wrong("the format is no literal, so nobody can say what it shows; write it here"); return }
    judge_format(part[fmt], part, fmt, n)
}
function judge_format(fmt, part, at, n,   spec, kind, i)
{
    gsub(/STR_FMT/, "\"%.*s\"", fmt)
    gsub(/PRI[a-zA-Z0-9]+/, "\"d\"", fmt)
    gsub(/"[ ]*"/, "", fmt)
    gsub(/%%/, "", fmt)
    while (match(fmt, /%[-+ #0-9.*]*(hh|h|ll|l|z|j|t|L)?[a-zA-Z]/)) {
        spec = substr(fmt, RSTART, RLENGTH)
        fmt = substr(fmt, RSTART + RLENGTH)
        kind = substr(spec, length(spec))
        at++
        if (part[at] !~ /^STR_ARG/) for (i = gsub(/\*/, "*", spec); i > 0; i--) at++
        if ((kind == "s" || kind == "c") && !is_quiet(part[at])) {
            wrong("a message may not carry a record's text (" (at > n ? "nothing given" : "argument " at) "): use a parameter called `label`, or a ..._word()")
            return
        }
    }
}
END { printf "%d messages looked at, %d that could leak\n", calls, bad; exit bad > 0 || calls == 0 }
