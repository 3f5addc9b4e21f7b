# The site's look as it is kept in the tree: web/assets, made anew by npm from tools/site.
site-assets:
	@mkdir -p build/site
	tools/site/build.sh $(CURDIR)/build/site
	cp build/site/site.css build/site/leaflet.js web/assets/
.PHONY: site-assets

# Our parts against govuk-frontend's own examples: tests/known/govuk.sh.
GOVUK = tests/known/govuk.c tests/known/govuk_parts.c web/part.c web/show.c build/gen/web/pages.c
build/known/govuk: $(GOVUK:%.c=build/san/%.o) $(patsubst %.c,build/san/%.o,$(filter-out %_test.c base/test_main.c,$(wildcard base/*.c)))
	@mkdir -p $(@D)
	$(CC) $(SAN) $^ -lnettle -lyajl -lm -lpthread -o $@
-include build/san/tests/known/govuk.d build/san/tests/known/govuk_parts.d

# Every part in every state, for the browser: tests/checks/gallery.sh.
build/gallery: build/release/tests/browser/gallery.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
-include build/release/tests/browser/gallery.d

# The site as people use it, in a real Chromium; and its pictures for the README.
site-browser: build/safekeep
	tests/browser/site.sh
site-pictures: build/safekeep
	tests/browser/site_pictures.sh
.PHONY: site-browser site-pictures
TEST_TARGETS += site-browser
