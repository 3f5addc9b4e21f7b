# make bench-csv       a CSV through the sandboxed child beside libcsv; Kent's files from SHARED when they are
#                      there, else the bundled ones
# make intake-plain    intake's tests as they ship, without sanitizers: only so is the memory cap in force
SHARED ?= ../shared
KENT    = $(wildcard $(SHARED)/data/kent/2025-*-kent-street.csv)
BENCHED = $(if $(KENT),$(KENT),build/bench/street.csv)

build/bench/csv_bench: tests/bench/csv_bench.c $(patsubst %.c,build/release/%.o,$(filter base/% intake/%,$(PLAIN)))
	@mkdir -p $(@D)
	$(CC) $(STRICT) $(DEFINES) $(INCLUDE) $(HARDEN) $(HARDLINK) $^ $(LIBS) \
	    $(if $(wildcard /usr/include/csv.h),-lcsv) -o $@
build/bench/street.csv: $(wildcard data/medway/*street*.csv.gz)
	@mkdir -p $(@D)
	gzip -dc $^ > $@
bench-csv: build/bench/csv_bench $(filter build/%,$(BENCHED))
	$< $(BENCHED)
bench: bench-csv

build/intake-plain: $(patsubst %.c,build/release/%.o,$(filter base/% intake/%,$(PLAIN)) \
                      $(filter intake/%_test.c,$(UNIT)) base/test_main.c)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
intake-plain: build/intake-plain
	build/intake-plain
TEST_TARGETS += intake-plain
.PHONY: bench bench-csv intake-plain
