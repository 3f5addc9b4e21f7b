# The reports of linkage for the browser tests: no files, no clock.
build/link_sample: $(PLAIN:%.c=build/release/%.o) build/release/cmd/link_sample_test.o \
                   build/release/tests/browser/link_sample.o $(EMBED)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
-include build/release/tests/browser/link_sample.d build/release/cmd/link_sample_test.d

browser: build/link_sample

# The pictures of docs/linkage.md: the invented town, linked.
TOWN_FILES = police youth-team housing schools social-care hospital
linkage-pictures: build/safekeep
	rm -rf build/pictures && mkdir -p build/pictures
	build/safekeep northmere --seed 1 --out build/pictures/town
	cd build/pictures/town && ../../safekeep link --within --report ../report.html $(TOWN_FILES:%=invented-%.csv)
	tests/browser/screenshot.sh build/pictures/report.html docs/pictures/linkage-report.png 1100 800
	tests/browser/chart.sh build/pictures/report.html "Pairs by match weight" docs/pictures/linkage-weights.svg
	tests/browser/chart.sh build/pictures/report.html \
	    "Weights of each level; the figures are in the table below: date of birth" docs/pictures/linkage-birth.svg
.PHONY: linkage-pictures
