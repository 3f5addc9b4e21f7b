# make link-em      what expectation maximisation finds is what was published (data/known/link)
build/known/link_em: build/san/tests/known/link_em.o build/san/plain.a $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(SAN) $^ $(LIBS) -o $@
link-em: build/known/link_em
	@sh tests/known/link_em.sh $< data/known/link
TEST_TARGETS += link-em
.PHONY: link-em
-include build/san/tests/known/link_em.d
