# clusters.awk - holds `safekeep scan --json` against another tool's printed clusters.
#
#   awk -f clusters.awk -v exact=1 -v runs=999 printed.txt answer.json
#
# Each printed line: number, centre, two coordinates, radius, span, start, end, places, statistic, p,
# [recurrence,] observed, expected, ... A figure agrees when it rounds to what is printed; with
# exact=0 p must agree within Monte Carlo error (4 standard deviations of the two runs' difference).
FNR == 1 { file++ }
file == 1 && $1 ~ /^[0-9]+$/ {
    n = $1
    late = $14 ~ /^[0-9.]+$/ && $13 ~ /^[0-9]+$/ && NF >= 16
    centre[n] = $2; radius[n] = $5; start[n] = day($7); end[n] = day($8); places[n] = $9
    statistic[n] = $10; p[n] = $11
    observed[n] = late ? $13 : $12; expected[n] = late ? $14 : $13
}
file == 2 {
    count = split($0, part, /\{"locations":/)
    for (i = 2; i <= count; i++) check(i - 1, part[i])
    # At p 1 a cluster is not told, and another run of chance may put the last ones there.
    for (i = count; i <= n; i++)
        if (exact || p[i] + 4 * sqrt(2 * p[i] * (1 - p[i]) / runs) + 2 / runs < 1)
            wrong("only " count - 1 " clusters of " n)
}
function day(s,   d) { split(s, d, "/"); return sprintf("%04d-%02d-%02d", d[1], d[2], d[3]) }
function field(s, name)
{
    if (!match(s, "\"" name "\":[^,}]*")) return ""
    s = substr(s, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
    gsub(/"/, "", s)
    return s
}
function wrong(what) { print "not ok " what; failed++ }
function near(what, got, printed,   digits)
{
    digits = index(printed, ".") ? length(printed) - index(printed, ".") : 0
    if (got - printed > .502 * 10 ^ -digits || printed - got > .502 * 10 ^ -digits)
        wrong(what ": " got " where " printed " is printed")
}
function same(what, got, printed) { if (got != printed) wrong(what ": " got " where " printed " is printed") }
function check(i, s,   list, before, spread, q)
{
    if (!(i in centre)) {
        # The other tool stops at p 1, which another run of chance may place one cluster later.
        if (exact) wrong("cluster " i " is not printed")
        return
    }
    before = failed + 0
    list = substr(s, 1, index(s, "]"))
    same("cluster " i ", places", split(list, q, ","), places[i])
    same("cluster " i ", centre", field(s, "centre"), centre[i])
    near("cluster " i ", radius", field(s, "radius"), radius[i])
    same("cluster " i ", start", field(s, "start"), start[i])
    same("cluster " i ", end", field(s, "end"), end[i])
    same("cluster " i ", observed", field(s, "observed"), observed[i])
    near("cluster " i ", expected", field(s, "expected"), expected[i])
    near("cluster " i ", statistic", field(s, "statistic"), statistic[i])
    if (exact) near("cluster " i ", p", field(s, "p_value"), p[i])
    else {
        spread = 4 * sqrt(2 * p[i] * (1 - p[i]) / runs) + 2 / runs
        if (field(s, "p_value") - p[i] > spread || p[i] - field(s, "p_value") > spread)
            wrong("cluster " i ", p: " field(s, "p_value") " where " p[i] " is printed")
    }
    if (failed == before) passed++
}
END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }
