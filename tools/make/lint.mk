# make lint: gcc's analyzer, clang-tidy and cppcheck on every file that ships; what they find blocks.
# A file is looked at again when it, a header it includes or the settings change.
# Tests are left out: they do not ship, and twice sanitized and tortured says more.
LINTED = $(filter-out build/%,$(PLAIN)) cmd/main.c
build/lint/%.ok: %.c $(GEN) .clang-tidy tools/lint.sh
	@tools/lint.sh $< $@ $(STRICT) $(DEFINES) $(INCLUDE)
-include $(LINTED:%.c=build/lint/%.d)
lint: $(patsubst %.c,build/lint/%.ok,$(wildcard $(LINTED)))
	@echo "$(words $^) files looked at by three analyzers, nothing found"
.PHONY: lint
