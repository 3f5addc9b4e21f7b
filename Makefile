# make            build/safekeep            make test    everything ./test runs
# make demo       what ./demo runs          make check   unit tests only, sanitized
# make doors sql quiet lint                 the checks, one by one
# make fuzz T=30  every fuzz target, T seconds each; make bench; make soak
# make known SHARED=../shared               answers that may not ship
#
# Adding a source file edits nothing: rooms are found by wildcard.
CC      ?= cc
CLANG   ?= clang
ROOMS    = base store governance intake link scan picture runs brief northmere cards web cmd
# The last: no processor rounds once where another rounds twice, so the same input gives the same bytes everywhere.
STRICT   = -std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
           -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef -Wformat=2 -Wnull-dereference \
           -Werror -ffp-contract=off
DEFINES  = -D_GNU_SOURCE -DSAFEKEEP_VERSION='"$(VERSION)"'
INCLUDE  = -I. -Ibuild/gen -include base/banned.h
VERSION := $(shell cat VERSION)
HARDEN   = -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -fno-strict-overflow
HARDLINK = -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack
SAN      = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# V=1 shows each command whole.
Q        = $(if $(V),,@)
SAY      = @$(if $(V),:,echo " ")
# What draws, reads back and signs cards; their headers are not ours to warn about.
CARDKIT  = pangocairo librsvg-2.0 libqpdf libqrencode poppler-glib zbar libsodium libcurl
CARDHEAD:= $(patsubst -I%,-isystem %,$(filter -I%,$(shell pkg-config --cflags $(CARDKIT))))
CARDLIBS:= $(shell pkg-config --libs $(CARDKIT))
INCLUDE += $(CARDHEAD)
LIBS     = $(CARDLIBS) -lsqlite3 -lnettle -lyajl -lseccomp -lutf8proc -lmicrohttpd -lz -lpthread -lm

SOURCES  = $(wildcard $(ROOMS:%=%/*.c))
PAGES    = build/gen/web/pages.c
UNIT     = $(filter %_test.c base/test_main.c,$(SOURCES))
PLAIN    = $(filter-out $(UNIT) cmd/main.c,$(SOURCES)) $(PAGES)
ASSETS   = $(wildcard $(ROOMS:%=%/assets/*))
SCHEMA   = $(sort $(wildcard store/schema/sqlite/*.sql))
SQL      = $(sort $(wildcard store/sql/*.sql))
GEN      = build/gen/store/sql.h build/gen/web/pages.h build/gen/web/asset_table.h
SERVED   = $(sort $(wildcard web/assets/*) brief/assets/inter.woff2)
ZIPPED   = $(patsubst %,build/gz/%.gz,$(filter-out %.woff2 %.png,$(SERVED)))
EMBED    = $(ASSETS:%=build/embed/%.o) $(ZIPPED:%=build/embed/%.o)

all: build/safekeep

# One set of objects per way of building: $(call way,NAME,COMPILER,FLAGS)
define way
build/$(1)/%.o: %.c $$(GEN) Makefile
	@mkdir -p $$(@D)
	$$(SAY) "$(1)  $$<"
	$$(Q)$(2) $$(STRICT) $$(DEFINES) $$(INCLUDE) $(3) -MMD -MP -c $$< -o $$@
-include $$(SOURCES:%.c=build/$(1)/%.d) build/$(1)/$(PAGES:%.c=%.d)
endef
$(eval $(call way,release,$$(CC),$$(HARDEN)))
$(eval $(call way,san,$$(CC),$$(SAN)))
$(eval $(call way,clang,$$(CLANG),$$(SAN)))

build/safekeep: $(PLAIN:%.c=build/release/%.o) build/release/cmd/main.o $(EMBED)
	$(SAY) "link  $@"
	$(Q)$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
build/tests: $(PLAIN:%.c=build/san/%.o) $(UNIT:%.c=build/san/%.o) $(EMBED)
	$(SAY) "link  $@"
	$(Q)$(CC) $(SAN) $^ $(LIBS) -o $@
build/safekeep-san: $(PLAIN:%.c=build/san/%.o) build/san/cmd/main.o $(EMBED)
	$(SAY) "link  $@"
	$(Q)$(CC) $(SAN) $^ $(LIBS) -o $@
build/tests-clang: $(PLAIN:%.c=build/clang/%.o) $(UNIT:%.c=build/clang/%.o) $(EMBED)
	$(SAY) "link  $@"
	$(Q)$(CLANG) $(SAN) $^ $(LIBS) -o $@

# A file in a room's assets/ becomes the symbols asset_NAME and asset_NAME_end; NAME is unique among rooms.
build/embed/%.o: % tools/embed.sh
	@mkdir -p $(@D)
	tools/embed.sh $< "$(CC)" $@

# Which of them the site serves, and the text among them compressed: a new file needs no line anywhere.
build/gz/%.gz: %
	@mkdir -p $(@D)
	@gzip -9n < $< > $@
.SECONDARY: $(ZIPPED)
build/gen/web/asset_table.h: tools/assets.sh web/assets $(SERVED)
	@mkdir -p $(@D)
	@tools/assets.sh $(SERVED) > $@.new
	@cmp -s $@.new $@ || mv $@.new $@

build/sqlcheck: tools/sqlcheck.c
	@mkdir -p build
	$(CC) -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -O1 $< -lsqlite3 -o $@
build/gen/store/sql.h: build/sqlcheck $(SCHEMA) $(SQL)
	@mkdir -p build/gen/store
	build/sqlcheck $(SCHEMA) -- $(SQL) > $@.new && mv $@.new $@
sql: build/gen/store/sql.h

# A page in web/pages becomes a C function: tools/page.c says how.
build/page: tools/page.c tools/page_html.c tools/page_html.h
	@mkdir -p build
	$(CC) -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -O1 $(filter %.c,$^) -o $@
build/gen/web/pages.c: build/page $(sort $(wildcard web/pages/*.html))
	@mkdir -p build/gen/web
	build/page build/gen/web/pages.h.new $@.new $(sort $(wildcard web/pages/*.html))
	@cmp -s build/gen/web/pages.h.new build/gen/web/pages.h || mv build/gen/web/pages.h.new build/gen/web/pages.h
	@mv $@.new $@
build/gen/web/pages.h: build/gen/web/pages.c

check: build/tests
	build/tests
clean:
	rm -rf build
.PHONY: all check sql clean
.DELETE_ON_ERROR:

# What belongs to one room's tests, benches and tools stands in a file of its own.
include $(wildcard tools/make/*.mk)
