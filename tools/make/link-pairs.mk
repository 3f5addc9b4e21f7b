# make bench-pairs [RECORDS_FILE=FILE.csv]   pairs blocked, compared and weighed a second
build/bench/link_pairs: build/release/tests/bench/link_pairs_bench.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-pairs: build/bench/link_pairs
	@build/bench/link_pairs $(RECORDS_FILE)
bench: bench-pairs
.PHONY: bench-pairs
-include build/release/tests/bench/link_pairs_bench.d

# The fuzz target asks the plain way too, which stands beside the tests.
build/fuzz/link_compare-replay: build/san/tests/fuzz/link_compare_fuzz.o build/san/tools/replay.o \
    build/san/link/fixture_test.o build/san/plain.a $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(SAN) $^ $(LIBS) -o $@
build/fuzz/link_compare: build/fuzzed/tests/fuzz/link_compare_fuzz.o build/fuzzed/link/fixture_test.o \
    build/fuzzed/plain.a $(EMBED)
	@mkdir -p $(@D)
	$(CLANG) $(SAN) -fsanitize=fuzzer $^ $(LIBS) -o $@
