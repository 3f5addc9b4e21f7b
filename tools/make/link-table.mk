# make bench-link-load FILE=A.csv   seconds and peak memory of loading it (truth column: cluster)
build/bench/link-load: build/release/tests/bench/link_load_bench.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-link-load: build/bench/link-load
	@build/bench/link-load $(FILE)
.PHONY: bench-link-load
-include build/release/tests/bench/link_load_bench.d
