# make routes        docs/routes.md, the list of every address, from web/route.c
# make routes-true   is the one in the tree that list? Part of ./test
build/routes: build/release/tools/routes.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	$(SAY) "link  $@"
	$(Q)$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
-include build/release/tools/routes.d

routes: build/routes
	@$< > docs/routes.md.new && mv docs/routes.md.new docs/routes.md
routes-true: build/routes
	@$< > build/routes.md
	@cmp build/routes.md docs/routes.md || { echo "docs/routes.md is not what web/route.c says: make routes"; exit 1; }
.PHONY: routes routes-true
TEST_TARGETS += routes-true
