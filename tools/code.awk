# code.awk - what of a line of C is code? Read before a check: awk -f code.awk -f CHECK.awk
#
# code(line) blanks comments, also those over several lines, and what stands
# between quotes; code_and_text(line) keeps the texts. Call one of them, once a
# line, and code_begin() at each file's first.
function code_begin() { code_in_comment = 0 }
function code_strip(line, keep,   out, i, c, n, in_text, two)
{
    n = length(line)
    out = ""
    in_text = ""
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (code_in_comment) {
            if (two == "*/") { code_in_comment = 0; i++; out = out " " }
            continue
        }
        if (in_text != "") {
            if (c == "\\") { if (keep) out = out two; i++; continue }
            if (c == in_text) { in_text = ""; out = out c; continue }
            if (keep) out = out c
            continue
        }
        if (two == "//") break
        if (two == "/*") { code_in_comment = 1; i++; out = out " "; continue }
        if (c == "\"" || c == "'") in_text = c
        out = out c
    }
    return out
}
function code(line) { return code_strip(line, 0) }
function code_and_text(line) { return code_strip(line, 1) }
