# syn_people.awk - invented people for the soak of linkage, many and fast: the error processes of
# syn_people.py, rows of one person together (the linkage's own order does not depend on it).
#
#     awk -v n=7000000 -v seed=42 -f syn_people.awk NAMES.csv > PEOPLE.csv
#
# Columns: unique_id,cluster,first_name,surname,dob,postcode,city,email. NAMES.csv gives the names' parts
# (columns first_name and surname); they are drawn with the frequencies of Zipf's law.
function table(names, many, shift, power, out,    i, k, sum, at)
{
    for (i = 0; i < many; i++)
        sum += 1 / (i + shift) ^ power
    for (i = k = 0; i < many; i++) {
        at += 1 / (i + shift) ^ power
        while (k < TABLE && k < at / sum * TABLE)
            out[k++] = names[i]
    }
    while (k < TABLE)
        out[k++] = names[many - 1]
}
function upto(x) { return int(rand() * x) }
function letter(of) { return substr(of, 1 + upto(length(of)), 1) }
function slip(s,    i, k)
{
    if (length(s) < 2)
        return s
    i = 1 + upto(length(s) - 1); k = upto(4)
    if (k == 0) return substr(s, 1, i - 1) substr(s, i + 1)
    if (k == 1) return substr(s, 1, i - 1) substr(s, i + 1, 1) substr(s, i, 1) substr(s, i + 2)
    return substr(s, 1, i - 1) letter("abdefghjlnpqrstuwxyz") substr(s, i + (k == 2))
}
function move(    i)
{
    i = 1 + upto(16)
    code = sprintf("%s%d %d%s%s", area[i], 1 + upto(39), 1 + upto(9), letter("ABDEFGHJLN"), letter("ABDEFGHJLN"))
    town = city[i]
}
function person()
{
    move()
    first = forename[upto(TABLE)]; last = surname[upto(TABLE)]
    born = sprintf("%04d-%02d-%02d", 1935 + upto(81), 1 + upto(12), 1 + upto(28))
    mail = rand() < .6 ? first "." last upto(100) "@" host[1 + upto(4)] : ""
}
function again(    f, s, d, e, c, t, k, x)
{
    f = first; s = last; d = born; e = mail; c = code; t = town
    if (rand() < .12) f = slip(f); else if (rand() < .03) f = substr(f, 1, 1); else if (rand() < .02) f = ""
    if (rand() < .10) s = slip(s); else if (rand() < .03) s = surname[upto(TABLE)]
    if (rand() < .06) {
        k = substr("346790", 1 + upto(6), 1) + (rand() < .3)
        if (substr(d, k, 1) != "-") d = substr(d, 1, k - 1) upto(10) substr(d, k + 1)
    } else if (rand() < .05) d = ""
    if (rand() < .15) { move(); x = code; code = c; c = x; x = town; town = t; t = x }
    else if (rand() < .05) c = slip(c)
    else if (rand() < .08) c = ""
    if (rand() < .3) e = ""
    if (rand() < .01) { x = f; f = s; s = x }
    print rows++ "," people "," f "," s "," d "," c "," t "," e
}
BEGIN {
    FS = ","; TABLE = 131072
    srand(seed)
    split("DE SW LS M B NE CF SO EX RG PO BS L S NG CV", area, " ")
    split("derby london leeds manchester birmingham newcastle cardiff southampton exeter reading portsmouth bristol liverpool sheffield nottingham coventry", city, " ")
    split("gmail.com hotmail.co.uk outlook.com btinternet.com", host, " ")
    split("- son ton ley man s well ford wood er", ending, " ")
}
NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
{
    f = $(place["first_name"]); s = $(place["surname"])
    if (f ~ /^[a-z][a-z][a-z]+$/ && ++seen_first[f] == 3) first_names[firsts++] = f
    if (s ~ /^[a-z][a-z][a-z]+$/ && ++seen_last[s] == 1) stems[lasts++] = s
}
END {
    for (i = 1; i <= 10 && many < 30000; i++)
        for (k = 0; k < lasts && many < 30000; k++)
            last_names[many++] = stems[k] (i > 1 ? ending[i] : "")
    table(first_names, firsts < 2000 ? firsts : 2000, 8, 1.05, forename)
    table(last_names, many, 25, 1, surname)
    print "unique_id,cluster,first_name,surname,dob,postcode,city,email"
    while (rows < n) {
        person()
        u = rand()
        copies = u > .985 ? 5 + upto(5) : u > .95 ? 4 : u > .88 ? 3 : u > .72 ? 2 : 1
        print rows++ "," people "," first "," last "," born "," code "," town "," mail
        for (i = 1; i < copies && rows < n; i++)
            again()
        people++
    }
}
