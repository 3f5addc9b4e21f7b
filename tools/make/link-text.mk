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
