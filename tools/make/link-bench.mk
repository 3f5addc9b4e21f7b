# make bench-link      linkage on open sets and on a million records: seconds, memory, cluster F1
# make bench-peers     the same, then Splink on the same files, installed into build/
bench-link: build/safekeep
	@tests/bench/link_bench.sh $<
bench-peers: bench-link
	@tests/bench/link_peers.sh
bench: bench-link
.PHONY: bench bench-link bench-peers
