# make test: every step ./test runs, in order, by tools/steps.sh. A step joins by itself when it is
#   an executable tests/checks/*.sh, tests/known/*.sh, tests/journeys/*.sh or tests/browser/run.sh
#   a make target that some tools/make/*.mk adds to TEST_TARGETS
# and it ends with a line `N passed, N failed`, or else counts as one test.
JOBS  := $(shell nproc 2>/dev/null || echo 2)
AGAIN  = $(MAKE) --no-print-directory -j$(JOBS)
SCRIPTS = $(wildcard tests/checks/*.sh tests/known/*.sh tests/journeys/*.sh tests/browser/run.sh)

build/test/steps: FORCE
	@mkdir -p $(@D)
	@{ echo 'build with gcc|$(AGAIN) build/safekeep && tools/longest.sh .'; \
	   echo 'build with clang|$(AGAIN) build/tests-clang'; \
	   echo 'build with sanitizers|$(AGAIN) build/tests build/safekeep-san'; \
	   echo 'unit tests, gcc|build/tests'; \
	   echo 'unit tests, clang|build/tests-clang'; \
	   for check in doors sql quiet names tidy lint; do echo "$$check|$(AGAIN) $$check"; done; \
	   echo 'fuzz corpora replayed|$(AGAIN) replay'; \
	   for target in $(TEST_TARGETS); do echo "$$target|$(AGAIN) $$target"; done; \
	   for script in $(SCRIPTS); do test ! -x $$script || \
	       echo "$$(echo $$script | sed 's,^tests/,,; s,\.sh$$,,')|$$script"; done; \
	} > $@
test: build/test/steps
	@tools/steps.sh $< build/test
FORCE:
.PHONY: test FORCE

# What ./demo runs, and the README's picture of what it makes.
DEMO_OUT ?= build/demo
demo: build/safekeep
	@build/safekeep demo --out $(DEMO_OUT)
picture: demo
	@mkdir -p docs/pictures
	tests/browser/screenshot.sh $(DEMO_OUT)/medway/brief.html docs/pictures/brief.png
.PHONY: demo picture
