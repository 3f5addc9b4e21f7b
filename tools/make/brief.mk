# The brief's samples for the browser tests: no store, no clock.
SAMPLE_PLAIN = $(filter-out %_test.c base/test_main.c brief/gather%,$(wildcard base/*.c brief/*.c))
SAMPLE       = $(SAMPLE_PLAIN) brief/sample_test.c tests/browser/brief_sample.c

build/brief_sample: $(SAMPLE:%.c=build/release/%.o) $(EMBED)
	$(CC) $(HARDEN) $(HARDLINK) $^ -lnettle -lyajl -lm -o $@
-include build/release/tests/browser/brief_sample.d

browser: build/brief_sample
	tests/browser/run.sh
.PHONY: browser

css:
	tests/browser/css.sh
.PHONY: css
TEST_TARGETS += css
