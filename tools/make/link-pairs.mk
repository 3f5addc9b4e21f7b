# make bench-pairs [RECORDS=FILE.csv]   pairs blocked, compared and weighed a second
build/bench/link_pairs: build/release/tests/bench/link_pairs_bench.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-pairs: build/bench/link_pairs
	@build/bench/link_pairs $(RECORDS)
bench: bench-pairs
.PHONY: bench-pairs
-include build/release/tests/bench/link_pairs_bench.d
