# make bench-strings     nanoseconds a comparison of names, dates and addresses, beside the plain tables
build/bench/strings: build/release/tests/bench/strings_bench.o $(patsubst %.c,build/release/%.o,$(filter base/% \
        $(foreach noun,edit fold jaro nick point sound,link/$(noun).c),$(PLAIN))) \
        build/embed/link/assets/forename-variants.csv.o
	@mkdir -p $(@D)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-strings: build/bench/strings
	@build/bench/strings
bench: bench-strings
.PHONY: bench bench-strings
-include build/release/tests/bench/strings_bench.d

# make link-strings      every row of DuckDB's string functions, bundled, is ours too
build/known/link_strings: build/san/tests/known/link_strings.o \
        $(foreach file,base/number base/str link/edit link/jaro link/point,build/san/$(file).o)
	@mkdir -p $(@D)
	$(CC) $(SAN) $^ -lm -o $@
link-strings: build/known/link_strings
	gzip -dc data/known/link/duckdb-string-similarity.csv.gz | build/known/link_strings
TEST_TARGETS += link-strings
.PHONY: link-strings
-include build/san/tests/known/link_strings.d
