#!/bin/sh
# mend - a partner's file with faults comes in, is mended and sent again.
. "$(dirname "$0")/lib.sh"

incidents() # FILE... [OPTION...]: as the police's incidents
{
    run import --store csp --agency police --kind incidents "$@"
}
counting() # how many rows count now
{
    "$SAFEKEEP" imports --store csp --json | jq '[.[] | select(.kind == "incidents") | .rows_live] | add // 0'
}
fingerprint() { "$SAFEKEEP" imports --store csp --json | sha256sum; "$SAFEKEEP" audit --store csp | sha256sum; }

town csp || exit 1

# ---- good rows stay, each fault is named, refused rows are kept to be mended ----
cat > october.csv <<'END'
id,date,longitude,latitude,category
A1,2025-10-01,0.510,51.310,robbery
A2,31/10/2025,0.530,51.310,burglary
A3,2025-13-40,0.510,51.310,burglary
A4,2025-10-04,51.310,0.510,burglary
A5,2025-10-05,0.510,51.310,zanzibarcanary
A6,2025-10-06,0.510,51.310
A7,2025-10-07,0.510,51.310,drugs,extracanary
A8,10/31/2025,0.510,51.310,drugs
A9,,0.510,51.310,"Criminal damage, ""arson"""
END
incidents october.csv --rejects refused.csv --json
ok "refused rows end with exit 3" [ $code -eq 3 ]
ok "the answer is one document" one_json
ok "two good rows stay" json '.[0].rows_read == 9 and .[0].rows_kept == 2 and .[0].rows_refused == 7'
ok "a wrong date is named by row and column" said 'october.csv: row 4, column 2, B "date": found 4 digits, dash'
ok "swapped degrees are guessed at" said 'row 5, column 3, C "longitude": found 2 digits, point, 3 digits; the place lies outside'
ok "an unknown category is named" said 'row 6, column 5, E "category": found 14 letters; a kind of event we know is wanted'
ok "a row too short is named" said 'row 7: this row has fewer columns than the header'
ok "a row too long is named" said 'row 8: this row has more columns than the header'
ok "a month written first is named" said 'row 9, column 2, B "date": found 2 digits, slash, 2 digits, slash, 4 digits; a date with the day first'
ok "a blank is named" said 'row 10, column 2, B "date": found nothing; it may not be blank'
ok "no value is repeated" unsaid canary
ok "no date of a record is repeated" unsaid 2025-13-40
ok "the faults are in the answer too" json '[.[0].faults[].row] == [4,5,6,7,8,9,10]'
ok "refused rows are for their owner alone" [ "$(stat -c %a refused.csv)" = 600 ]
{ echo id,date,longitude,latitude,category; tail -n 7 october.csv; } > wanted.csv
ok "all refused rows are there as they came" same refused.csv wanted.csv
ok "two rows count" [ "$(counting)" = 2 ]

sed -i -e 's/2025-13-40/2025-10-13/; s/51.310,0.510/0.510,51.310/; s/zanzibarcanary/theft/; s/^\(A6.*\)$/\1,arson/' \
    -e 's/,extracanary//; s,10/31/2025,31/10/2025,; s/^A9,,/A9,2025-10-09,/' refused.csv
incidents refused.csv
ok "mended rows come in" [ $code -eq 0 ]
ok "nine rows count" [ "$(counting)" = 9 ]
ok "without faults no word is on standard error" [ ! -s err ]

# ---- the same file twice ----
before=$(fingerprint)
incidents refused.csv
ok "the same file again is fine" [ $code -eq 0 ]
ok "the same file is said to be in force" answered 'in force already, nothing changed'
incidents october.csv --rejects again.csv
ok "a faulty file again still says its faults" [ $code -eq 3 ]
ok "nothing changed by either" [ "$before" = "$(fingerprint)" ]
incidents october.csv --rejects again.csv
ok "a rejects file that is there is not overwritten" [ $code -eq 6 ]
incidents october.csv --rejects nowhere/again.csv
ok "a rejects file needs its folder" [ $code -eq 5 ]

# ---- all or nothing; a look first ----
cat > november.csv <<'END'
id,date,longitude,latitude,category
B1,2025-10-20,0.510,51.310,robbery
B2,someday,0.510,51.310,robbery
END
incidents november.csv --strict
ok "--strict refuses the whole file" [ $code -eq 3 ]
ok "--strict says that none was taken" said 'november.csv: 1 rows are refused, so with --strict none was taken'
ok "--strict changed nothing" [ "$before" = "$(fingerprint)" ]
incidents november.csv --strict --json
ok "--strict answers with one document" one_json
incidents november.csv --preview
ok "a preview ends as the import would" [ $code -eq 3 ]
ok "a preview shows the mapping" answered 'column 2, B "date" -> from'
ok "a preview counts" answered '1 would be kept'
ok "a preview changed nothing" [ "$before" = "$(fingerprint)" ]

# ---- a column nobody said we may keep ----
cat > officers.csv <<'END'
id,date,Officer,longitude,latitude,category
C1,2025-10-20,Smithcanary,0.510,51.310,robbery
END
incidents officers.csv
ok "an unknown column refuses the file" [ $code -eq 3 ]
ok "the column and its remedy are named" said 'column 3, C "Officer"'
ok "the remedy is named" said '--map HEADER=FIELD (see safekeep kinds), or --drop HEADER'
ok "an unknown column changed nothing" [ "$before" = "$(fingerprint)" ]
incidents officers.csv --preview
ok "a preview ends as the import would" [ $code -eq 3 ]
ok "a preview shows what is not known" answered 'column 3, C "Officer" -> NOT KNOWN'
ok "a preview says why the file would be refused" answered 'would be refused: officers.csv: not known: column 3'
sed -i 's/category$/Offence Group Text/' officers.csv
incidents officers.csv
ok "a needed column that is missing is named" said 'no column for category'
incidents officers.csv --preview --json
ok "a preview without a needed column is still shown" json '.[0].would_be_refused != null and .[0].rows_read == 1'
incidents officers.csv --drop Officer --map 'Offence Group Text=nosuchfield'
ok "a field that is none is refused" [ $code -eq 3 ]
incidents officers.csv --drop Officer --map 'Offence Group Text=category'
ok "mapped and dropped it comes in" [ $code -eq 0 ]
sed -i s/C1/C2/ officers.csv
incidents officers.csv
ok "the map is kept for the next file" [ $code -eq 0 ]
ok "what was dropped stands nowhere in the store" not grep -q Smithcanary csp csp-wal
run import --store csp --agency housing --kind incidents officers.csv
ok "another partner's file is not read by that map" [ $code -eq 3 ]
ok "a value in a dropped column is never said" unsaid canary
ok "eleven rows count" [ "$(counting)" = 11 ]

# ---- what spreadsheets write ----
printf '\357\273\277id;date;longitude;latitude;category;location\r\nD1;21/10/2025;0.510;51.310;robbery;x\r\n' > bom.csv
incidents bom.csv --drop location --json
ok "a byte order mark, semicolons and CRLF are read" json '.[0].rows_kept == 1 and .[0].encoding == "UTF-8 with BOM"'
printf 'id,date,longitude,latitude,category,location\nE1,2025-10-22,0.51,51.31,robbery,caf\351\n' > latin.csv
incidents latin.csv
ok "Windows-1252 is read and said" answered 'latin.csv: Windows-1252, 1 rows'
printf 'id;date;longitude;latitude;category\nF1;2025-10-22;0.51;51.31;robbery\n' | "$SAFEKEEP" import --store csp \
    --agency police --kind incidents - > out 2> err
ok "standard input is read" answered 'standard input: UTF-8, semicolons, 1 rows'
printf 'id,date,longitude,latitude,category\nG1,2025-10-22,0.51,51.31,"robbery\n' > open.csv
incidents open.csv --rejects open-refused.csv
ok "a quote left open is named by its row" said 'row 2: a quote opens here and is never closed'
ok "what cannot be cut into columns is said to be missing from the rejects" said '1 of the refused rows could not be cut into columns'
ok "an empty rejects file is not left lying about" [ ! -e open-refused.csv ]

# ---- what is refused as a whole ----
incidents nosuchfile.csv
ok "a missing file is exit 5" [ $code -eq 5 ]
ok "a missing file is named" said 'could not open nosuchfile.csv'
incidents nosuchfile.csv --json
ok "a missing file is one document" json '.error.kind == "missing"'
incidents .
ok "a folder is refused in words" said 'is a folder'
ok "a folder is exit 3" [ $code -eq 3 ]
: > empty.csv
incidents empty.csv
ok "an empty file is exit 3" [ $code -eq 3 ]
tried 5 "an unknown partner is missing" import --store csp --agency nobody --kind incidents october.csv
ok "how to add a partner is said" said 'agency add'
tried 4 "people are refused" import --store csp --agency police --kind people october.csv
ok "why people are refused is said" said 'once they can be encrypted'
tried 3 "incidents are no police.uk file" import --store csp --agency police --kind police-uk october.csv
ok "which column is missing is said" said 'no column for month'
tried 3 "a CSV is no GeoJSON" import --store csp --agency council --kind areas october.csv
tried 3 "boundaries are no CSV" import --store csp --agency police --kind incidents small.geojson
tried 2 "a kind that is none is usage" import --store csp --agency police --kind gossip october.csv
tried 2 "one rejects file belongs to one file" import --store csp --agency police --kind incidents \
    --rejects x.csv october.csv november.csv
printf 'not gzip' > fake.csv.gz
incidents fake.csv.gz
ok "a file that only claims to be gzip is exit 3" [ $code -eq 3 ]
ok "none of these changed what counts" [ "$(counting)" = 14 ]
incidents october.csv nosuchfile.csv
ok "of several files the first is not lost when the second is missing" [ $code -eq 5 ]

told
